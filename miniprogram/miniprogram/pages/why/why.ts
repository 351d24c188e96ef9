// One date or amount, explained: the reason in a sentence, the rule behind it, how sure it is, and a way to say that it is wrong.
import { canBeAdmitted, getAnswer, getInbox, getRule, getUpcoming, reportMistake, supposePaid } from '../../services/api'
import { comfort } from '../../services/comfort'
import { loadStatus } from '../../services/household'
import { MISTAKES } from '../../services/mistakes'
import { type Ground, keyOf, payingPage, PRICE, type Reason, whyAdmitted, whyAnswered, whyOf, whyReminded, whyRuled } from '../../services/reasons'
import type { MemberStatus, MistakeInput, Reminder, RuleTold, Upcoming } from '../../services/shapes'
import { page } from '../../services/taps'
import { Refusal, sentence } from '../../services/transport'

interface Asked { member?: string, about?: string, paid_on?: string, reminder?: string, coming?: string, from?: string, rules?: string, answer?: string, admitted?: string, region?: string }

/** So many characters the server takes of what is wrong. */
const MOST = 200
const GONE = '这位家人已经不在了，请回首页看看。'
const REPLACED = '这条规定后来改过了，请回上一页再打开看看。'
const OVER = '这条提醒已经过去了，请回首页看看现在的情况。'

/** Those of the rules that still hold. */
async function rulesOf(codes: string[]): Promise<RuleTold[]> {
  const told = await Promise.all(codes.map((code) => getRule(code).catch((problem) => {
    if (problem instanceof Refusal && problem.status === 404) return null
    throw problem
  })))
  return told.filter((rule): rule is RuleTold => rule !== null)
}

page({
  data: {
    pageStyle: '', loading: true, problem: '', old: '', name: '', title: '', sentences: [] as string[], grounds: [] as Ground[], ungrounded: '', notice: '', to: '', mayReport: true,
    mistakes: MISTAKES, asking: false, mistaken: '', words: '', most: MOST, note: '', sending: false,
  },
  asked: {} as Asked,
  region: '',
  question: '', // of the answer it is about, which no rule names

  onLoad(asked: Asked) {
    this.asked = asked
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      const { reminder, coming, rules, answer, admitted, about = '', region = '' } = this.asked
      if (rules) this.showRules(await rulesOf(rules.split(',')), region)
      else if (answer) await this.showAnswered(answer, region)
      else if (admitted) await this.showAdmitted(Number(about.split('-')[1]), admitted)
      else if (reminder) await this.showReminded((await getInbox()).find(({ id }) => id === Number(reminder)))
      else if (coming) await this.showReminded((await getUpcoming()).find((each) => keyOf(each) === coming))
      else await this.showMember()
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  async showMember() {
    const { member = '', about = 'today', paid_on = '', from = '' } = this.asked
    const { status, old } = paid_on ? { status: await supposePaid(Number(member), paid_on), old: '' } : await loadStatus()
    const found = status.members.find(({ id }) => id === Number(member))
    if (!found) throw new Error(GONE)
    this.setData({ old })
    this.show(found, whyOf(found, about, status.on), status.notice, from ? '' : payingPage(found, about))
  },

  async showReminded(reminder: Reminder | Upcoming | undefined) {
    if (!reminder) throw new Error(OVER)
    const [{ status }, rules] = await Promise.all([loadStatus(), rulesOf(reminder.rules)])
    const concerned = reminder.members.map(({ id }) => id)
    const members = status.members.filter(({ id }) => concerned.includes(id))
    if (!members.length) throw new Error(GONE)
    this.show(members[0], whyReminded(reminder, rules, status.on), status.notice, '')
    this.setData({ name: members.map(({ nickname }) => nickname).join('、') })
  },

  async showAnswered(slug: string, region: string) {
    const article = await getAnswer(slug, region || undefined)
    this.region = region
    this.question = `问答“${article.question}”：`
    this.setData({ ...whyAnswered(article), loading: false, mayReport: Boolean(region), most: MOST - this.question.length })
  },

  async showAdmitted(filing: number, on: string) {
    const [{ status, old }, admission] = await Promise.all([loadStatus(), canBeAdmitted(filing, on)])
    const found = status.members.find(({ id }) => id === Number(this.asked.member))
    if (!found) throw new Error(GONE)
    this.setData({ old })
    this.show(found, whyAdmitted(found, filing, admission, status.on), status.notice, '')
  },

  showRules(rules: RuleTold[], region: string) {
    if (!rules.length) throw new Error(REPLACED)
    this.region = region
    this.setData({ ...whyRuled(rules), loading: false, mayReport: Boolean(region) })
  },

  show(member: MemberStatus, reason: Reason, notice: string, to: string) {
    this.region = member.region
    this.setData({ ...reason, loading: false, name: member.nickname, notice, to })
  },

  begin() { this.setData({ asking: true, note: '' }) },
  choose(event: WechatMiniprogram.CustomEvent<{ value: string }>) { this.setData({ mistaken: event.detail.value }) },
  write(event: WechatMiniprogram.Input) { this.setData({ words: event.detail.value }) },
  async report() {
    const { mistaken, words, grounds } = this.data
    const meant = (mistaken === 'amount' && grounds.find(({ caption }) => caption === PRICE)) || grounds[0]
    this.setData({ sending: true, note: '' })
    try {
      await reportMistake({ about: mistaken as MistakeInput['about'], region: this.region, rule: meant?.basis.rule, words: this.question + words })
      this.setData({ asking: false, mistaken: '', words: '', note: '已经告诉管这个地方的工作人员，核对后会改正。谢谢您！' })
    } catch (problem) {
      this.setData({ note: sentence(problem) })
    }
    this.setData({ sending: false })
  },

  go() { return wx.navigateTo({ url: this.data.to }) },
  call() { return wx.makePhoneCall({ phoneNumber: '12393' }) },
})
