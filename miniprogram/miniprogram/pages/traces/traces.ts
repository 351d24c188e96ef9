// What was changed about one of the family, by whom, and the way to take it back.
import { getChanges, undoChange } from '../../services/api'
import { comfort } from '../../services/comfort'
import { askedForConsent } from '../../services/consent'
import { lastOf, lastStatus } from '../../services/household'
import { page } from '../../services/taps'
import { type Trace, traces } from '../../services/traces'
import { sentence } from '../../services/transport'

page({
  data: { pageStyle: '', loading: true, problem: '', note: '', name: '', traces: [] as Trace[], hasOlder: false },
  member: 0,

  onLoad({ member = '' }: { member?: string }) {
    this.member = Number(member)
    this.setData({ name: lastOf(this.member)?.nickname ?? '家人' })
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ problem: '' })
    try {
      const { results, next } = await getChanges(this.member)
      this.setData({ traces: traces(results, lastStatus()?.on ?? ''), hasOlder: Boolean(next), loading: false })
    } catch (problem) {
      this.setData({ problem: sentence(problem), loading: false })
    }
  },

  async undo(event: WechatMiniprogram.TouchEvent) {
    this.setData({ note: '' })
    try {
      await undoChange(this.member, event.currentTarget.dataset.id)
      await this.load()
    } catch (problem) {
      if (!askedForConsent(problem)) this.setData({ note: sentence(problem) })
    }
  },
})
