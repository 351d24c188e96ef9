// Pure: days and money as people say them.

/** “12月20日”, with the year where it is not that of `today`. Both as 2025-12-20. */
export function day(iso: string, today: string): string {
  const [year, month, date] = iso.split('-').map(Number)
  const spoken = `${month}月${date}日`
  return iso.slice(0, 4) === today.slice(0, 4) ? spoken : `${year}年${spoken}`
}

/** “2026年9月” for 2026-09. */
export const month = (iso: string): string => `${iso.slice(0, 4)}年${Number(iso.slice(5, 7))}月`

/** The day in Beijing at an instant, as 2025-12-20. */
export const beijingDay = (now: number): string => new Date(now + 8 * 3_600_000).toISOString().slice(0, 10)

const WEEKDAYS = '日一二三四五六'
export const weekday = (iso: string): string => `星期${WEEKDAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()]}`

export function left(days: number): string {
  if (days < 0) return '已经过了'
  return days === 0 ? '今天是最后一天' : `还剩${days}天`
}

/** “400元”: decimals only where there are some. */
export const yuan = (amount: string): string => `${Number(amount)}元`

/** Several amounts as a choice; the same one once. */
export const amounts = (each: string[]): string => [...new Set(each.map(yuan))].join('或')
