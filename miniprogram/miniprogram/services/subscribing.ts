// Pure: which templates one tap asks for, and what its answers mean.
import type { Credit } from './shapes'

/** WeChat takes at most five at once, and never one-time and long-term ones together. */
const MOST_AT_ONCE = 5

/** The one-time templates with the fewest messages left; long-term ones only where nothing else is to be asked. */
export function templatesToAsk(credits: Credit[]): string[] {
  const oneTime = credits.filter(({ long_term }) => !long_term).sort((a, b) => a.balance - b.balance)
  const asked = oneTime.length ? oneTime : credits.filter(({ balance }) => !balance)
  return asked.slice(0, MOST_AT_ONCE).map(({ template_id }) => template_id)
}

/** WeChat's answers without what is not a template; accept, acceptWithAlert … all count. */
export function answersIn(result: Record<string, unknown>, asked: string[]): Record<string, string> {
  return Object.fromEntries(asked.filter((id) => typeof result[id] === 'string').map((id) => [id, String(result[id])]))
}

export const isAccepted = (answer: string): boolean => answer.startsWith('accept')

/** A number for one tap, so that reporting it twice counts once. */
export const tapKey = (now: number, random: number): string => `${now.toString(36)}-${random.toString(36).slice(2).padEnd(8, '0')}`

const MAIN_SWITCH_OFF = 20004

export function refusalInWords({ errCode }: { errCode?: number }): string {
  return errCode === MAIN_SWITCH_OFF
    ? '您在微信里关掉了这个小程序的消息。点右上角“…”，进“设置”，打开“订阅消息”。'
    : '微信没有弹出来，请再点一次。'
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
