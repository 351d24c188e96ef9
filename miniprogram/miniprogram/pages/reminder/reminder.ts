// One reminder, where a message card leads: what it is about and the one thing to do, for each of the family concerned.
import { getInbox, markRead, resend } from '../../services/api'
import { stepFor } from '../../services/cards'
import { comfort } from '../../services/comfort'
import { loadStatus } from '../../services/household'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

interface Step { id: number, label: string, url: string }

page({
  data: { pageStyle: '', loading: true, problem: '', old: '', title: '', text: '', steps: [] as Step[], doubt: '', note: '', backup: '', isTurnedAway: false },
  id: 0,

  onLoad({ id = '' }: { id?: string }) {
    this.id = Number(id)
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      const [inbox, { status, old }] = await Promise.all([getInbox(), loadStatus()])
      const reminder = inbox.find(({ id }) => id === this.id)
      if (!reminder) throw new Error('这条提醒已经过去了，请回首页看看现在的情况。')
      const concerned = new Set(reminder.members.map((member) => Number(member.id)))
      const steps = status.members.filter(({ id }) => concerned.has(id))
        .map((member) => ({ id: member.id, name: member.nickname, ...stepFor(reminder.kind, member) }))
        .filter(({ action }) => action)
        .map(({ id, name, action, url }) => ({ id, url, label: `${name}：${action}` }))
      this.setData({ loading: false, old, title: reminder.title, text: reminder.text, steps, doubt: reminder.resend, backup: reminder.backup, isTurnedAway: reminder.status === 'refused' })
    } catch (problem) {
      return this.setData({ loading: false, problem: sentence(problem) })
    }
    await markRead(this.id).catch(() => undefined) // what is shown stays; it is only new once more
  },

  async sendAgain() {
    try {
      await resend(this.id)
      this.setData({ doubt: '', note: '好了，会再发一次。' })
    } catch (problem) {
      this.setData({ note: sentence(problem) })
    }
  },

  why() { return wx.navigateTo({ url: `/pages/why/why?reminder=${this.id}` }) },
  go(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: event.currentTarget.dataset.url }) },
  allow() { return wx.reLaunch({ url: '/pages/reminders/reminders' }) },
  home() { return wx.reLaunch({ url: '/pages/home/home' }) },
})
