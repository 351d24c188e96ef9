// What will be reminded of and how; one tap that lets WeChat bring one more message of each kind.
import { getAgreements, getCredits, getInbox, getManner, getPhoneCalendar, getUpcoming, reportAnswers } from '../../services/api'
import { comfort } from '../../services/comfort'
import { failed } from '../../services/failing'
import { type GateFailure, gateInWords } from '../../services/gate'
import { keyOfAct } from '../../services/keys'
import { keyOf } from '../../services/reasons'
import type { Credit, Reminder, Upcoming } from '../../services/shapes'
import { answersIn, isAccepted, isTurnedAway, type Kept, leftInWords, needsOf, quietInWords, refusalInWords, SWITCHED_OFF, templatesToAsk, turnedAwayInWords, whenSent } from '../../services/subscribing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

/** So many reminders to come are shown at first. */
const SOON = 5

interface Coming { key: string, when: string, what: string, way: string, why: string, isQuiet: boolean }
interface Line { id: string, text: string, isEmpty: boolean }
interface Told { id: number, title: string, isNew: boolean, status: string }

const coming = (upcoming: Upcoming): Coming => {
  const { kind_label, members, send_at, way, way_label, reason_label, backup, why } = upcoming
  return {
    key: keyOf(upcoming),
    when: whenSent(send_at),
    what: `${members.map(({ nickname }) => nickname).join('、')}：${kind_label}`,
    way: [way_label, reason_label, backup].filter(Boolean).join('，'),
    why,
    isQuiet: way !== 'wechat',
  }
}
const told = ({ id, title, read_at, status, status_label, backup }: Reminder): Told =>
  ({ id, title, isNew: !read_at, status: backup || (status === 'refused' ? '微信没让送，只在这里' : status_label) })

/** What the resident told WeChat to do from now on without asking. */
async function decided(): Promise<{ kept: Kept, isOff: boolean }> {
  const { subscriptionsSetting } = await wx.getSetting({ withSubscriptions: true }).catch(() => ({ subscriptionsSetting: undefined }))
  return { kept: (subscriptionsSetting?.itemSettings ?? {}) as Kept, isOff: subscriptionsSetting?.mainSwitch === false }
}

page({
  data: {
    pageStyle: '', loading: true, problem: '', old: '', note: '', agreed: true, isOff: false, switchedOff: SWITCHED_OFF, quiet: '', off: '', turnedAway: '',
    credits: [] as Line[], others: [] as Line[], showsOthers: false, mayAsk: false, coming: [] as Coming[], later: [] as Coming[], told: [] as Told[],
  },
  asked: [] as string[],
  upcoming: [] as Upcoming[],
  kept: {} as Kept,

  onShow() {
    this.setData(comfort())
    return this.load()
  },

  async onPullDownRefresh() {
    await this.load()
    wx.stopPullDownRefresh()
  },

  async load() {
    try {
      const [credits, upcoming, inbox, agreements, manner, { kept, isOff }] = await Promise.all([
        getCredits(), getUpcoming(), getInbox(), getAgreements(), getManner(), decided(),
      ])
      this.upcoming = upcoming
      this.kept = kept
      this.showCredits(credits)
      this.setData({
        turnedAway: isTurnedAway(inbox, credits) ? turnedAwayInWords(this.asked.length > 0) : '',
        loading: false, problem: '', old: '', coming: upcoming.slice(0, SOON).map(coming), later: upcoming.slice(SOON).map(coming), told: inbox.map(told), isOff,
        quiet: `${quietInWords(manner.quiet_from, manner.quiet_until)}，一周最多${manner.weekly_cap}次；最后一天除外。`,
        off: manner.kinds.filter(({ muted }) => muted).map(({ kind_label }) => kind_label).join('、'),
        agreed: agreements.some(({ purpose, in_force }) => purpose === 'reminders' && in_force),
      })
    } catch (problem) {
      this.setData(failed(this.data, sentence(problem)))
    }
  },

  /** What this household still needs is shown; the other kinds on request. */
  showCredits(credits: Credit[]) {
    const needs = needsOf(credits, this.upcoming)
    const lines = needs.map((need) => ({ id: need.template_id, text: leftInWords(need, this.kept), isEmpty: !need.balance, isNeeded: need.coming > 0 }))
    this.asked = templatesToAsk(needs, this.kept)
    this.setData({ credits: lines.filter(({ isNeeded }) => isNeeded), others: lines.filter(({ isNeeded }) => !isNeeded), mayAsk: this.asked.length > 0 })
  },
  showLater() { this.setData({ coming: [...this.data.coming, ...this.data.later], later: [] }) },
  showOthers() { this.setData({ showsOthers: true }) },

  openManner() { return wx.navigateTo({ url: '/pages/manner/manner' }) },
  agree() { return wx.navigateTo({ url: '/pages/consent/consent?purposes=privacy,reminders' }) },

  /** WeChat asks only straight from a tap: nothing may be awaited before. */
  async allow() {
    const { asked } = this
    const asking = wx.requestSubscribeMessage({ tmplIds: asked }) as Promise<Record<string, unknown>>
    try {
      const answers = answersIn(await asking, asked)
      await reportAnswers(keyOfAct(Date.now(), Math.random()), answers)
      await this.load()
      const accepted = Object.values(answers).filter(isAccepted).length
      this.setData({ note: accepted ? '好了，微信会提醒您。再点一次，就能再多收一次。' : '没有允许也没关系，到日子在这里看得到。' })
    } catch (problem) {
      this.setData({ note: problem instanceof Error ? sentence(problem) : refusalInWords(problem as { errCode?: number }) })
    }
  },

  async keepInCalendar() {
    let [added, all] = [0, 0]
    try {
      const code = await wx.login().then(({ code }) => code, () => undefined)
      const { events } = await getPhoneCalendar(code)
      if (!events.length) return this.setData({ note: '眼下没有要记的日子。' })
      all = events.length
      for (const { phone } of events) {
        await wx.addPhoneCalendar(phone)
        added += 1
      }
      this.setData({ note: `${added}个日子记进手机日历了。日子要是改了，请再点一次。` })
    } catch (problem) {
      const why = problem instanceof Error ? sentence(problem) : gateInWords(problem as GateFailure, '记进日历')
      this.setData({ note: added ? `${added}个日子记进手机日历了，还有${all - added}个没记进去。${why}` : why })
    }
  },

  why(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: `/pages/why/why?coming=${event.currentTarget.dataset.key}` }) },
  open(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: `/pages/reminder/reminder?id=${event.currentTarget.dataset.id}` }) },
})
