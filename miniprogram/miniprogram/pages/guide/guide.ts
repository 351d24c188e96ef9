import { getGuide } from '../../services/api'
import { comfort } from '../../services/comfort'
import { lastStatus } from '../../services/household'
import type { Guide } from '../../services/shapes'
import { guideCard } from '../../services/sharing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

page({
  data: { pageStyle: '', loading: true, problem: '', guide: null as Guide | null },
  slug: '',

  onLoad({ slug = '' }: { slug?: string }) {
    this.slug = slug
    return this.load()
  },

  onShow() { this.setData(comfort()) },
  onShareAppMessage() { return guideCard(this.slug, this.data.guide?.title ?? '医保怎么办') },

  async load() {
    this.setData({ problem: '' })
    try {
      const region = lastStatus()?.members[0]?.region
      const guide = await getGuide(this.slug, { region })
      wx.setNavigationBarTitle({ title: guide.title })
      this.setData({ guide, loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },
})
