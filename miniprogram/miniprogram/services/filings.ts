// Pure: which kind of filing one needs, by questions people can answer.
import type { Choice } from './people'
import type { FilingType } from './shapes'

/** An answer that names the kind ends the asking; one that names none leads to the next question. */
interface Answer extends Choice { kind?: FilingType }
interface Question { title: string, answers: Answer[] }

/** The four questions, each only for whom the ones before leave open. */
export const QUESTIONS: Question[] = [
  {
    title: '是急病，已经在外地抢救或住院了吗？',
    answers: [{ value: 'emergency', label: '是，急病', kind: 'TMP_EMERGENCY' }, { value: 'no', label: '不是' }],
  },
  {
    title: '本地医院开了转诊单，让去外地看吗？',
    answers: [{ value: 'referral', label: '开了转诊单', kind: 'TMP_REFERRAL' }, { value: 'no', label: '没有' }],
  },
  {
    title: '在那边待多久？',
    answers: [
      { value: 'visit', label: '临时去', hint: '探亲、旅游、出差，或者自己想去看', kind: 'TMP_OTHER' },
      { value: 'work', label: '在那边上班', hint: '打工、被单位派过去', kind: 'LT_WORK' },
      { value: 'live', label: '长住', hint: '跟着儿女住、搬过去了，半年以上' },
    ],
  },
  {
    title: '退休了、户口也迁过去了吗？',
    answers: [{ value: 'retired', label: '退休了，户口也迁了', kind: 'LT_RETIRED' }, { value: 'no', label: '不是', kind: 'LT_RESIDENT' }],
  },
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
