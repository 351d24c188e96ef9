// Every call of the mini-program to the server, typed by the server's schema.
import type {
  Agreement, Contribution, Enrolment, EnrolmentInput, Member, MemberInput, Purpose, Region, Services, Status,
} from './shapes'
import { ask } from './transport'

export const getStatus = () => ask<Status>('GET', '/status')
export const supposePaid = (member: number, paid_on: string) => ask<Status>('GET', '/status', { member, paid_on })

export const getMember = (id: number) => ask<Member>('GET', `/members/${id}`)
export const addMember = (told: MemberInput) => ask<Member>('POST', '/members', { ...told })
export const changeMember = (id: number, told: Partial<MemberInput>) => ask<Member>('PATCH', `/members/${id}`, { ...told })
export const removeMember = (id: number) => ask<void>('DELETE', `/members/${id}`)

export const findRegions = async (q: string) => (await ask<{ results: Region[] }>('GET', '/regions', { q })).results
export const regionsIn = async (parent: string) => (await ask<{ results: Region[] }>('GET', '/regions', { parent })).results

export const getContribution = (region: string, asked: { coverage_year: number, category: string, scheme: string }) =>
  ask<Contribution>('GET', `/regions/${region}/contribution`, asked)
export const getServices = (region: string, task: string) => ask<Services>('GET', `/regions/${region}/services`, { task })

export const getEnrolments = (member: number) => ask<Enrolment[]>('GET', `/members/${member}/enrolments`)
export const declareYear = (member: number, year: number, told: EnrolmentInput) =>
  ask<Enrolment>('PUT', `/members/${member}/enrolments/${year}`, { ...told })
export const undoYear = (member: number, year: number) => ask<Enrolment>('POST', `/members/${member}/enrolments/${year}/undo`, {})

export const getAgreements = () => ask<Agreement[]>('GET', '/me/consents')
export const agree = (purpose: Purpose, version: string) => ask<Agreement[]>('POST', '/me/consents', { purpose, version })
