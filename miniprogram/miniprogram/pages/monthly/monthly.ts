// Insurance paid by the month: the day money is taken, whether it was, and the last month an employer paid.
import { reportDebit, reportLeaving, setDebitDay, versionOfDebitDay } from '../../services/api'
import { comfort } from '../../services/comfort'
import { askedForConsent } from '../../services/consent'
import { loadStatus } from '../../services/household'
import type { MemberStatus } from '../../services/shapes'
import { page } from '../../services/taps'
import { CHANGED_MEANWHILE, sentence, wasChanged } from '../../services/transport'
import { day, month } from '../../services/words'

const DAYS = Array.from({ length: 31 }, (_, index) => `每月${index + 1}号`)
const MONTHS_BACK = 12

/** The last months, the present one first, as 2026-09. */
function lastMonths(today: string): string[] {
  const [year, now] = today.split('-').map(Number)
  return Array.from({ length: MONTHS_BACK }, (_, back) => new Date(Date.UTC(year, now - 1 - back, 1)).toISOString().slice(0, 7))
}

page({
  data: {
    pageStyle: '', loading: true, problem: '', old: '', note: '', done: '', name: '', headline: '', explanation: '',
    isFlexible: false, days: DAYS, dayIndex: 0, plan: '', asked: '', askedLabel: '', failed: '', repairBy: '', months: [] as string[], monthLabels: [] as string[],
    today: '', saving: false,
  },
  member: 0,
  version: '',

  onLoad({ member = '' }: { member?: string }) {
    this.member = Number(member)
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      const { status, old } = await loadStatus()
      const member = status.members.find(({ id }) => id === this.member)
      if (!member) throw new Error('这位家人已经不在了，请回首页看看。')
      this.setData({ old })
      this.show(member, status.on)
      if (this.data.plan) this.version = await versionOfDebitDay(this.member).catch(() => '')
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  show({ nickname, headline, scheme, debit, today: answer }: MemberStatus, today: string) {
    const months = lastMonths(today)
    const asked = (debit?.missing_month ?? today).slice(0, 7)
    this.setData({
      loading: false, name: nickname, headline, explanation: debit?.explanation ?? answer.explanation,
      isFlexible: scheme === 'FLEXIBLE', dayIndex: (debit?.day ?? 1) - 1, today, asked, askedLabel: month(asked),
      plan: debit?.day ? `每月${debit.day}号扣${debit.next_on ? `，下次${day(debit.next_on, today)}` : ''}` : '',
      failed: debit?.failed_month?.slice(0, 7) ?? '', repairBy: debit?.repair_by ? `${day(debit.repair_by, today)}前补上就能接着报` : '',
      months, monthLabels: months.map(month),
    })
  },

  why() { return wx.navigateTo({ url: `/pages/why/why?member=${this.member}&about=debit&from=monthly` }) },

  chooseDay(event: WechatMiniprogram.PickerChange) {
    const since = this.data.today.slice(0, 7)
    return this.tell(() => setDebitDay(this.member, Number(event.detail.value) + 1, since, this.version), '记下了，扣款前提醒您存钱。')
  },
  succeeded() { return this.tell(() => reportDebit(this.member, { month: this.data.asked, succeeded: true }), '记下了：扣成了。') },
  failedNow() { return this.tell(() => reportDebit(this.member, { month: this.data.asked, succeeded: false }), '记下了。请看上面最晚哪天补。') },
  repaired() {
    const { failed, today } = this.data
    return this.tell(() => reportDebit(this.member, { month: failed, succeeded: false, repaired_on: today }), '记下了：今天补上了。')
  },
  left(event: WechatMiniprogram.PickerChange) {
    return this.tell(() => reportLeaving(this.member, this.data.months[Number(event.detail.value)]), '记下了。')
  },

  async tell(act: () => Promise<unknown>, done: string) {
    if (this.data.saving) return
    this.setData({ saving: true, note: '', done: '' })
    try {
      await act()
      await this.load()
      this.setData({ done })
    } catch (problem) {
      if (wasChanged(problem)) await this.load()
      if (!askedForConsent(problem)) this.setData({ note: wasChanged(problem) ? CHANGED_MEANWHILE : sentence(problem) })
    }
    this.setData({ saving: false })
  },
})
