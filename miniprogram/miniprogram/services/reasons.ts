// Pure: why a date or an amount is what it is: the rule in a sentence, where it is written, and how sure it is.
import { cardOf, filingLine, yearLine } from './cards'
import type { Admission, ArticleDetail, Basis, Filed, MemberStatus, Provenance, Reminder, RuleTold, Upcoming, YearStatus } from './shapes'
import { day } from './words'

export interface Ground { rule: string, caption: string, basis: Basis }
export interface Reason { title: string, sentences: string[], grounds: Ground[], ungrounded: string }

const NOT_FOUND = '还没有查到当地的规定，请打 12393 问清，再按他们说的办。'
/** What is said above the basis of an amount that is not that of the day. */
export const PRICE = '钱数的依据'
const OWN_DAY = '这一天是您自己填的，没有公告。'
const RULE_CHANGED = '当时依据的规定后来改过了，请看首页上现在的日子。'

const SURE: Record<string, string> = {
  A: '官方原文，可以放心', B: '权威转述', C: '只有一个来源，待核实', D: '没有证实，只供参考', U: '没有查到',
}
/** How sure something is, in words. */
export const sureInWords = (confidence: string): string => SURE[confidence] ?? ''

/** A day's explanation, and the rule unless it was the resident who told the day. */
interface Grounded { explanation: string, given: boolean, basis: Basis | null }

const grounded = (basis: Basis | null, caption = ''): Ground[] => (basis ? [{ rule: basis.rule, caption, basis }] : [])

function reason(title: string, sentences: string[], grounds: Ground[], ungrounded = NOT_FOUND): Reason {
  return { title, sentences: [...new Set(sentences.filter(Boolean))], grounds, ungrounded }
}

function whyYear(year: YearStatus, today: string): Reason {
  const { label, text, detail } = yearLine(year, today)
  const price = year.settled ? null : year.amounts[0]?.basis ?? null
  const isOther = price && price.rule !== year.basis?.rule
  return reason(`${label}：${[text, detail].filter(Boolean).join('，')}`, [year.explanation, year.window_explanation], [
    ...grounded(year.basis, isOther ? '日子的依据' : ''),
    ...isOther ? grounded(price, PRICE) : [],
  ])
}

/** What the server says of one of several days. */
function whyDay(title: string, { explanation, given, basis }: Grounded, more: string[] = []): Reason {
  return reason(title, [explanation, ...more], grounded(basis), given ? OWN_DAY : NOT_FOUND)
}

/** One of the three days of a filing: its end, from when the place may change, until when papers are owed. */
function whyFiled(filed: Filed, what: string, today: string): Reason {
  const { change_from, papers_due_on, grounds, explanation, warning, basis } = filed
  const { label, text, detail } = filingLine(filed, today)
  if (what === 'change' && change_from && grounds.change_from) return whyDay(`${day(change_from, today)}起才能换地方`, grounds.change_from)
  if (what === 'papers' && papers_due_on && grounds.papers_due_on) return whyDay(`${day(papers_due_on, today)}前要补材料`, grounds.papers_due_on)
  const end = grounds.last_valid_on ?? { explanation, given: false, basis }
  return whyDay(`${label}：${text}，${detail}`, end, end.given ? [warning] : [explanation, warning])
}

/** Whether a stay in hospital from a day on is paid: by the filing, and by the year that the day is in. */
export function whyAdmitted(member: MemberStatus, filing: number, { on, explanation }: Admission, today: string): Reason {
  const filed = member.filings.find(({ id }) => id === filing)
  const year = [member.this_year, member.next_year].find((each) => each?.coverage_year === Number(on.slice(0, 4)))
  const end = filed?.grounds.last_valid_on
  return reason(`${day(on, today)}住院，能不能报`, [explanation, end?.explanation ?? filed?.explanation ?? '', year?.explanation ?? ''], [
    ...grounded(end?.basis ?? filed?.basis ?? null, '备案的依据'),
    ...grounded(year?.basis ?? null, '医保的依据'),
  ])
}

