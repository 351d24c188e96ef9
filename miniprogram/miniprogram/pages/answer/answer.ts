import { getAnswer } from '../../services/api'
import { comfort } from '../../services/comfort'
import { lastStatus } from '../../services/household'
import type { ArticleDetail } from '../../services/shapes'
import { sentence } from '../../services/transport'

Page({
  data: { pageStyle: '', loading: true, problem: '', article: null as ArticleDetail | null },
  slug: '',

  onLoad({ slug = '' }: { slug?: string }) {
    this.slug = slug
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      this.setData({ article: await getAnswer(this.slug, lastStatus()?.members[0]?.region), loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  open(event: WechatMiniprogram.TouchEvent) { wx.navigateTo({ url: `/pages/answer/answer?slug=${event.currentTarget.dataset.slug}` }) },
  call() { wx.makePhoneCall({ phoneNumber: '12393' }) },
})
