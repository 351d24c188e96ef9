// What to do about a doubtful message stands here without asking anybody; what offices never do, and where money is paid, is the place's.
import { browseAnswers, getGuide } from '../../services/api'
import { comfort } from '../../services/comfort'
import { lastStatus } from '../../services/household'
import type { Article, Guide } from '../../services/shapes'
import { safetyCard } from '../../services/sharing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

const GUIDE = 'report-fraud'
const TOPIC = 'safety'
const TO_KNOW = 8

page({
  data: { pageStyle: '', loading: true, problem: '', guide: null as Guide | null, questions: [] as Article[], basis: [] as string[] },

  onLoad() { return this.load() },
  onShow() { this.setData(comfort()) },
  onShareAppMessage: safetyCard,

  async load() {
    this.setData({ problem: '' })
    try {
      const region = lastStatus()?.members[0]?.region
      const [guide, questions] = await Promise.all([getGuide(GUIDE, { region }), browseAnswers(TOPIC, TO_KNOW, region)])
      this.setData({ loading: false, guide, questions, basis: guide.provenance.sources.map(({ title, dated }) => `${title} ${dated}`) })
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  open(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: `/pages/answer/answer?slug=${event.currentTarget.dataset.slug}` }) },
  call(event: WechatMiniprogram.TouchEvent) { return wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.number }) },
})