/** What an answer rests on; it is as sure as its article. */
export function whyAnswered({ question, answer, region_name, confidence, reviewed_on, sources }: ArticleDetail): Reason {
  return reason(question, [answer], sources.map(({ code, ...source }) => ({
    rule: code, caption: '', basis: { ...source, rule: '', place: region_name, confidence, confidence_label: '', checked_on: reviewed_on },
  })))
}

/** Why a member's card says what it says; `about` is year-2026, filing-3, change-3, papers-3, debit or today. */
export function whyOf(member: MemberStatus, about: string, today: string): Reason {
  const [what, which = ''] = about.split('-')
  const year = [member.this_year, member.next_year].find((each) => what === 'year' && each?.coverage_year === Number(which))
  if (year) return whyYear(year, today)
  const filed = member.filings.find(({ id }) => id === Number(which))
  if (filed) return whyFiled(filed, what, today)
  if (what === 'debit' && member.debit) return reason(member.headline, [member.debit.explanation], grounded(member.debit.basis))
  const { answer, detail } = cardOf(member, today)
  const { what: next = '', where = '' } = member.next_action ?? {}
  return reason([answer, detail].filter(Boolean).join('，'), [member.today.explanation, next && `现在该做：${next}（${where}）。`], grounded(member.today.basis))
}

/** Where what `about` explains is paid and told; '' where nothing is. */
export function payingPage({ id, debit }: Pick<MemberStatus, 'id' | 'debit'>, about: string): string {
  if (about.startsWith('year-')) return `/pages/payment/payment?member=${id}&year=${about.slice(5)}`
  return debit && (about === 'today' || about === 'debit') ? `/pages/monthly/monthly?member=${id}` : ''
}

/** Why a reminder speaks of its day, from the rules it names; those that hold no longer are missing in `rules`. */
export function whyReminded(reminder: Pick<Reminder | Upcoming, 'kind_label' | 'due_on' | 'why' | 'origin' | 'rules'>, rules: RuleTold[], today: string): Reason {
  const { kind_label, due_on, why, origin } = reminder
  const isOwn = !reminder.rules.length
  return reason(
    `${kind_label}：${day(due_on, today)}`, [...rules.map(({ explanation }) => explanation), `这一天的来历：${origin}。`, `提醒您是因为：${why}`],
    groundsOf(rules), isOwn ? OWN_DAY : RULE_CHANGED,
  )
}

/** What rules say that no card speaks of: those of a guide or a sum. */
export function whyRuled(rules: RuleTold[]): Reason {
  return reason([...new Set(rules.map(({ title }) => title))].join('、'), rules.map(({ explanation }) => explanation), groundsOf(rules))
}

const groundsOf = (rules: RuleTold[]): Ground[] =>
  rules.map(({ title, provenance }) => ({ rule: provenance.code, caption: rules.length > 1 ? title : '', basis: basisOf(provenance) }))

/** The page that explains rules, for a place; '' where none is known. */
export function rulesPage(from: Array<Pick<Provenance, 'code'>>, region = ''): string {
  const codes = [...new Set(from.map(({ code }) => code).filter(Boolean))]
  return codes.length ? `/pages/why/why?rules=${codes.join(',')}&region=${region}` : ''
}

/** A reminder to come, named in an address. */
export const keyOf = ({ kind, due_on, stage, members }: Pick<Upcoming, 'kind' | 'due_on' | 'stage' | 'members'>): string =>
  [kind, due_on, stage, members[0]?.id].join('.')

function basisOf({ code, region_name, confidence, checked_on, sources }: Provenance): Basis {
  const { title = '', number = '', issuer = '', dated = '', url = '' } = sources[0] ?? {}
  return { rule: code, place: region_name, title, number, issuer, dated, url, confidence, confidence_label: '', checked_on }
}
