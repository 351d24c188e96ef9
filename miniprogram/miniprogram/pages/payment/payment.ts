// One coverage year of one person: how much, where, until when; tell that it is paid; what if it is paid later.
import { declareYear, getContribution, getMember, getServices, readYear, supposePaid, undoYear } from '../../services/api'
import { yearInQuestion, yearLine } from '../../services/cards'
import { comfort } from '../../services/comfort'
import { askedForConsent } from '../../services/consent'
import { loadStatus } from '../../services/household'
import type { Channel, EnrolmentInput, Hotline, MemberStatus, YearStatus } from '../../services/shapes'
import { page } from '../../services/taps'
import { CHANGED_MEANWHILE, sentence, wasChanged } from '../../services/transport'
import { amounts, day, yuan } from '../../services/words'

const yearOf = (member: MemberStatus, wanted: number): YearStatus | null =>
  [member.this_year, member.next_year].find((each) => each?.coverage_year === wanted) ?? yearInQuestion(member)

page({
  data: {
    pageStyle: '', loading: true, problem: '', old: '', note: '', done: '', name: '',
    year: 0, label: '', text: '', detail: '', tone: '', explanation: '', settled: false, declared: false, cost: '', rest: '', aid: '', isUnsure: false,
    where: '', placesState: 'asking', channels: [] as Channel[], hotlines: [] as Hotline[],
    today: '', earliest: '', latest: '', paidOn: '', supposed: '', supposedOn: '', supposedAnswer: '', saving: false,
  },
  member: 0,
  wanted: 0,
  version: '',

  onLoad({ member = '', year = '' }: { member?: string, year?: string }) {
    this.member = Number(member)
    this.wanted = Number(year)
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      const [{ version }, { status, old }] = await Promise.all([readYear(this.member, this.wanted).catch(() => ({ version: '' })), loadStatus()])
      this.version = version
      const member = status.members.find(({ id }) => id === this.member)
      if (!member) throw new Error('这位家人已经不在了，请回首页看看。')
      const year = yearOf(member, this.wanted)
      if (!year) {
        wx.redirectTo({ url: `/pages/monthly/monthly?member=${member.id}` })
        return
      }
      this.setData({ loading: false, old, name: member.nickname, today: status.on })
      this.show(year, status.on)
      this.loadPlaces(member, year) // not waited for: until a tap's work is done the next one is not heard
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  show(year: YearStatus, today: string) {
    const { label, text, detail, tone } = yearLine(year, today)
    const thisYear = Number(today.slice(0, 4))
    this.setData({
      year: year.coverage_year, label, text, detail, tone, settled: year.settled, explanation: year.explanation, declared: year.state !== 'not_registered',
      cost: `${year.amounts.some(({ at_most }) => at_most) ? '最多' : ''}${amounts(year.amounts.map(({ amount }) => amount))}`,
      aid: year.aid ? `${year.aid.explanation}${year.aid.needs_check ? '（待核实）' : ''}` : '', isUnsure: year.amounts.some(({ needs_check }) => needs_check),
      where: year.where, paidOn: today, earliest: `${year.coverage_year - 1}-07-01`, latest: `${thisYear + 1}-12-31`,
    })
  },

  /** Who pays the rest, and where: good to know, so a page without it is no failure. */
  async loadPlaces({ region }: MemberStatus, year: YearStatus) {
    try {
      const { channels, hotlines } = await getServices(region, 'PAY')
      this.setData({ channels, hotlines, placesState: '' })
      if (year.settled) return
      const { category = 'ADULT', scheme = 'RESIDENT' } = await getMember(this.member)
      const { options } = await getContribution(region, { coverage_year: year.coverage_year, category, scheme })
      if (options.length === 1 && options[0].subsidy) this.setData({ rest: yuan(options[0].subsidy) })
    } catch {
      this.setData({ rest: '', placesState: this.data.placesState && 'failed' })
    }
  },

  choosePaidOn(event: WechatMiniprogram.PickerChange) { return this.tell({ paid_on: String(event.detail.value) }, '记下了，不再催您。') },
  payToday() { return this.tell({ paid_on: this.data.today }, '记下了，不再催您。') },
  payByState() { return this.tell({ exempt: true }, '记下了：不用自己交。') },
  notPaid() { return this.tell({}, '记下了：还没交。到日子前会提醒您。') },

  async tell(told: EnrolmentInput, done: string) {
    if (this.data.saving) return
    this.setData({ saving: true, note: '' })
    try {
      await declareYear(this.member, this.data.year, told, this.version)
      await this.load()
      this.setData({ done })
    } catch (problem) {
      if (wasChanged(problem)) await this.load()
      if (!askedForConsent(problem)) this.setData({ note: wasChanged(problem) ? CHANGED_MEANWHILE : sentence(problem) })
    }
    this.setData({ saving: false })
  },

  years() { return wx.navigateTo({ url: `/pages/years/years?member=${this.member}` }) },

  why(event: WechatMiniprogram.TouchEvent) {
    const { paid = '' } = event.currentTarget.dataset
    return wx.navigateTo({ url: `/pages/why/why?member=${this.member}&about=year-${this.data.year}&from=payment${paid && `&paid_on=${paid}`}` })
  },

  openSafety() { return wx.navigateTo({ url: '/pages/safety/safety' }) },

  async undo() {
    try {
      await undoYear(this.member, this.data.year)
      this.setData({ done: '' })
      await this.load()
    } catch (problem) {
      this.setData({ note: sentence(problem) })
    }
  },

  async suppose(event: WechatMiniprogram.PickerChange) {
    const supposed = String(event.detail.value)
    try {
      const { members } = await supposePaid(this.member, supposed)
      const member = members.find(({ id }) => id === this.member)
      const year = member && yearOf(member, this.data.year)
      this.setData({ supposed: day(supposed, this.data.today), supposedOn: supposed, supposedAnswer: year?.settled ? year.explanation : member?.headline ?? '' })
    } catch (problem) {
      this.setData({ supposed: day(supposed, this.data.today), supposedOn: '', supposedAnswer: sentence(problem) })
    }
  },
})
