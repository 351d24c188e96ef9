// Everything that is held about the resident, in words; it can be copied and kept.
import { getExport } from '../../services/api'
import { comfort } from '../../services/comfort'
import { type Told, toldIn } from '../../services/export'
import { copied } from '../../services/gate'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

page({
  data: { pageStyle: '', loading: true, problem: '', sections: [] as Told[], open: -1 },

  onLoad() { return this.load() },
  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      this.setData({ sections: toldIn(await getExport()), loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  toggle(event: WechatMiniprogram.TouchEvent) {
    const { index } = event.currentTarget.dataset
    this.setData({ open: index === this.data.open ? -1 : index })
  },

  copy() {
    const text = this.data.sections.map(({ title, rows }) => [title, ...rows.map((lines) => lines.join('\n'))].join('\n\n')).join('\n\n')
    return copied(text)
  },
})
