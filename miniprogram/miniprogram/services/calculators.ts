// Pure: the sums people ask for, each with the few facts it needs in their own words.
interface Choice { value: string, label: string }
export type Told = Record<string, string>
export interface Asked {
  name: string
  label: string
  kind: 'date' | 'month' | 'number' | 'choice'
  hint?: string
  options?: Choice[]
  isOptional?: boolean
}
export interface Calculator {
  rule: string
  title: string
  asked: Asked[]
  /** What follows from the facts as told; they are sent as they are where nothing does. */
  facts?: (told: Told, today: string) => Record<string, unknown>
  /** Whether it is the same everywhere, so that no place is asked for. */
  isEverywhere?: boolean
}

const COLLECTION_BEGINS = '07'

/** The coverage year that money paid on a day is for: collected in the second half of the year before, or late in the year itself. */
export const coverageYearOf = (paid: string): number => Number(paid.slice(0, 4)) + (paid.slice(5, 7) >= COLLECTION_BEGINS ? 1 : 0)

const number = (told?: string): number => Number(told || 0)
const share = (percent?: string): number | undefined => (percent ? Number((Number(percent) / 100).toFixed(6)) : undefined)
const monthOf = ({ month }: Told) => ({ year: Number(month.slice(0, 4)), month: Number(month.slice(5, 7)) })

const WHO: Asked = {
  name: 'who', label: '给谁交', kind: 'choice',
  options: [
    { value: 'ADULT', label: '一般大人' }, { value: 'ELDER', label: '老人' }, { value: 'STUDENT', label: '中小学生' },
    { value: 'MINOR', label: '还没上学的孩子' }, { value: 'COLLEGE', label: '大学生' },
  ],
}
const HELPED: Choice[] = [
  { value: 'DIBAO', label: '低保' }, { value: 'EXTREME_POVERTY', label: '特困' }, { value: 'DISABLED_SEVERE', label: '重度残疾（一、二级）' },
]
const isHelped = (who: string): boolean => HELPED.some(({ value }) => value === who)
const MONTH_HINT = '点这里选哪个月'

export const CALCULATORS: Calculator[] = [
  {
    rule: 'benefit_start', title: '哪天交，从哪天起能报', asked: [{ name: 'paid', label: '哪天交的，或打算哪天交', kind: 'date' }],
    facts: ({ paid }) => ({ paid, coverage_year: coverageYearOf(paid) }),
  },
  {
    rule: 'rejoin_wait', title: '断了几年，现在交几号能报',
    asked: [
      { name: 'paid', label: '哪天交的，或打算哪天交', kind: 'date' },
      { name: 'missed', label: '前面连着几年没交', kind: 'number', hint: '没有就填 0' },
      { name: 'repaired', label: '打算补交其中几年', kind: 'number', hint: '不补就空着', isOptional: true },
    ],
    facts: ({ paid, missed, repaired }) => ({ paid, missed: number(missed), repaired: number(repaired), coverage_year: coverageYearOf(paid) }),
  },
  {
    rule: 'repair_cost', title: '补交断掉的几年，一共多少钱', asked: [{ name: 'years', label: '打算补交几年', kind: 'number', hint: '例如 2' }, WHO],
    facts: ({ years, who }, today) => ({ years: number(years), paid_as: who, coverage_year: coverageYearOf(today) }),
  },
  {
    rule: 'contribution', title: '今年要交多少钱，谁来出', asked: [{ ...WHO, options: [...WHO.options ?? [], ...HELPED] }],
    facts: ({ who }, today) => ({ category: who, paid_as: isHelped(who) ? 'ADULT' : who, coverage_year: coverageYearOf(today) }),
  },
  {
    rule: 'reimbursement', title: '住院大概报多少，去外地少报多少',
    asked: [
      {
        name: 'care', label: '在哪里看', kind: 'choice',
        options: [
          { value: 'home', label: '在参保的地方' }, { value: 'long_term', label: '长期住外地，备了案' }, { value: 'referral', label: '转院去外地，备了案' },
          { value: 'emergency', label: '在外地急诊' }, { value: 'other', label: '自己去外地，备了案' }, { value: 'unfiled', label: '去外地，没备案' },
        ],
      },
      { name: 'eligible', label: '能报的费用一共多少元', kind: 'number', hint: '不算自费的药和项目' },
      { name: 'deductible', label: '起付线多少元', kind: 'number', hint: '问医院医保办，不知道就空着', isOptional: true },
      { name: 'percent', label: '报百分之几', kind: 'number', hint: '例如 70，不知道就空着', isOptional: true },
    ],
    facts: ({ care, eligible, deductible, percent }) => ({ care, eligible, deductible, ratio: share(percent), kind: 'inpatient' }),
  },
  { rule: 'filing_last_valid', title: '临时备案能管到哪天', asked: [{ name: 'start', label: '备案从哪天起', kind: 'date' }] },
  { rule: 'newborn_deadline', title: '宝宝最晚哪天参保', asked: [{ name: 'birth', label: '宝宝哪天出生', kind: 'date' }] },
  {
    rule: 'newborn_start', title: '宝宝办晚了，从哪天起能报',
    asked: [{ name: 'birth', label: '宝宝哪天出生', kind: 'date' }, { name: 'paid', label: '哪天交的，或打算哪天交', kind: 'date' }],
  },
  {
    rule: 'employee_monthly', title: '自己按月交职工医保，每月多少钱', isEverywhere: true,
    asked: [
      { name: 'base', label: '选的基数，多少元', kind: 'number', hint: '例如 6236，问当地税务' },
      { name: 'percent', label: '按百分之几交', kind: 'number', hint: '例如 8，各地不同' },
    ],
    facts: ({ base, percent }) => ({ wage: base, individual_rate: share(percent) }),
  },
  { rule: 'flex_repair_deadline', title: '按月扣的没扣成，最晚哪天补', asked: [{ name: 'month', label: '哪个月没扣成', kind: 'month', hint: MONTH_HINT }], facts: monthOf },
  { rule: 'job_loss_deadline', title: '离职了，最晚哪天接上', asked: [{ name: 'month', label: '单位交到哪个月', kind: 'month', hint: MONTH_HINT }], facts: monthOf },
  {
    rule: 'lifetime_years', title: '退休后一直能报，还差几年',
    asked: [
      { name: 'gender', label: '男还是女', kind: 'choice', options: [{ value: 'male', label: '男' }, { value: 'female', label: '女' }] },
      { name: 'actual', label: '职工医保一共交了几年', kind: 'number', hint: '例如 20' },
    ],
  },
]

/** The answer, what else holds, and none of the sources that are named below. */
export function inParts(explanation: string): { lead: string, rest: string } {
  const [lead, ...rest] = explanation.replace(/来自《.*$/, '').replace(/。$/, '').split('；')
  return { lead: `${lead}。`, rest: rest.length ? `${rest.join('；')}。` : '' }
}

/** What is still missing, as a question's label. */
export const missingOf = ({ asked }: Calculator, told: Told): string => asked.find(({ name, isOptional }) => !isOptional && !told[name])?.label ?? ''

/** What is sent to the server: the facts as told, the place, and what follows from them. */
export function factsFor({ facts, isEverywhere }: Calculator, told: Told, region: string, today: string): Record<string, unknown> {
  const known = facts ? facts(told, today) : told
  const sent = Object.entries(isEverywhere ? known : { ...known, region })
  return Object.fromEntries(sent.filter(([, value]) => value !== '' && value !== undefined))
}
