// One sum: a few facts, one sentence. Nothing is kept.
import { workOut } from '../../services/api'
import { type Asked, CALCULATORS, factsFor, inParts, missingOf, type Told } from '../../services/calculators'
import { comfort } from '../../services/comfort'
import { lastStatus } from '../../services/household'
import { rulesPage } from '../../services/reasons'
import { sumCard } from '../../services/sharing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'
import { beijingDay } from '../../services/words'

const OWN = '只按您填的数算；不一样的，以当地为准。'
const today = (): string => lastStatus()?.on ?? beijingDay(Date.now())

page({
  data: {
    pageStyle: '', title: '', asked: [] as Asked[], told: {} as Told, said: {} as Told, region: '', regionName: '', searching: false, isEverywhere: false,
    note: '', answer: '', rest: '', isUnsure: false, reasons: [] as string[], why: '', today: '',
  },
  calculator: CALCULATORS[0],

  onLoad({ rule = '' }: { rule?: string }) {
    this.calculator = CALCULATORS.find((each) => each.rule === rule) ?? CALCULATORS[0]
    const { title, asked, isEverywhere = false } = this.calculator
    const first = lastStatus()?.members[0]
    this.setData({
      title, asked, isEverywhere, today: today(), region: first?.region ?? '', regionName: first?.region_name ?? '', searching: !first,
    })
  },

  onShow() { this.setData(comfort()) },
  onShareAppMessage() { return sumCard(this.calculator.rule, this.calculator.title) },

  tell(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ [`told.${event.currentTarget.dataset.name}`]: event.detail.value, answer: '', note: '' })
  },
  choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { name, index } = event.currentTarget.dataset
    const { value, label } = this.data.asked[index].options?.[Number(event.detail.value)] ?? { value: '', label: '' }
    this.setData({ [`told.${name}`]: value, [`said.${name}`]: label, answer: '', note: '' })
  },
  search() { this.setData({ searching: true }) },
  pick(event: WechatMiniprogram.CustomEvent<{ code: string, name: string }>) {
    this.setData({ region: event.detail.code, regionName: event.detail.name, searching: false, answer: '', note: '' })
  },

  async work() {
    const { told, region, isEverywhere } = this.data
    const missing = missingOf(this.calculator, told)
    if (missing || !region && !isEverywhere) return this.setData({ note: missing ? `请先填：${missing}。` : '请先选在哪里参保。' })
    try {
      const { explanation, needs_check, sources, rules } = await workOut(this.calculator.rule, factsFor(this.calculator, told, region, today()))
      const reasons = sources.map(({ title, dated }) => `依据：${title} ${dated}`)
      const { lead, rest } = inParts(explanation)
      this.setData({ note: '', answer: lead, rest, isUnsure: needs_check, why: rulesPage(rules, region), reasons: reasons.length || needs_check ? reasons : [OWN] })
    } catch (problem) {
      this.setData({ note: sentence(problem), answer: '' })
    }
  },
  ground() { return wx.navigateTo({ url: this.data.why }) },
  call() { return wx.makePhoneCall({ phoneNumber: '12393' }) },
})
