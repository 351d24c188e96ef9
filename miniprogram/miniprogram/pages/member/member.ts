// Adds a person in three steps; an existing one is shown as a list of which each line is changed, and saved, by itself.
import { addMember, changeMember, endMember, readMember, removeMember } from '../../services/api'
import { comfort } from '../../services/comfort'
import { askedForConsent, wasGiven } from '../../services/consent'
import { noteDeleted } from '../../services/deleted'
import { forget, lastStatus } from '../../services/household'
import { ENDINGS, firstBirth, isChild, isNewborn, kindOf, kindsFor, RELATIONS, SPECIAL, USUAL_NAMES } from '../../services/people'
import type { Member, MemberInput } from '../../services/shapes'
import { page } from '../../services/taps'
import { CHANGED_MEANWHILE, sentence, type Versioned, wasChanged } from '../../services/transport'

const OVERVIEW = 0
const WHO = 1
const KIND = 3
const YEARLY = 'RESIDENT'

page({
  data: {
    pageStyle: '', loading: false, problem: '', note: '', step: WHO, id: 0,
    relations: RELATIONS, relation: '', nickname: '',
    near: [] as Array<{ value: string, label: string }>, region: '', regionName: '', searching: false,
    kinds: kindsFor(''), kind: '', kindLabel: '', kindIsYearly: false, bornOn: '', isChild: false, today: '', earliest: '',
    special: SPECIAL, specialIndex: 0, since: '', muted: false, saving: false,
  },
  again: false,
  version: '',
  read: null as Versioned<Member> | null,

  onLoad({ id = '', region = '', name = '' }: { id?: string, region?: string, name?: string }) {
    const status = lastStatus()
    const today = status?.on ?? ''
    const near = new Map((status?.members ?? []).map((member) => [member.region, member.region_name]))
    if (region) near.set(region, decodeURIComponent(name))
    this.setData({
      today, near: [...near].map(([value, label]) => ({ value, label })), searching: !near.size, region, regionName: near.get(region) ?? '',
    })
    if (!id) return
    this.setData({ id: Number(id), loading: true })
    wx.setNavigationBarTitle({ title: '修改资料' })
    return this.load()
  },

  onShow() {
    this.setData(comfort())
    if (this.again && wasGiven()) this.save()
    else if (this.again && this.data.step === OVERVIEW) this.asRead()
    this.again = false
  },

  async load() {
    this.setData({ problem: '', loading: true })
    try {
      this.show(await readMember(this.data.id))
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  show(read: Versioned<Member>) {
    const { value: member, version } = read
    this.read = read
    this.version = version
    const kind = kindOf(member)
    this.setData({
      loading: false, note: '', saving: false, step: OVERVIEW, searching: false,
      relation: member.relation, nickname: member.nickname, region: member.region, regionName: member.region_name,
      kinds: kindsFor(member.relation), kind, kindLabel: kindsFor('').find(({ value }) => value === kind)?.label ?? member.category_label,
      kindIsYearly: member.scheme === YEARLY, bornOn: member.born_on ?? '', muted: member.muted ?? false,
      specialIndex: Math.max(0, SPECIAL.findIndex(({ value }) => value === member.special_group)),
      since: member.special_since ?? '',
    })
    this.pickKind(kind)
  },

  traces() { return wx.navigateTo({ url: `/pages/traces/traces?member=${this.data.id}` }) },
  years() { return wx.navigateTo({ url: `/pages/years/years?member=${this.data.id}` }) },
  goTo(event: WechatMiniprogram.TouchEvent) { this.setData({ step: Number(event.currentTarget.dataset.step), note: '' }) },
  /** What was typed or switched and not saved is not shown, nor saved with the next change. */
  asRead() { if (this.read) this.show(this.read) },

  chooseRelation(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const relation = event.detail.value
    const { nickname } = this.data
    const isOwn = nickname && !Object.values(USUAL_NAMES).includes(nickname)
    this.setData({ relation, nickname: isOwn ? nickname : USUAL_NAMES[relation], kinds: kindsFor(relation), note: '' })
  },
  typeName(event: WechatMiniprogram.Input) { this.setData({ nickname: event.detail.value.trim() }) },

  chooseNear(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    const region = event.detail.value
    this.pickRegion(region, this.data.near.find(({ value }) => value === region)?.label ?? '')
  },
  found(event: WechatMiniprogram.CustomEvent<{ code: string, name: string }>) { this.pickRegion(event.detail.code, event.detail.name) },
  pickRegion(region: string, regionName: string) {
    this.setData({ region, regionName, searching: false })
    this.next()
  },
  search() { this.setData({ searching: true }) },

  chooseKind(event: WechatMiniprogram.CustomEvent<{ value: string }>) { this.pickKind(event.detail.value) },
  pickKind(kind: string) { this.setData({ kind, isChild: isChild(kind), earliest: firstBirth(kind, this.data.today), note: '' }) },
  chooseBirth(event: WechatMiniprogram.PickerChange) { this.setData({ bornOn: String(event.detail.value) }) },
  chooseSpecial(event: WechatMiniprogram.PickerChange) { this.setData({ specialIndex: Number(event.detail.value), since: '' }) },
  chooseSince(event: WechatMiniprogram.PickerChange) { this.setData({ since: String(event.detail.value) }) },

  /** What is still missing in the step shown, as a sentence. */
  missing(): string {
    const { step, relation, nickname, kind, bornOn } = this.data
    if (step === WHO && !relation) return '请先选是家里的谁。'
    if (step === WHO && !nickname) return '请写一个称呼，例如：妈妈。'
    if (step === KIND && !kind) return '请选是哪种人。'
    if (step === KIND && isNewborn(kind) && !bornOn) return '请选宝宝的出生日期。'
    return ''
  },

  next() {
    const note = this.missing()
    if (note || this.data.id || this.data.step === KIND) {
      this.setData({ note })
      if (!note) this.save()
      return
    }
    this.setData({ step: this.data.step + 1, note: '' })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  told(): MemberInput {
    const { relation, nickname, region, kind, bornOn, special, specialIndex, since, muted } = this.data
    const [scheme, category] = kind.split('/')
    const told = { relation, nickname, region, scheme, category, special_group: special[specialIndex].value, muted }
    return { ...told, born_on: bornOn || null, special_since: since || null } as MemberInput
  },

  async save() {
    if (this.data.saving) return
    this.setData({ saving: true, note: '' })
    try {
      if (this.data.id) return this.show(await changeMember(this.data.id, this.told(), this.version))
      await addMember(this.told())
      wx.reLaunch({ url: '/pages/home/home' })
    } catch (problem) {
      this.again = askedForConsent(problem)
      if (this.again) this.setData({ saving: false, note: '' })
      else await this.tellWhy(problem)
    }
  },

  mute(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.setData({ muted: !event.detail.value })
    return this.save()
  },

  async end() {
    const { tapIndex } = await wx.showActionSheet({ itemList: ENDINGS.map(({ label }) => label) }).catch(() => ({ tapIndex: -1 }))
    if (tapIndex < 0) return
    try {
      await endMember(this.data.id, ENDINGS[tapIndex].value, this.data.today, this.version)
      wx.reLaunch({ url: '/pages/home/home' })
    } catch (problem) {
      await this.tellWhy(problem)
    }
  },

  /** What was changed meanwhile is shown as it is now, instead of being overwritten. */
  async tellWhy(problem: unknown) {
    if (wasChanged(problem)) await this.load()
    else if (this.data.step === OVERVIEW) this.asRead()
    this.setData({ saving: false, note: wasChanged(problem) ? CHANGED_MEANWHILE : sentence(problem) })
  },

  async remove() {
    const { confirm } = await wx.showModal({
      title: `删除${this.data.nickname}？`, content: '填过的缴费和备案会一起删除，马上不再提醒。删错了，30天内都能撤销。', confirmText: '删除', cancelText: '留着',
    })
    if (!confirm) return
    try {
      await removeMember(this.data.id, this.version)
      forget()
      noteDeleted({ id: this.data.id, name: this.data.nickname })
      wx.reLaunch({ url: '/pages/home/home' })
    } catch (problem) {
      await this.tellWhy(problem)
    }
  },
})
