// Which consent a refusal asks for, and whether the resident just gave it.
import type { Purpose } from './shapes'
import { Refusal } from './transport'

const ASKED: Record<string, Purpose[]> = {
  consent_required: ['privacy', 'sensitive'],
  guardian_consent_required: ['privacy', 'sensitive', 'children'],
}
let given = false

/** Opens the page that asks, if `problem` is a missing consent; the caller tries again once `wasGiven`. */
export function askedForConsent(problem: unknown): boolean {
  const purposes = problem instanceof Refusal ? ASKED[problem.code] : undefined
  if (!purposes) return false
  given = false
  wx.navigateTo({ url: `/pages/consent/consent?purposes=${purposes.join(',')}` })
  return true
}

export function noteGiven(): void { given = true }

export function wasGiven(): boolean {
  const answer = given
  given = false
  return answer
}
