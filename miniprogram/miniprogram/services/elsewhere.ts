import { copied } from './gate'

/** To another mini-program; where WeChat does not open it, its name to search for. */
export async function openMiniProgram(appId: string, name: string): Promise<void> {
  try {
    await wx.navigateToMiniProgram({ appId })
  } catch (problem) {
    if ((problem as { errMsg?: string }).errMsg?.includes('cancel') || !await copied(name)) return
    await wx.showModal({ title: '没有打开', content: `名字已经复制：${name}。请回到微信首页，点最上面的搜索，粘贴名字就能找到。`, showCancel: false, confirmText: '知道了' })
  }
}
