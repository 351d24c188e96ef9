// What is the resident's own to decide: larger words, consents, everything held, and the end of it.
import { eraseDeleted, eraseEverything, getAgreements, getDeleted, undoDeletion, withdraw } from '../../services/api'
import { comfort, isElder, setElder } from '../../services/comfort'
import { failed } from '../../services/failing'
import { forget } from '../../services/household'
import type { Agreement, DeletedMember, Purpose } from '../../services/shapes'
import { page } from '../../services/taps'
import { sentence, signOut } from '../../services/transport'
import { day } from '../../services/words'

interface Gone { id: number, name: string, until: string }

const gone = ({ id, nickname, undoable_until }: DeletedMember): Gone => ({ id, name: nickname, until: day(undoable_until.slice(0, 10), '') })

page({
  data: { pageStyle: '', loading: true, problem: '', old: '', note: '', undoNote: '', eraseNote: '', elder: false, agreements: [] as Agreement[], deleted: [] as Gone[] },

  onShow() {
    this.setData({ ...comfort(), elder: isElder() })
    return this.load()
  },

  async load() {
    try {
      const [agreements, deleted] = await Promise.all([getAgreements(), getDeleted()])
      this.setData({ agreements, deleted: deleted.map(gone), loading: false, problem: '', old: '' })
    } catch (problem) {
      this.setData(failed(this.data, sentence(problem)))
    }
  },

  enlarge(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    setElder(event.detail.value)
    this.setData({ ...comfort(), elder: event.detail.value })
  },

  read(event: WechatMiniprogram.TouchEvent) {
    const { title, text } = this.data.agreements[event.currentTarget.dataset.index]
    return wx.showModal({ title, content: text.join('\n'), showCancel: false, confirmText: '看完了' })
  },
  agree(event: WechatMiniprogram.TouchEvent) {
    const { purpose, needs } = this.data.agreements[event.currentTarget.dataset.index]
    return wx.navigateTo({ url: `/pages/consent/consent?purposes=${[...needs, purpose].join(',')}` })
  },
  async withdraw(event: WechatMiniprogram.TouchEvent) {
    const { purpose, title, withdrawal } = this.data.agreements[event.currentTarget.dataset.index]
    const { confirm } = await wx.showModal({ title: `撤回“${title}”？`, content: withdrawal, confirmText: '撤回', cancelText: '不撤' })
    if (!confirm) return
    try {
      this.setData({ agreements: await withdraw(purpose as Purpose), note: '已经撤回。' })
      forget()
      await this.load()
    } catch (problem) {
      this.setData({ note: sentence(problem) })
    }
  },

  async undo(event: WechatMiniprogram.TouchEvent) {
    const { id } = this.data.deleted[event.currentTarget.dataset.index]
    try {
      await undoDeletion(id)
      wx.reLaunch({ url: '/pages/home/home' })
    } catch (problem) {
      this.setData({ undoNote: sentence(problem) })
    }
  },
  async erasePerson(event: WechatMiniprogram.TouchEvent) {
    const { id, name } = this.data.deleted[event.currentTarget.dataset.index]
    const { confirm } = await wx.showModal({
      title: `彻底删除${name}？`, content: '填过的和提醒过的马上真正删除，不能恢复。', confirmText: '彻底删除', cancelText: '留着',
    })
    if (!confirm) return
    try {
      await eraseDeleted(id)
      await this.load()
    } catch (problem) {
      this.setData({ undoNote: sentence(problem) })
    }
  },

  openSources() { return wx.navigateTo({ url: '/pages/sources/sources' }) },
  openExport() { return wx.navigateTo({ url: '/pages/export/export' }) },

  async erase() {
    const { confirm } = await wx.showModal({
      title: '注销并全部删除？', content: '家人、缴费、备案和提醒都会真正删除，不能恢复。', confirmText: '全部删除', cancelText: '留着',
    })
    if (!confirm) return
    try {
      await eraseEverything()
      forget()
      signOut()
      wx.reLaunch({ url: '/pages/home/home' })
    } catch (problem) {
      this.setData({ eraseNote: sentence(problem) })
    }
  },
})
