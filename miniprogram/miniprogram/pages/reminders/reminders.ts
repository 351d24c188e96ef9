// What will be reminded of and how; one tap that lets WeChat bring one more message of each kind.
import { getAgreements, getCredits, getInbox, getManner, getPhoneCalendar, getUpcoming, reportAnswers } from '../../services/api'
import { comfort } from '../../services/comfort'
import type { Credit, Reminder, Upcoming } from '../../services/shapes'
import { answersIn, isAccepted, quietInWords, refusalInWords, tapKey, templatesToAsk, whenSent } from '../../services/subscribing'
import { sentence } from '../../services/transport'

interface Coming { key: string, when: string, what: string, way: string, isQuiet: boolean }
interface Told { id: number, title: string, isNew: boolean, status: string }

const coming = ({ kind, kind_label, members, send_at, way, way_label, reason_label, due_on }: Upcoming): Coming => ({
  key: [kind, due_on, send_at].join(),
  when: whenSent(send_at),
  what: `${members.map(({ nickname }) => nickname).join('、')}：${kind_label}`,
  way: reason_label ? `${way_label}，${reason_label}` : way_label,
  isQuiet: way !== 'wechat',
})
const told = ({ id, title, read_at, status_label }: Reminder): Told => ({ id, title, isNew: !read_at, status: status_label })
const left = ({ title, long_term, balance }: Credit): string =>
  long_term && balance ? `${title}：一直能收` : balance ? `${title}：还能收${balance}次` : `${title}：还没有次数`

Page({
  data: {
    pageStyle: '', loading: true, problem: '', note: '', agreed: true, quiet: '', off: '',
    credits: [] as Array<{ id: string, text: string, isEmpty: boolean }>, coming: [] as Coming[], told: [] as Told[],
  },
  asked: [] as string[],

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
      const [credits, upcoming, inbox, agreements, manner] =
        await Promise.all([getCredits(), getUpcoming(), getInbox(), getAgreements(), getManner()])
      this.showCredits(credits)
      this.setData({
        loading: false, problem: '', coming: upcoming.map(coming), told: inbox.map(told),
        quiet: `${quietInWords(manner.quiet_from, manner.quiet_until)}，一周最多${manner.weekly_cap}次；最后一天除外。`,
        off: manner.kinds.filter(({ muted }) => muted).map(({ kind_label }) => kind_label).join('、'),
        agreed: agreements.some(({ purpose, in_force }) => purpose === 'reminders' && in_force),
      })
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  showCredits(credits: Credit[]) {
    this.asked = templatesToAsk(credits)
    this.setData({ credits: credits.map((credit) => ({ id: credit.template_id, text: left(credit), isEmpty: !credit.balance })) })
  },

  openManner() { wx.navigateTo({ url: '/pages/manner/manner' }) },
  agree() { wx.navigateTo({ url: '/pages/consent/consent?purposes=privacy,reminders' }) },

  /** WeChat asks only straight from a tap: nothing may be awaited before. */
  async allow() {
    const { asked } = this
    const asking = wx.requestSubscribeMessage({ tmplIds: asked }) as Promise<Record<string, unknown>>
    try {
      const answers = answersIn(await asking, asked)
      this.showCredits(await reportAnswers(tapKey(Date.now(), Math.random()), answers))
      const accepted = Object.values(answers).filter(isAccepted).length
      this.setData({ note: accepted ? '好了，微信会提醒您。再点一次，就能再多收一次。' : '没有允许也没关系，到日子在这里看得到。' })
      this.setData({ coming: (await getUpcoming()).map(coming) })
    } catch (problem) {
      this.setData({ note: problem instanceof Error ? sentence(problem) : refusalInWords(problem as { errCode?: number }) })
    }
  },

  async keepInCalendar() {
    try {
      const { events } = await getPhoneCalendar()
      if (!events.length) return this.setData({ note: '眼下没有要记的日子。' })
      for (const { phone } of events) await wx.addPhoneCalendar(phone)
      this.setData({ note: `${events.length}个日子记进手机日历了。日子要是改了，请再点一次。` })
    } catch (problem) {
      this.setData({ note: problem instanceof Error ? sentence(problem) : '没有记进日历，请允许使用日历后再试。' })
    }
  },

  open(event: WechatMiniprogram.TouchEvent) { wx.navigateTo({ url: `/pages/reminder/reminder?id=${event.currentTarget.dataset.id}` }) },
})
