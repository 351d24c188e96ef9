// The years before this one: which were not paid. A break lets one wait longer, so it is asked for, but never required.
import { declareYear, getEnrolments, readYear, undoYear } from '../../services/api'
import { comfort } from '../../services/comfort'
import { askedForConsent } from '../../services/consent'
import { lastOf, lastStatus } from '../../services/household'
import type { EnrolmentInput } from '../../services/shapes'
import { page } from '../../services/taps'
import { CHANGED_MEANWHILE, Refusal, sentence, wasChanged } from '../../services/transport'
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

  /** Told only of a year that still is as it is shown. */
  tell(year: number, told: EnrolmentInput) {
    return this.change(async () => {
      const { value, version } = await readYear(this.member, year)
      const textOf = (years: PastYear[]) => years.find((each) => each.year === year)?.text
      if (textOf(pastYears([value], this.data.today)) !== textOf(this.data.years)) throw new Refusal(412, '', CHANGED_MEANWHILE, {})
      await declareYear(this.member, year, told, version)
    })
  },

  async change(act: () => Promise<unknown>) {
    this.setData({ note: '' })
    try {
      await act()
      await this.load()
    } catch (problem) {
      if (wasChanged(problem)) await this.load()
      if (!askedForConsent(problem)) this.setData({ note: wasChanged(problem) ? CHANGED_MEANWHILE : sentence(problem) })
    }
  },

  back() { return wx.navigateBack() },
})
