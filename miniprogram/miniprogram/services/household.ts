// The last status: shown at once on the next visit, and when there is no network. The only personal data kept on the phone.
import { getStatus } from './api'
import type { MemberStatus, Status } from './shapes'
import { NoAnswer } from './transport'

const KEY = 'household'

export function lastStatus(): Status | null { return wx.getStorageSync(KEY) || null }

export function lastOf(member: number): MemberStatus | undefined {
  return lastStatus()?.members.find(({ id }) => id === member)
}

export function forget(): void { wx.removeStorageSync(KEY) }

/** The household now; without network the last answer, marked as old. Throws NoAnswer if there never was one. */
export async function loadStatus(): Promise<{ status: Status, isOld: boolean }> {
  try {
    const status = await getStatus()
    wx.setStorageSync(KEY, status)
    return { status, isOld: false }
  } catch (problem) {
    const status = lastStatus()
    if (!(problem instanceof NoAnswer) || !status) throw problem
    return { status, isOld: true }
  }
}
