// The filings of one person, and a wizard: which kind is needed, what to bring, where to file, and writing it down.
import { addFiling, cancelFiling, canBeAdmitted, getGuide, getMember, stepFiling, versionOfFiling } from '../../services/api'
import { filingLine } from '../../services/cards'
import { comfort } from '../../services/comfort'
import { askedForConsent } from '../../services/consent'
import { isLongTerm, nameOf, nextSteps, QUESTIONS } from '../../services/filings'
import { whoIs } from '../../services/guides'
import { loadStatus } from '../../services/household'
import type { Choice } from '../../services/people'
import type { Channel, Filed, FilingInput, FilingType, Hotline, MemberStatus } from '../../services/shapes'
import { page } from '../../services/taps'
import { CHANGED_MEANWHILE, sentence, wasChanged } from '../../services/transport'
import { day } from '../../services/words'

interface Line { text: string, about: string }
interface Shown { id: number, title: string, detail: string, tone: string, more: Line[], answer: string, admitted: string, steps: Choice[] }

function shown(filed: Filed, today: string): Shown {
  const { label, text, detail, tone } = filingLine(filed, today)
  const more = [
    { text: filed.warning, about: '' },
    { text: filed.change_from && filed.state !== 'expired' ? `${day(filed.change_from, today)}起才能换地方` : '', about: `change-${filed.id}` },
    { text: filed.papers_due_on ? `${day(filed.papers_due_on, today)}前要补材料` : '', about: `papers-${filed.id}` },
  ]
  return { id: filed.id, title: `${label}：${text}`, detail, tone, more: more.filter(({ text }) => text), answer: '', admitted: '', steps: nextSteps(filed.state) }
}

/** What is over comes after what still counts. */
const liveFirst = (filings: Filed[]): Filed[] => [...filings].sort((a, b) => Number(a.state === 'expired') - Number(b.state === 'expired'))

page({
  data: {
    pageStyle: '', loading: true, problem: '', old: '', note: '', name: '', today: '', earliest: '', latest: '', filings: [] as Shown[],
    step: 'list', questions: QUESTIONS, asked: 0, kind: '', kindName: '', region: '', regionName: '', startsOn: '', endsOn: '', isLong: false,
    placesState: '', papers: [] as string[], channels: [] as Channel[], hotlines: [] as Hotline[], advice: '', saving: false,
  },
  member: 0,
  versions: {} as Record<number, string>,

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
      await this.readVersions(member.filings)
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  async readVersions(filings: Filed[]) {
    const versions = await Promise.all(filings.map(async ({ id }) => [id, await versionOfFiling(id).catch(() => '')] as const))
    this.versions = Object.fromEntries(versions)
  },

  show({ nickname, filings }: MemberStatus, today: string) {
    const year = Number(today.slice(0, 4))
    this.setData({
      loading: false, note: '', step: filings.length ? 'list' : 'why', asked: 0, name: nickname, today, startsOn: today,
      earliest: `${year - 5}-01-01`, latest: `${year + 1}${today.slice(4)}`, filings: liveFirst(filings).map((filed) => shown(filed, today)),
    })
  },

  why(event: WechatMiniprogram.TouchEvent) {
    const { about, on = '' } = event.currentTarget.dataset
    return wx.navigateTo({ url: `/pages/why/why?member=${this.member}&about=${about}${on && `&admitted=${on}`}` })
  },

  begin() { this.setData({ step: 'why', asked: 0, kind: '', endsOn: '', note: '' }) },
  back() { this.setData({ step: this.data.filings.length ? 'list' : 'why', note: '' }) },

  answer(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const { asked } = this.data
    const given = QUESTIONS[asked].answers.find(({ value }) => value === event.detail.value)
    if (given?.kind) this.choose(given.kind)
    else this.setData({ asked: asked + 1 })
  },
  askBefore() { this.setData({ step: 'why', asked: Math.max(0, this.data.asked - 1) }) },
  askAgain() { this.setData({ step: 'why' }) },
  choose(kind: FilingType) { this.setData({ kind, kindName: nameOf(kind), isLong: isLongTerm(kind), step: 'where' }) },

  async pick(event: WechatMiniprogram.CustomEvent<{ code: string, name: string }>) {
    this.setData({ region: event.detail.code, regionName: event.detail.name, step: 'how', placesState: 'asking', papers: [], channels: [], hotlines: [], advice: '' })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
    try {
      const { materials, channels, hotlines, advice } = await getGuide('filing', { ...whoIs(await getMember(this.member), this.data.today), filing_type: this.data.kind })
      const papers = materials.flatMap((list) => list.papers)
        .map(({ name, any_of, condition }) => [condition, any_of.length ? `${name}（${any_of.join('、')}，有一样就行）` : name].filter(Boolean).join('：'))
      this.setData({ papers: [...new Set(papers)], channels, hotlines, advice, placesState: '' })
    } catch (problem) {
      this.setData({ note: sentence(problem), placesState: 'failed' })
    }
  },

  chooseStart(event: WechatMiniprogram.PickerChange) { this.setData({ startsOn: String(event.detail.value) }) },
  chooseEnd(event: WechatMiniprogram.PickerChange) { this.setData({ endsOn: String(event.detail.value) }) },

  async record(event: WechatMiniprogram.TouchEvent) {
    const { progress } = event.currentTarget.dataset as { progress: FilingInput['progress'] }
    const { kind, region, startsOn, endsOn } = this.data
    this.setData({ saving: true, note: '' })
    try {
      await addFiling(this.member, { kind: kind as FilingType, care_region: region, starts_on: startsOn, ends_on: endsOn || null, progress })
      await this.load()
    } catch (problem) {
      if (!askedForConsent(problem)) this.setData({ note: sentence(problem) })
    }
    this.setData({ saving: false })
  },

  step(event: WechatMiniprogram.TouchEvent) {
    const { id, progress } = event.currentTarget.dataset
    return this.change(() => stepFiling(id, progress, this.versions[id]))
  },

  async change(act: () => Promise<unknown>) {
    let note = ''
    try {
      await act()
    } catch (problem) {
      if (!wasChanged(problem)) return this.setData({ note: sentence(problem) })
      note = CHANGED_MEANWHILE
    }
    await this.load()
    this.setData({ note })
  },

  async admit(event: WechatMiniprogram.PickerChange) {
    const { id, index } = event.currentTarget.dataset
    const on = String(event.detail.value)
    const { told, admitted } = await canBeAdmitted(id, on)
      .then(({ explanation }) => ({ told: explanation, admitted: on }), (problem) => ({ told: sentence(problem), admitted: '' }))
    this.setData({ [`filings[${index}].answer`]: `${day(on, this.data.today)}住院：${told}`, [`filings[${index}].admitted`]: admitted })
  },

  async cancel(event: WechatMiniprogram.TouchEvent) {
    const { confirm } = await wx.showModal({ title: '这个备案不用了？', content: '以后不再提醒它到期。', confirmText: '不用了', cancelText: '留着' })
    if (confirm) await this.change(() => cancelFiling(event.currentTarget.dataset.id, this.versions[event.currentTarget.dataset.id]))
  },
})
