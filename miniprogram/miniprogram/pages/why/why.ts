// One answer of the first page, explained: the reason in a sentence, the rule behind it, and how sure it is.
import { cardOf, filingLine, yearLine } from '../../services/cards'
import { comfort } from '../../services/comfort'
import { reportMistake } from '../../services/api'
import { loadStatus } from '../../services/household'
import { MISTAKES } from '../../services/mistakes'
import type { Basis, MemberStatus, MistakeInput } from '../../services/shapes'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

interface Reason { title: string, sentences: string[], basis: Basis | null }

function reasonFor(member: MemberStatus, about: string, today: string): Reason {
  const year = [member.this_year, member.next_year].find((each) => about === `year-${each?.coverage_year}`)
  if (year) {
    const { label, text, detail } = yearLine(year, today)
    return { title: `${label}：${[text, detail].filter(Boolean).join('，')}`, sentences: [year.explanation, year.window_explanation], basis: year.basis }
  }
  const filed = member.filings.find(({ id }) => about === `filing-${id}`)
  if (filed) {
    const { label, text, detail } = filingLine(filed, today)
    return { title: `${label}：${text}，${detail}`, sentences: [filed.explanation, filed.warning], basis: filed.basis }
  }
  const { answer, detail } = cardOf(member, today)
  const { what = '', where = '' } = member.next_action ?? {}
  return {
    title: [answer, detail].filter(Boolean).join('，'),
    sentences: [member.today.explanation, what && `现在该做：${what}（${where}）。`],
    basis: member.today.basis,
  }
}

page({
  data: {
    pageStyle: '', loading: true, problem: '', name: '', title: '', sentences: [] as string[], basis: null as Basis | null, notice: '', to: '', toLabel: '',
    mistakes: MISTAKES, asking: false, mistaken: '', words: '', note: '', sending: false,
  },
  member: 0,
  region: '',
  about: '',

  onLoad({ member = '', about = 'today' }: { member?: string, about?: string }) {
    this.member = Number(member)
    this.about = about
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      const { status } = await loadStatus()
      const member = status.members.find(({ id }) => id === this.member)
      if (!member) throw new Error('这位家人已经不在了，请回首页看看。')
      this.region = member.region
      const { title, sentences, basis } = reasonFor(member, this.about, status.on)
      const to = this.about.startsWith('year-') ? `/pages/payment/payment?member=${member.id}&year=${this.about.slice(5)}` : ''
      this.setData({
        loading: false, name: member.nickname, title, sentences: sentences.filter(Boolean), basis, notice: status.notice, to,
        toLabel: '怎么交、交了没有',
      })
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  begin() { this.setData({ asking: true, note: '' }) },
  choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) { this.setData({ mistaken: event.detail.value }) },
  write(event: WechatMiniprogram.Input) { this.setData({ words: event.detail.value }) },
  async report() {
    const { mistaken, words, basis } = this.data
    this.setData({ sending: true, note: '' })
    try {
      await reportMistake({ about: mistaken as MistakeInput['about'], region: this.region, rule: basis?.rule || undefined, words })
      this.setData({ asking: false, mistaken: '', words: '', note: '已经告诉管这个地方的工作人员，核对后会改正。谢谢您！' })
    } catch (problem) {
      this.setData({ note: sentence(problem) })
    }
    this.setData({ sending: false })
  },

  go() { return wx.navigateTo({ url: this.data.to }) },
  call() { return wx.makePhoneCall({ phoneNumber: '12393' }) },
})
