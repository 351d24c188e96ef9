// The notices that the answers for the family's places rest on, the newest first.
import { getSources } from '../../services/api'
import { comfort } from '../../services/comfort'
import { copied } from '../../services/gate'
import { lastStatus } from '../../services/household'
import { NATION, type Place, placesOf } from '../../services/places'
import type { Source } from '../../services/shapes'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

page({
  data: { pageStyle: '', loading: true, problem: '', places: [] as Place[], chosen: NATION, sources: [] as Source[], others: [] as Source[], showsOthers: false },

  onLoad() {
    const places = placesOf(lastStatus()?.members ?? [])
    this.setData({ places, chosen: places[0].value })
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '', loading: true })
    try {
      const found = await getSources(this.data.chosen)
      this.setData({ sources: found.filter(({ official }) => official), others: found.filter(({ official }) => !official), loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ chosen: event.detail.value })
    return this.load()
  },
  copy(event: WechatMiniprogram.TouchEvent) { return copied(event.currentTarget.dataset.url) },
  showOthers() { this.setData({ showsOthers: true }) },
})
