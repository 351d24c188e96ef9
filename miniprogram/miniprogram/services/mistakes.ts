// Pure: what may look wrong in an answer.
import type { Choice } from './people'

export const MISTAKES: Choice[] = [
  { value: 'date', label: '日子不对' },
  { value: 'amount', label: '金额不对' },
  { value: 'place', label: '在哪办、打什么电话不对' },
  { value: 'rule', label: '规定不是这样' },
  { value: 'other', label: '别的' },
]
