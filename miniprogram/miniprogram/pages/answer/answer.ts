import { getAnswer } from '../../services/api'
import { comfort } from '../../services/comfort'
import { lastStatus } from '../../services/household'
import { sureInWords } from '../../services/reasons'
import type { ArticleDetail } from '../../services/shapes'
import { answerCard } from '../../services/sharing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

page({
  data: { pageStyle: '', loading: true, problem: '', article: null as ArticleDetail | null, sure: '', region: '' },
  slug: '',

  onLoad({ slug = '' }: { slug?: string }) {
    this.slug = slug
    return this.load()
  },

  onShow() { this.setData(comfort()) },
  onShareAppMessage() { return answerCard(this.slug, this.data.article?.question ?? '医保问答') },

  async load() {
    this.setData({ problem: '' })
    try {
      const region = lastStatus()?.members[0]?.region
      const article = await getAnswer(this.slug, region)
      this.setData({ article, sure: sureInWords(article.confidence), region: region ?? '', loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  open(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: `/pages/answer/answer?slug=${event.currentTarget.dataset.slug}` }) },
  why() { return wx.navigateTo({ url: `/pages/why/why?answer=${this.slug}&region=${this.data.region}` }) },
  call() { return wx.makePhoneCall({ phoneNumber: '12393' }) },
})
