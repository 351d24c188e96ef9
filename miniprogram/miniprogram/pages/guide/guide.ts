// One matter, step by step, as it is for one person of the family: the insured place, the kind of insurance, the age.
import { getGuide, getMember } from '../../services/api'
import { stepFor } from '../../services/cards'
import { comfort } from '../../services/comfort'
import { firstFor, type Person, STEPS, type Who, whoIs } from '../../services/guides'
import { lastOf, lastStatus } from '../../services/household'
import { rulesPage } from '../../services/reasons'
import type { Guide } from '../../services/shapes'
import { guideCard } from '../../services/sharing'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

interface Ruled { explanation: string, url: string }

page({
  data: { pageStyle: '', loading: true, problem: '', guide: null as Guide | null, people: [] as Person[], chosen: 0, told: '', rules: [] as Ruled[], next: null as { action: string, url: string } | null },
  slug: '',

  onLoad({ slug = '', member = '' }: { slug?: string, member?: string }) {
    this.slug = slug
    const members = lastStatus()?.members ?? []
    const people = members.map(({ id, nickname }) => ({ id, name: nickname }))
    this.setData({ people, chosen: firstFor(slug, Number(member), members)?.id ?? 0 })
    return this.load()
  },

  onShow() { this.setData(comfort()) },
  onShareAppMessage() { return guideCard(this.slug, this.data.guide?.title ?? '医保怎么办') },

  async load() {
    this.setData({ problem: '' })
    try {
      const { who, told } = await this.person()
      const guide = await getGuide(this.slug, who)
      wx.setNavigationBarTitle({ title: guide.title })
      const rules = guide.rules.map(({ explanation, values }) => ({ explanation, url: rulesPage(values.map(({ provenance }) => provenance), who.region) }))
      this.setData({ guide, told, rules, next: this.next(), loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  /** Whose guide it is; without anybody in the family, everybody's. */
  async person(): Promise<{ who: Who, told: string }> {
    const { chosen } = this.data
    if (!chosen) return { who: {}, told: '' }
    const member = await getMember(chosen)
    return { who: whoIs(member, lastStatus()?.on ?? ''), told: [member.nickname, member.region_name, member.scheme_label, member.category_label].join(' · ') }
  },

  /** Where this person does in the app what the guide is about; nothing once it is done. */
  next(): { action: string, url: string } | null {
    const step = STEPS[this.slug]
    const member = lastOf(this.data.chosen)
    const found = step && member ? stepFor(step.kind, member) : null
    return found?.action && found.url.startsWith(step.page) ? { url: found.url, action: step.action ?? found.action } : null
  },
  go() { return wx.navigateTo({ url: this.data.next?.url ?? '' }) },

  why(event: WechatMiniprogram.TouchEvent) { return wx.navigateTo({ url: this.data.rules[event.currentTarget.dataset.index].url }) },

  choose(event: WechatMiniprogram.TouchEvent) {
    this.setData({ chosen: event.currentTarget.dataset.id })
    return this.load()
  },
})
