// One sum: a few facts, one sentence. Nothing is kept.
import { workOut } from '../../services/api'
import { type Asked, CALCULATORS, factsFor } from '../../services/calculators'
import { comfort } from '../../services/comfort'
import { lastStatus } from '../../services/household'
import { sumCard } from '../../services/sharing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

page({
  data: {
    pageStyle: '', title: '', asked: [] as Asked[], told: {} as Record<string, string>, region: '', regionName: '', searching: false,
    answer: '', isUnsure: false, sources: [] as string[], today: '',
  },
  calculator: CALCULATORS[0],

  onLoad({ rule = '' }: { rule?: string }) {
    this.calculator = CALCULATORS.find((each) => each.rule === rule) ?? CALCULATORS[0]
    const first = lastStatus()?.members[0]
    this.setData({
      title: this.calculator.title, asked: this.calculator.asked, today: lastStatus()?.on ?? '',
      region: first?.region ?? '', regionName: first?.region_name ?? '', searching: !first,
    })
  },

  onShow() { this.setData(comfort()) },
  onShareAppMessage() { return sumCard(this.calculator.rule, this.calculator.title) },

  tell(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ [`told.${event.currentTarget.dataset.name}`]: event.detail.value, answer: '' })
  },
  search() { this.setData({ searching: true }) },
  pick(event: WechatMiniprogram.CustomEvent<{ code: string, name: string }>) {
    this.setData({ region: event.detail.code, regionName: event.detail.name, searching: false, answer: '' })
  },

  async work() {
    const { asked, told, region } = this.data
    const missing = asked.find(({ name, kind }) => kind === 'date' && !told[name])
    if (missing || !region) return this.setData({ answer: missing ? `请先填：${missing.label}。` : '请先选在哪里参保。', sources: [], isUnsure: false })
    try {
      const { explanation, needs_check, sources } = await workOut(this.calculator.rule, factsFor(this.calculator, told, region))
      this.setData({ answer: explanation, isUnsure: needs_check, sources: sources.map(({ title }) => title) })
    } catch (problem) {
      this.setData({ answer: sentence(problem), isUnsure: false, sources: [] })
    }
  },
})
