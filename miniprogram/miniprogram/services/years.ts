// Pure: the years before this one, and whether each was paid.
import type { Enrolment } from './shapes'
import { day } from './words'

/** How far back people are asked; longer breaks change nothing that is counted today. */
const YEARS_BACK = 4

export interface PastYear { year: number, label: string, text: string, isTold: boolean, isMissed: boolean, earliest: string }

/** The last years, the latest first, as they were told. `today` as 2025-11-20. */
export function pastYears(enrolments: Array<Pick<Enrolment, 'coverage_year' | 'registered' | 'paid_on' | 'exempt' | 'source'>>, today: string): PastYear[] {
  const now = Number(today.slice(0, 4))
  return Array.from({ length: YEARS_BACK }, (_, back) => {
    const year = now - 1 - back
    const told = enrolments.find(({ coverage_year, registered }) => coverage_year === year && registered)
    const by = told?.source === 'village' ? '（村社代填）' : ''
    const paid = told?.paid_on ? `${day(told.paid_on, '')}交的` : told?.exempt ? '不用自己交' : ''
    return {
      year, label: `${year}年度`, text: told ? `${paid || '没有交'}${by}` : '没有填', isTold: Boolean(told), isMissed: Boolean(told) && !paid,
      earliest: `${year - 1}-07-01`,
    }
  })
}
