// 长辈版: larger words and larger things to tap. WeChat's own font size counts as well, whichever is larger.
const KEY = 'elder'
const LARGER = 1.35

export const isElder = (): boolean => wx.getStorageSync(KEY) === true
export const setElder = (elder: boolean): void => wx.setStorageSync(KEY, elder)

/** What every page sets in onShow, for <page-meta>. */
export function comfort(): { pageStyle: string } {
  const { fontSizeScaleFactor = 1 } = wx.getAppBaseInfo() as { fontSizeScaleFactor?: number }
  const scale = Math.max(fontSizeScaleFactor, isElder() ? LARGER : 1)
  return { pageStyle: `--scale: ${scale}; --tap: ${scale > 1.2 ? 60 : 48}px` }
}
