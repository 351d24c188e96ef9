// The last status: shown at once on the next visit, and when there is no network. The only personal data kept on the phone.
import { getStatus } from './api'
import type { MemberStatus, Status } from './shapes'
import { isAway, NoAnswer } from './transport'
import { day } from './words'

const KEY = 'household'

export function lastStatus(): Status | null { return wx.getStorageSync(KEY) || null }

export function lastOf(member: number): MemberStatus | undefined {
  return lastStatus()?.members.find(({ id }) => id === member)
}

export function forget(): void { wx.removeStorageSync(KEY) }

/** The household now; while the server has no answer the last one, and `old` says so. Throws if there never was one. */
export async function loadStatus(): Promise<{ status: Status, old: string }> {
  try {
    const status = await getStatus()
    wx.setStorageSync(KEY, status)
    return { status, old: '' }
  } catch (problem) {
    const status = lastStatus()
    if (!status || !isAway(problem)) throw problem
    return { status, old: `${problem instanceof NoAnswer ? '没有网络' : '服务器暂时没有回答'}，这是${day(status.on, '')}的情况。` }
  }
}
