// Ask as one would ask a neighbour; below it the guides, step by step, and the sums.
import { findAnswers, getGuides } from '../../services/api'
import { comfort } from '../../services/comfort'
import { CALCULATORS } from '../../services/calculators'
import { sorted } from '../../services/guides'
import { lastStatus } from '../../services/household'
import type { Article, GuideHead, Question } from '../../services/shapes'
import { guidesCard } from '../../services/sharing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

const TYPING_PAUSE = 400
const USUAL = ['几号截止', '怎么给父母交', '断了几年要等多久', '在外打工怎么报', '是不是骗子']
const SUMS = CALCULATORS.map(({ rule, title }) => ({ rule, title }))
const SUMS_AT_FIRST = 5
// It has a page of its own.
const SAFETY = 'report-fraud'

page({
  data: {
    pageStyle: '', loading: true, problem: '', q: '', message: '', usual: USUAL,
    answers: [] as Article[], more: [] as Question[], guides: [] as GuideHead[], others: [] as GuideHead[], sums: SUMS.slice(0, SUMS_AT_FIRST), moreSums: SUMS.length - SUMS_AT_FIRST,
  },
  typing: 0,
  asked: 0,

  onLoad() { return this.load() },
  onShow() { this.setData(comfort()) },
  onShareAppMessage: guidesCard,

  async load() {
    this.setData({ problem: '' })
    try {
      const { own, others } = sorted((await getGuides()).filter(({ slug }) => slug !== SAFETY), lastStatus()?.members ?? [])
      this.setData({ guides: own, others, loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  type(event: WechatMiniprogram.Input) {
    const q = event.detail.value.trim()
    clearTimeout(this.typing)
    this.typing = setTimeout(() => this.ask(q), TYPING_PAUSE)
  },
  askUsual(event: WechatMiniprogram.TouchEvent) { return this.ask(event.currentTarget.dataset.q) },
  clear() { return this.ask('') },

  async ask(q: string) {
    const turn = ++this.asked
    this.setData({ q, message: '' })
    if (!q) return this.setData({ answers: [], more: [] })
    try {
      const { results, suggestions, message } = await findAnswers(q, lastStatus()?.members[0]?.region)
      if (turn === this.asked) this.setData({ answers: results, more: suggestions, message })
    } catch (problem) {
      if (turn === this.asked) this.setData({ answers: [], more: [], message: sentence(problem) })
    }
  },

  openAnswer(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: `/pages/answer/answer?slug=${event.currentTarget.dataset.slug}` }) },
  openGuide(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: `/pages/guide/guide?slug=${event.currentTarget.dataset.slug}` }) },
  openSum(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: `/pages/calculator/calculator?rule=${event.currentTarget.dataset.rule}` }) },
  showOthers() { this.setData({ guides: [...this.data.guides, ...this.data.others], others: [] }) },
  showAllSums() { this.setData({ sums: SUMS, moreSums: 0 }) },
  openSafety() { return wx.navigateTo({ url: '/pages/safety/safety' }) },
  call() { return wx.makePhoneCall({ phoneNumber: '12393' }) },
})
