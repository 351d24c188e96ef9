// Every call of the mini-program to the server, typed by the server's schema.
import type { Who } from './guides'
import type {
  Admission, Agreement, ArticleDetail, Backup, Change, Contribution, Credit, DebitResult, DeletedMember, Ending, Enrolment, EnrolmentInput, Export, FilingInput, FoundArticles, Guide,
  GuideHead, Manner, MannerInput, Member, MemberInput, MistakeInput, PhoneCalendar, Purpose, Region, Reminder, RuleTold, Services, Source, Status, Upcoming, Worked,
} from './shapes'
import { ask, askVersion, make } from './transport'

export const getStatus = () => ask<Status>('GET', '/status')
export const supposePaid = (member: number, paid_on: string) => ask<Status>('GET', '/status', { member, paid_on })

export const getMember = async (id: number) => (await readMember(id)).value
export const readMember = (id: number) => askVersion<Member>('GET', `/members/${id}`)
export const addMember = (told: MemberInput) => make<Member>('/members', { ...told })
export const changeMember = (id: number, told: Partial<MemberInput>, version: string) =>
  askVersion<Member>('PATCH', `/members/${id}`, { ...told }, version)
export const removeMember = (id: number, version: string) => ask<void>('DELETE', `/members/${id}`, undefined, version)

export const getDeleted = () => ask<DeletedMember[]>('GET', '/members/deleted')
export const undoDeletion = (id: number) => ask<Member>('POST', `/members/deleted/${id}/undo`)
export const eraseDeleted = (id: number) => ask<void>('POST', `/members/deleted/${id}/erase`)

export const findRegions = async (q: string) => (await ask<{ results: Region[] }>('GET', '/regions', { q })).results
export const getRegion = (code: string) => ask<Region>('GET', `/regions/${code}`)
export const regionsIn = async (parent: string) => (await ask<{ results: Region[] }>('GET', '/regions', { parent })).results

export const getContribution = (region: string, asked: { coverage_year: number, category: string, scheme: string }) =>
  ask<Contribution>('GET', `/regions/${region}/contribution`, asked)
export const getServices = (region: string, task: string) => ask<Services>('GET', `/regions/${region}/services`, { task })

export const getRule = (code: string) => ask<RuleTold>('GET', `/rules/${code}`)
export const getSources = async (region: string) => (await ask<{ results: Source[] }>('GET', `/regions/${region}/sources`)).results

export const getEnrolments = (member: number) => ask<Enrolment[]>('GET', `/members/${member}/enrolments`)
export const readYear = (member: number, year: number) => askVersion<Enrolment>('GET', `/members/${member}/enrolments/${year}`)
export const declareYear = (member: number, year: number, told: EnrolmentInput, version: string) =>
  ask<Enrolment>('PUT', `/members/${member}/enrolments/${year}`, { ...told }, version)
export const getChanges = (member: number) => ask<{ results: Change[], next: string | null }>('GET', `/members/${member}/changes`)
export const undoChange = (member: number, change: number) => ask<Member>('POST', `/members/${member}/changes/${change}/undo`)
export const undoYear = (member: number, year: number) => make<Enrolment>(`/members/${member}/enrolments/${year}/undo`, {})

export const getAgreements = () => ask<Agreement[]>('GET', '/me/consents')
export const agree = (purpose: Purpose, version: string) => ask<Agreement[]>('POST', '/me/consents', { purpose, version })
export const withdraw = (purpose: Purpose) => ask<Agreement[]>('POST', `/me/consents/${purpose}/withdraw`)
export const getExport = () => ask<Export>('GET', '/me/export')
export const eraseEverything = () => ask<void>('POST', '/me/erase', { confirm: true })

export const getCredits = () => ask<Credit[]>('GET', '/subscriptions')
export const reportAnswers = (key: string, answers: Record<string, string>) => make<Credit[]>('/subscriptions', { key, answers })
export const getManner = async () => (await readManner()).value
export const readManner = () => askVersion<Manner>('GET', '/me/reminders')
export const chooseManner = (told: MannerInput, version: string) => askVersion<Manner>('PUT', '/me/reminders', { ...told }, version)
export const getBackup = () => ask<Backup>('GET', '/me/backup')
export const givePhone = (code: string) => ask<Backup>('PUT', '/me/backup/phone', { code })
export const getUpcoming = () => ask<Upcoming[]>('GET', '/upcoming')
export const getInbox = async () => (await ask<{ results: Reminder[] }>('GET', '/reminders')).results
export const markRead = (reminder: number) => ask<void>('POST', `/reminders/${reminder}/read`)
export const resend = (reminder: number) => ask<Reminder>('POST', `/reminders/${reminder}/resend`)
export const getPhoneCalendar = (code?: string) => ask<PhoneCalendar>('POST', '/calendar/phone', { code })

export const versionOfDebitDay = async (member: number) => (await askVersion<unknown>('GET', `/members/${member}/debit-plan`)).version
export const setDebitDay = (member: number, day: number, since: string, version: string) =>
  ask<unknown>('PUT', `/members/${member}/debit-plan`, { day, since }, version)
export const reportDebit = (member: number, told: DebitResult) => ask<unknown>('POST', `/members/${member}/debit-results`, { ...told })
export const reportLeaving = (member: number, last_paid_month: string) => ask<unknown>('PUT', `/members/${member}/job-loss`, { last_paid_month })
export const endMember = (member: number, ending: Ending, ended_on: string, version: string) =>
  ask<Member>('PUT', `/members/${member}/ending`, { ending, ended_on }, version)

export const addFiling = (member: number, told: FilingInput) => make<{ id: number }>(`/members/${member}/filings`, { ...told })
export const versionOfFiling = async (filing: number) => (await askVersion<unknown>('GET', `/filings/${filing}`)).version
export const stepFiling = (filing: number, progress: FilingInput['progress'], version: string) =>
  ask<unknown>('PATCH', `/filings/${filing}`, { progress }, version)
export const cancelFiling = (filing: number, version: string) => ask<void>('DELETE', `/filings/${filing}`, undefined, version)
export const canBeAdmitted = (filing: number, on: string) => ask<Admission>('GET', `/filings/${filing}/admission`, { on })

export const reportMistake = (told: MistakeInput) => make<{ id: number }>('/mistakes', { ...told })

export const getGuides = async () => (await ask<{ results: GuideHead[] }>('GET', '/guides')).results
export const getGuide = (slug: string, who: Who & { filing_type?: string }) => ask<Guide>('GET', `/guides/${slug}`, { ...who })
export const findAnswers = (q: string, region?: string) => ask<FoundArticles>('GET', '/faq', { q, region })
export const browseAnswers = async (topic: string, limit: number, region?: string) =>
  (await ask<FoundArticles>('GET', '/faq', { topic, limit, region })).results
export const getAnswer = (slug: string, region?: string) => ask<ArticleDetail>('GET', `/faq/${slug}`, { region })
export const workOut = (rule: string, facts: Record<string, unknown>) => ask<Worked>('POST', `/calculators/${rule}`, facts)
