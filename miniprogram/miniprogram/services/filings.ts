// Pure: which kind of filing one needs, by questions people can answer.
import type { Choice } from './people'
import type { FilingType } from './shapes'

export const REASONS: Choice[] = [
  { value: 'LIVE', label: '在那边长住', hint: '跟着儿女住、搬过去了，半年以上' },
  { value: 'LT_WORK', label: '在那边上班', hint: '打工、被单位派过去' },
  { value: 'TMP_REFERRAL', label: '医院开了转诊单' },
  { value: 'TMP_EMERGENCY', label: '急病，已经在那边抢救或住院' },
  { value: 'TMP_OTHER', label: '临时出门', hint: '探亲、旅游、出差，或者自己想去看' },
]
export const LIVING: Choice[] = [
  { value: 'LT_RETIRED', label: '退休了，户口也迁过去了' },
  { value: 'LT_RESIDENT', label: '不是' },
]
const STEPS: Record<string, Choice[]> = {
  draft: [{ value: 'submitted', label: '已经提交了' }],
  submitted: [{ value: 'accepted', label: '审核通过了' }, { value: 'returned', label: '被退回了' }],
  returned: [{ value: 'submitted', label: '补好又提交了' }, { value: 'accepted', label: '审核通过了' }],
}
/** What may become of a filing that the bureau has not taken yet. */
export const nextSteps = (state: string): Choice[] => STEPS[state] ?? []
const NAMES: Record<FilingType, string> = {
  LT_RETIRED: '异地安置退休人员', LT_RESIDENT: '异地长期居住人员', LT_WORK: '常驻异地工作人员',
  TMP_REFERRAL: '异地转诊就医人员', TMP_EMERGENCY: '异地急诊抢救人员', TMP_OTHER: '其他临时外出就医人员',
}
/** The kind as the official form names it. */
export const nameOf = (kind: FilingType): string => NAMES[kind]
export const isLongTerm = (kind: string): boolean => kind.startsWith('LT_')
