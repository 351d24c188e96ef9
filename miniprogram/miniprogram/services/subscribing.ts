// Pure: which templates one tap asks for, what its answers mean, and what is left, in words.
import type { Credit, Reminder, Upcoming } from './shapes'

/** WeChat takes at most five at once, and never one-time and long-term ones together. */
const MOST_AT_ONCE = 5

/** What the resident decided for good in WeChat: template → accept, reject or ban. */
export type Kept = Record<string, string>

/** A template with the messages that this household still has to come. */
export interface Need extends Credit { coming: number }

/** Each template with its need, the most wanting first. */
export function needsOf(credits: Credit[], upcoming: Array<Pick<Upcoming, 'kind' | 'reason'>>): Need[] {
  const coming = (kind: string) => upcoming.filter((each) => each.kind === kind && each.reason !== 'muted').length
  return credits.map((credit) => ({ ...credit, coming: coming(credit.kind) })).sort((a, b) => lacking(b) - lacking(a))
}

const lacking = ({ long_term, balance, coming }: Need): number => (long_term && balance ? 0 : coming - balance)

/** The one-time templates that are wanted most; long-term ones only where nothing else is to be asked. */
export function templatesToAsk(needs: Need[], kept: Kept): string[] {
  const open = needs.filter(({ template_id }) => isAccepted(kept[template_id] ?? 'accept'))
  const oneTime = open.filter(({ long_term }) => !long_term)
  const asked = oneTime.length ? oneTime : open.filter(({ balance }) => !balance)
  return asked.slice(0, MOST_AT_ONCE).map(({ template_id }) => template_id)
}

export function leftInWords(need: Need, kept: Kept): string {
  const { title, long_term, balance, template_id } = need
  const answer = kept[template_id]
  if (answer && !isAccepted(answer)) return `${title}：您在微信里选了不收`
  if (long_term && balance) return `${title}：一直能收`
  const left = balance ? `还能收${balance}次` : '还没有次数'
  const wanted = lacking(need) > 0 ? `，还要再允许${lacking(need)}次` : ''
  return `${title}：${left}${wanted}${answer ? '，您选了总是允许' : ''}`
}

/** WeChat's answers without what is not a template; accept, acceptWithAlert … all count. */
export function answersIn(result: Record<string, unknown>, asked: string[]): Record<string, string> {
  return Object.fromEntries(asked.filter((id) => typeof result[id] === 'string').map((id) => [id, String(result[id])]))
}

export const isAccepted = (answer: string): boolean => answer.startsWith('accept')

const MAIN_SWITCH_OFF = 20004
export const SWITCHED_OFF = '您在微信里关掉了这个小程序的消息。点右上角“…”，进“设置”，打开“订阅消息”。'

/** Whether WeChat turned away the latest card of a kind of which nothing was allowed since; the inbox is newest first. */
export function isTurnedAway(inbox: Array<Pick<Reminder, 'kind' | 'status' | 'reason'>>, credits: Array<Pick<Credit, 'kind' | 'balance'>>): boolean {
  const lately = (wanted: string) => inbox.find(({ kind, status }) => kind === wanted && ['sent', 'refused', 'relayed'].includes(status))
  const wasRefused = (one?: { status: string, reason: string }) => one?.status === 'refused' || (one?.status === 'relayed' && one.reason === 'refused')
  return credits.some(({ kind, balance }) => !balance && wasRefused(lately(kind)))
}

/** What happened, and how it is mended: by the button of this page, or only in WeChat's own settings. */
export function turnedAwayInWords(mayAsk: boolean): string {
  const mend = mayAsk ? '点下面的“让微信多提醒一次”，选“允许”' : '点右上角“…”，进“设置”，在“订阅消息”里改成接收'
  return `上一条提醒，微信没让我们送：您在微信里拒收了，或者次数用完了。${mend}，下一条就能送到。`
}

export function refusalInWords({ errCode }: { errCode?: number }): string {
  return errCode === MAIN_SWITCH_OFF ? SWITCHED_OFF : '微信没有弹出来，请再点一次。'
}

/** An instant in Beijing time as said in a list: “11月27日上午”. */
export function whenSent(iso: string): string {
  const [, month, day, hour] = iso.match(/^\d+-(\d+)-(\d+)T(\d+)/) ?? []
  const clock = Number(hour)
  const part = clock < 12 ? '上午' : clock < 18 ? '下午' : '晚上'
  return `${Number(month)}月${Number(day)}日${part}`
}

const clock = (time: string): string => {
  const [hour, minute] = time.split(':').map(Number)
  return `${hour < 12 ? '早上' : hour < 13 ? '中午' : '晚上'}${hour > 12 ? hour - 12 : hour}点${minute ? '半' : ''}`
}

/** Quiet hours as people say them: “晚上9点到早上8点半不打扰”. */
export const quietInWords = (from: string, until: string): string => `${clock(from)}到${clock(until)}不打扰`

/** Every half hour from one time to another, to choose from. */
export function halfHours(first: string, last: string): Array<{ value: string, label: string }> {
  const minutes = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  const found = []
  for (let at = minutes(first); at <= minutes(last); at += 30) {
    const value = `${String(Math.floor(at / 60)).padStart(2, '0')}:${at % 60 ? '30' : '00'}`
    found.push({ value, label: clock(value) })
  }
  return found
}
