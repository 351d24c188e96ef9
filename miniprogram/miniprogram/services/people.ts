// Pure: the kinds of people as they call themselves, and what the server calls them.
import type { Ending, Member } from './shapes'

export interface Choice { value: string, label: string, hint?: string }

export const RELATIONS: Choice[] = [
  { value: 'self', label: '我自己' },
  { value: 'parent', label: '爸爸或妈妈' },
  { value: 'child', label: '孩子' },
  { value: 'spouse', label: '爱人' },
  { value: 'other', label: '别的家人' },
]
export const USUAL_NAMES: Record<string, string> = { self: '我', parent: '妈妈', child: '孩子', spouse: '爱人', other: '' }

/** Scheme and category in one answer. */
const KINDS: Choice[] = [
  { value: 'RESIDENT/ADULT', label: '一般大人', hint: '每年自己交居民医保（以前叫新农合）' },
  { value: 'RESIDENT/ELDER', label: '老人', hint: '每年交居民医保' },
  { value: 'RESIDENT/STUDENT', label: '中小学生' },
  { value: 'RESIDENT/MINOR', label: '还没上学的孩子' },
  { value: 'RESIDENT/NEWBORN', label: '刚出生的宝宝', hint: '要填出生日期，期限从那天算起' },
  { value: 'RESIDENT/COLLEGE', label: '大学生' },
  { value: 'EMPLOYEE/EMP_ACTIVE', label: '单位给交医保' },
  { value: 'EMPLOYEE/EMP_RETIRED', label: '退休职工' },
  { value: 'FLEXIBLE/FLEX', label: '自己按月交职工医保', hint: '灵活就业' },
]
const FIRST_FOR: Record<string, string[]> = {
  parent: ['ELDER', 'EMP_RETIRED', 'ADULT'],
  child: ['STUDENT', 'MINOR', 'NEWBORN', 'COLLEGE'],
}

/** The kinds, the likely ones for a relation first. */
export function kindsFor(relation: string): Choice[] {
  const first = FIRST_FOR[relation] ?? []
  const rank = ({ value }: Choice) => (first.indexOf(value.split('/')[1]) + first.length + 1) % (first.length + 1)
  return [...KINDS].sort((a, b) => rank(a) - rank(b))
}

const NEWBORN = 'RESIDENT/NEWBORN'
const CHILDREN = ['NEWBORN', 'MINOR', 'STUDENT', 'ORPHAN']
const LONGEST_LIFE = 130

export const isNewborn = (kind: string): boolean => kind === NEWBORN

/** Whether a guardian is asked, unless the day of birth says that there is no need. */
export const isChild = (kind: string): boolean => CHILDREN.includes(kind.split('/')[1])

/** The first day of birth that makes sense for a kind. */
export function firstBirth(kind: string, today: string): string {
  const years = isNewborn(kind) ? 1 : LONGEST_LIFE
  return today && `${Number(today.slice(0, 4)) - years}${today.slice(4)}`
}

export const kindOf = ({ scheme, category }: Pick<Member, 'scheme' | 'category'>): string => `${scheme}/${category}`

/** Why nothing is to be done any more; what was told stays and this can be taken back. */
export const ENDINGS: Array<{ value: Ending, label: string }> = [
  { value: 'death', label: '去世了' },
  { value: 'moved_away', label: '迁走或定居国外' },
  { value: 'other_insurance', label: '参加了别的医保' },
]

export const SPECIAL: Choice[] = [
  { value: '', label: '没有' },
  { value: 'DIBAO', label: '低保' },
  { value: 'DIBAO_EDGE', label: '低保边缘' },
  { value: 'EXTREME_POVERTY', label: '特困' },
  { value: 'ORPHAN', label: '孤儿或事实无人抚养' },
  { value: 'MONITORED', label: '防止返贫监测' },
  { value: 'RETURN_POVERTY', label: '返贫致贫' },
  { value: 'DISABLED_SEVERE', label: '重度残疾（一、二级）' },
  { value: 'DISABLED', label: '持证残疾' },
  { value: 'UNEMPLOYED_UI', label: '正在领失业金' },
  { value: 'VETERAN', label: '退役军人' },
  { value: 'RELEASED', label: '刑满释放' },
  { value: 'GRADUATE', label: '毕业返乡' },
  { value: 'MOVED_IN', label: '户口刚迁来' },
]
