// Pure: the sums people ask for, each with the few facts it needs in their own words.
export interface Asked { name: string, label: string, kind: 'date' | 'number' }
export interface Calculator { rule: string, title: string, asked: Asked[] }

export const CALCULATORS: Calculator[] = [
  {
    rule: 'rejoin_wait', title: '断了几年，现在交几号能报',
    asked: [{ name: 'paid', label: '哪天交的，或打算哪天交', kind: 'date' }, { name: 'missed', label: '前面连着几年没交', kind: 'number' }],
  },
  { rule: 'newborn_deadline', title: '宝宝最晚哪天参保', asked: [{ name: 'birth', label: '宝宝哪天出生', kind: 'date' }] },
  { rule: 'filing_last_valid', title: '临时备案能管到哪天', asked: [{ name: 'start', label: '备案从哪天起', kind: 'date' }] },
]

const COLLECTION_BEGINS = '07'

/** The coverage year that money paid on a day is for: collected in the second half of the year before, or late in the year itself. */
export const coverageYearOf = (paid: string): number => Number(paid.slice(0, 4)) + (paid.slice(5, 7) >= COLLECTION_BEGINS ? 1 : 0)

/** What is sent to the server: the facts as told, the place, and what follows from them. */
export function factsFor({ rule }: Calculator, told: Record<string, string>, region: string): Record<string, unknown> {
  const facts: Record<string, unknown> = { ...told, region }
  if (rule === 'rejoin_wait') Object.assign(facts, { missed: Number(told.missed || 0), repaired: 0, coverage_year: coverageYearOf(told.paid) })
  return facts
}
