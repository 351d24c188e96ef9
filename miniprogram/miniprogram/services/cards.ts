// Pure: what a member's card on the first page says, from the server's answer.
import type { Filed, MemberStatus, YearStatus } from './shapes'
import { amounts, day, left } from './words'

export type Tone = 'good' | 'due' | 'bad' | 'calm'

export interface Line { label: string, text: string, detail: string, tone: Tone, about: string }
export interface Card {
  id: number
  name: string
  place: string
  tone: Tone
  mark: string
  answer: string
  detail: string
  answerLink: string
  answerUrl: string
  lines: Line[]
  action: string
  url: string
  isQuiet: boolean
}

const ANSWERS: Record<string, { tone: Tone, mark: string, words: string }> = {
  yes: { tone: 'good', mark: '✓', words: '今天看病能报销' },
  no: { tone: 'bad', mark: '✕', words: '今天看病不能报销' },
  unknown: { tone: 'due', mark: '?', words: '能不能报销还不清楚' },
}
const PAID_FOR = ['payment', 'late_payment', 'newborn', 'declare', 'local_notice', 'ask_late', 'window_opens', 'debit_repair', 'debit']
const FILED = ['filing', 'filing_end', 'filing_papers', 'filing_change', 'filing_review']
const UNSURE = '（待核实）'

/** The year that the next thing to do is about: the one that can be paid, else this one until it is settled. */
export function yearInQuestion(member: MemberStatus): YearStatus | null {
  const years = [member.this_year, member.next_year].filter((year): year is YearStatus => year !== null)
  return years.find(({ settled, payment }) => !settled && (payment === 'open' || payment === 'late'))
    ?? years.find(({ settled }) => !settled) ?? years[years.length - 1] ?? null
}

export function yearLine(year: YearStatus, today: string): Line {
  const line = { label: `${year.coverage_year}年度`, about: `year-${year.coverage_year}`, detail: '' }
  const on = (iso: string | null) => (iso ? day(iso, today) : '')
  const unsure = year.needs_check ? UNSURE : ''
  const cost = year.amounts.length ? `，${amounts(year.amounts.map(({ amount }) => amount))}` : ''
  if (year.settled) {
    const begins = year.benefit_starts_on ?? ''
    return { ...line, text: '已经办好', detail: begins > today ? `${on(begins)}起能报` : '', tone: 'good' }
  }
  switch (year.payment) {
    case 'open': return { ...line, text: `还没交${cost}`, detail: `${on(year.last_payable_on)}截止${unsure}，${left(year.days_left ?? 0)}`, tone: 'due' }
    case 'late': return { ...line, text: `没有按时交${cost}`, detail: `${on(year.last_payable_on)}前还能补${unsure}`, tone: 'bad' }
    case 'not_open': return { ...line, text: '还没开始收', detail: year.opens_on ? `${on(year.opens_on)}开始${unsure}` : '', tone: 'calm' }
    case 'closed': return { ...line, text: '没有交', detail: '缴费期已经过了', tone: 'bad' }
    default: return { ...line, text: `还没交${cost}`, detail: '截止日请看本地公告', tone: 'due' }
  }
}

export function filingLine(filed: Filed, today: string): Line {
  const until = filed.last_valid_on ? `${day(filed.last_valid_on, today)}到期${filed.needs_check ? UNSURE : ''}`
    : filed.long_term ? '长期有效' : '到期日待核实'
  const isFine = filed.usable_today === 'yes' && filed.state !== 'expiring'
  const tone = isFine ? 'good' : filed.usable_today === 'no' ? 'bad' : 'due'
  const label = `去${filed.care_region_name}看病的备案`
  return { label, text: filed.state_label, detail: until, tone, about: `filing-${filed.id}` }
}

const whyPage = (member: MemberStatus, about: string): string => `/pages/why/why?member=${member.id}&about=${about}`
const filingPage = (member: MemberStatus): string => `/pages/filing/filing?member=${member.id}`
const monthlyPage = (member: MemberStatus): string => `/pages/monthly/monthly?member=${member.id}`
const payPage = (member: MemberStatus, year: YearStatus | null): string =>
  (year ? `/pages/payment/payment?member=${member.id}&year=${year.coverage_year}` : monthlyPage(member))

/** What the large button says, and the page it opens. */
function nextStep(member: MemberStatus): { action: string, url: string } {
  const { kind = '', what = '' } = member.next_action ?? {}
  const year = yearInQuestion(member)
  if (!year && !FILED.includes(kind)) return { action: what, url: monthlyPage(member) }
  if (kind === 'payment' && year) return { action: `去交${year.coverage_year}年度的钱`, url: payPage(member, year) }
  if (kind === 'newborn') return { action: '给宝宝参保交钱', url: payPage(member, year) }
  if (kind === 'declare') return { action: what, url: payPage(member, member.this_year) }
  if (PAID_FOR.includes(kind)) return { action: what, url: payPage(member, year) }
  if (FILED.includes(kind)) return { action: kind === 'filing_end' ? '看看备案怎么续' : what, url: filingPage(member) }
  return { action: what, url: whyPage(member, 'today') }
}

/** The step for what a reminder of `kind` is about, or the next one. */
export function stepFor(kind: string, member: MemberStatus): { action: string, url: string } {
  return kind.startsWith('filing') ? { action: '看看备案', url: filingPage(member) } : nextStep(member)
}

/** Whether nobody said yet if this year is paid: then there is nothing to explain, only to tell. */
const isUntold = ({ today, this_year }: MemberStatus): boolean =>
  today.answer === 'unknown' && this_year?.state === 'not_registered' && this_year.payment !== 'open'

export function cardOf(member: MemberStatus, today: string): Card {
  const { tone, mark, words } = ANSWERS[member.today.answer]
  const begins = member.today.begins_on && member.today.begins_on > today ? `${day(member.today.begins_on, today)}起能报` : ''
  const until = member.today.answer === 'yes' && member.today.until ? `能报到${day(member.today.until, today)}` : ''
  const untold = isUntold(member)
  const years = [member.this_year, member.next_year].filter((year): year is YearStatus => year !== null)
  const isNews = (year: YearStatus) => year === member.next_year || !(year.settled || untold && year.payment === 'unknown')
  return {
    id: member.id,
    name: member.nickname,
    place: `${member.region_name} · ${member.scheme_label}`,
    tone,
    mark,
    answer: words,
    detail: untold ? `请填${member.this_year?.coverage_year}年度交了没有` : begins || until,
    answerLink: untold ? '去填 ›' : '为什么 ›',
    answerUrl: untold ? payPage(member, member.this_year) : whyPage(member, 'today'),
    lines: [
      ...years.filter(isNews).map((year) => yearLine(year, today)),
      ...member.filings.map((filed) => filingLine(filed, today)),
    ],
    ...nextStep(member),
    isQuiet: !member.next_action,
  }
}
