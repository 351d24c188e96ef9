// The years before this one: which were not paid. A break lets one wait longer, so it is asked for, but never required.
import { declareYear, getEnrolments, undoYear } from '../../services/api'
import { comfort } from '../../services/comfort'
import { askedForConsent } from '../../services/consent'
import { lastOf, lastStatus } from '../../services/household'
import type { EnrolmentInput } from '../../services/shapes'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'
import { type PastYear, pastYears } from '../../services/years'

page({
  data: { pageStyle: '', loading: true, problem: '', note: '', name: '', today: '', years: [] as PastYear[] },
  member: 0,

  onLoad({ member = '' }: { member?: string }) {
    this.member = Number(member)
    this.setData({ name: lastOf(this.member)?.nickname ?? '家人', today: lastStatus()?.on ?? '' })
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      this.setData({ years: pastYears(await getEnrolments(this.member), this.data.today), loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  missed(event: WechatMiniprogram.TouchEvent) { return this.tell(event.currentTarget.dataset.year, {}) },
  paid(event: WechatMiniprogram.PickerChange) { return this.tell(event.currentTarget.dataset.year, { paid_on: String(event.detail.value) }) },
  undo(event: WechatMiniprogram.TouchEvent) { return this.change(() => undoYear(this.member, event.currentTarget.dataset.year)) },

  tell(year: number, told: EnrolmentInput) { return this.change(() => declareYear(this.member, year, told)) },

  async change(act: () => Promise<unknown>) {
    this.setData({ note: '' })
    try {
      await act()
      await this.load()
    } catch (problem) {
      if (!askedForConsent(problem)) this.setData({ note: sentence(problem) })
    }
  },

  back() { return wx.navigateBack() },
})
