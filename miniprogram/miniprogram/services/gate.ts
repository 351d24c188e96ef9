// WeChat's privacy gate stands before the clipboard and the calendar. Who refuses may use everything else, and is told so.
const REFUSED = [103, 104]
const UNDECLARED = 112

export interface GateFailure { errno?: number, errMsg?: string }

/** Why `what` (复制, 记进日历) was not done, and how to have it done after all. */
export function gateInWords({ errno = 0, errMsg = '' }: GateFailure, what: string): string {
  if (REFUSED.includes(errno)) return `您没有同意微信的《小程序隐私保护指引》，所以没有${what}。别的都能照常用；想${what}，过十秒再点一次，选“同意”。`
  if (errno === UNDECLARED || errMsg.includes('privacy')) return `这个小程序眼下不能${what}，别的都能照常用。`
  return `没有${what}，请再点一次；微信问您时选“允许”。`
}

/** Whether it was; who is not let is told why. */
export async function copied(text: string): Promise<boolean> {
  try {
    await wx.setClipboardData({ data: text })
    return true
  } catch (problem) {
    await wx.showModal({ title: '没有复制', content: gateInWords(problem as GateFailure, '复制'), showCancel: false, confirmText: '知道了' })
    return false
  }
}
