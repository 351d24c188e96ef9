// Asks for one consent after the other, each with its whole text; goes on only when all are given.
import { agree, getAgreements } from '../../services/api'
import { comfort } from '../../services/comfort'
import { noteGiven } from '../../services/consent'
import type { Agreement, Purpose } from '../../services/shapes'
import { page } from '../../services/taps'
import { sentence } from '../../services/transport'

page({
  data: { pageStyle: '', loading: true, problem: '', note: '', asked: null as Agreement | null, step: '', isPrivacy: false },
  purposes: [] as Purpose[],
  next: '',

  onLoad({ purposes = '', next = '' }: { purposes?: string, next?: string }) {
    this.purposes = purposes.split(',') as Purpose[]
    this.next = decodeURIComponent(next)
    return this.load()
  },

  onShow() { this.setData(comfort()) },

  async load() {
    this.setData({ loading: true, problem: '' })
    try {
      this.show(await getAgreements())
    } catch (problem) {
      this.setData({ loading: false, problem: sentence(problem) })
    }
  },

  show(agreements: Agreement[]) {
    const open = agreements.filter(({ purpose, in_force, ask_again }) => this.purposes.includes(purpose) && (!in_force || ask_again))
    if (!open.length) return this.goOn()
    const asked = open[0]
    this.setData({
      loading: false, note: '', asked, isPrivacy: asked.purpose === 'privacy',
      step: open.length > 1 ? `还有${open.length}项，一项一项来` : '',
    })
    wx.pageScrollTo({ scrollTop: 0, duration: 0 })
  },

  async agree() {
    const { asked } = this.data
    if (!asked) return
    try {
      this.show(await agree(asked.purpose, asked.version))
    } catch (problem) {
      this.setData({ note: sentence(problem) })
    }
  },

  goOn() {
    noteGiven()
    if (this.next) wx.redirectTo({ url: this.next })
    else wx.navigateBack()
  },

  refuse() { return wx.navigateBack() },
  openContract() { return wx.openPrivacyContract({}) },
})
