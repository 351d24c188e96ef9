import { getRegion, undoDeletion } from '../../services/api'
import { type Card, cardOf } from '../../services/cards'
import { comfort } from '../../services/comfort'
import { type Deleted, takeDeleted } from '../../services/deleted'
import { formFor, regionIn } from '../../services/entry'
import { failed } from '../../services/failing'
import { lastStatus, loadStatus } from '../../services/household'
import type { Status } from '../../services/shapes'
import { homeCard } from '../../services/sharing'
import { page } from '../../services/taps'
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

page({
  data: { pageStyle: '', loading: true, problem: '', old: '', today: '', summary: '', notice: '', cards: [] as Card[], place: '', deleted: null as Deleted | null, note: '' },
  preset: { code: '', name: '' },

  /** A message card names its reminder, whose page opens over this one; a poster or a link the place to begin with. */
  onLoad({ reminder = '', ...entry }: { reminder?: string, scene?: string, region?: string }) {
    this.setData({ deleted: takeDeleted() })
    const region = regionIn(entry)
    if (region) this.begin(region)
    if (reminder) wx.navigateTo({ url: `/pages/reminder/reminder?id=${reminder}` })
    const last = lastStatus()
    if (last) this.setData({ ...shown(last), today: '', loading: false })
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
      const { status, old } = await loadStatus()
      this.setData({ ...shown(status), ...old && { today: '' }, old, loading: false, problem: '' })
    } catch (problem) {
      this.setData(failed(this.data, sentence(problem)))
    }
  },

  /** A place that cannot be found is simply searched for in the form. */
  async begin(region: string) {
    const { code, name } = await getRegion(region).catch(() => ({ code: '', name: '' }))
    this.preset = { code, name }
    this.setData({ place: name })
  },

  async undo() {
    const { deleted } = this.data
    if (!deleted) return
    try {
      await undoDeletion(deleted.id)
      this.setData({ deleted: null, note: `${deleted.name}回来了，填过的都在。` })
      await this.load()
    } catch (problem) {
      this.setData({ note: sentence(problem) })
    }
  },

  onShareAppMessage: homeCard,

  add() { return wx.navigateTo({ url: formFor(this.preset, !this.data.cards.length) }) },
})
