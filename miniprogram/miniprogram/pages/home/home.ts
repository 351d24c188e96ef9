import { type Card, cardOf } from '../../services/cards'
import { comfort } from '../../services/comfort'
import { lastStatus, loadStatus } from '../../services/household'
import type { Status } from '../../services/shapes'
import { sentence } from '../../services/transport'
import { day, weekday } from '../../services/words'

function shown(status: Status): { today: string, cards: Card[], notice: string, summary: string } {
  const cards = status.members.map((member) => cardOf(member, status.on))
  const todo = cards.filter(({ isQuiet }) => !isQuiet).length
  return {
    today: `${day(status.on, status.on)} ${weekday(status.on)}`,
    cards: [...cards.filter(({ isQuiet }) => !isQuiet), ...cards.filter(({ isQuiet }) => isQuiet)],
    notice: status.notice,
    summary: todo ? `有${todo}件事要办` : '眼下没有要办的事',
  }
}

Page({
  data: { pageStyle: '', loading: true, problem: '', old: '', today: '', summary: '', notice: '', cards: [] as Card[] },

  /** A message card names its reminder; its page opens over this one. */
  onLoad({ reminder = '' }: { reminder?: string }) {
    if (reminder) wx.navigateTo({ url: `/pages/reminder/reminder?id=${reminder}` })
    const last = lastStatus()
    if (last) this.setData({ ...shown(last), loading: false })
  },

  onShow() {
    this.setData(comfort())
    return this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const { status, isOld } = await loadStatus()
      const old = isOld ? `没有网络，这是${day(status.on, '')}的情况。` : ''
      this.setData({ ...shown(status), old, loading: false, problem: '' })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  onShareAppMessage: () => ({ title: '替一家人记着医保的日子', path: '/pages/home/home' }),

  add() {
    const next = encodeURIComponent('/pages/member/member')
    wx.navigateTo({ url: this.data.cards.length ? '/pages/member/member' : `/pages/consent/consent?purposes=privacy,sensitive&next=${next}` })
  },
})
