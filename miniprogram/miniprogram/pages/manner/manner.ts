// Hours in which nothing comes, the kinds of reminder that are not wanted, and how else to be reached when WeChat cannot.
import { chooseManner, getAgreements, getBackup, givePhone, readManner, withdraw } from '../../services/api'
import { comfort } from '../../services/comfort'
import { failed } from '../../services/failing'
import type { Backup, Manner, MannerInput } from '../../services/shapes'
import { halfHours } from '../../services/subscribing'
import { page } from '../../services/taps'
import { CHANGED_MEANWHILE, sentence, signOut, type Versioned, wasChanged } from '../../services/transport'

const evenings = halfHours('18:00', '21:00')
const mornings = halfHours('08:30', '12:00')
const BACKUP = 'backup'
const QUOTA_SPENT = 1400001
const at = (options: Array<{ value: string }>, time: string): number => Math.max(0, options.findIndex(({ value }) => value === time))

page({
  data: {
    pageStyle: '', loading: true, problem: '', old: '', note: '',
    evenings, mornings, evening: 0, morning: 0, kinds: [] as Manner['kinds'],
    backup: null as Backup | null, said: '',
  },

  version: '',

  onShow() {
    this.setData(comfort())
    return this.load()
  },

  async load() {
    try {
      const [manner, backup] = await Promise.all([readManner(), getBackup()])
      this.show(manner)
      // Who has just agreed is only known to the service account by the next login.
      if (backup.agreed && backup.service_account && !backup.follows) signOut()
      this.setData({ backup, loading: false, problem: '', old: '' })
    } catch (problem) {
      this.setData(failed(this.data, sentence(problem)))
    }
  },

  show({ value: { quiet_from, quiet_until, kinds }, version }: Versioned<Manner>) {
    this.version = version
    this.setData({ evening: at(evenings, quiet_from), morning: at(mornings, quiet_until), kinds })
  },

  async choose(changes: Partial<MannerInput>) {
    const { evening, morning, kinds } = this.data
    try {
      this.show(await chooseManner({
        quiet_from: evenings[evening].value,
        quiet_until: mornings[morning].value,
        muted_kinds: kinds.filter(({ muted }) => muted).map(({ kind }) => kind),
        ...changes,
      }, this.version))
      this.setData({ note: '记下了。' })
    } catch (problem) {
      if (wasChanged(problem)) await this.load()
      this.setData({ note: wasChanged(problem) ? CHANGED_MEANWHILE : sentence(problem) })
    }
  },

  chooseEvening(event: WechatMiniprogram.PickerChange) {
    return this.choose({ quiet_from: evenings[Number(event.detail.value)].value })
  },
  chooseMorning(event: WechatMiniprogram.PickerChange) {
    return this.choose({ quiet_until: mornings[Number(event.detail.value)].value })
  },

  async switchBackup(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    if (event.detail.value) {
      await wx.navigateTo({ url: `/pages/consent/consent?purposes=privacy,reminders,${BACKUP}` })
      return
    }
    try {
      const asked = (await getAgreements()).find(({ purpose }) => purpose === BACKUP)
      const { confirm } = await wx.showModal({ title: '不再换个办法提醒？', content: asked?.withdrawal ?? '', confirmText: '不要了', cancelText: '还要' })
      if (!confirm) return
      await withdraw(BACKUP)
      this.setData({ backup: await getBackup(), said: '已经停了，手机号也删了。' })
    } catch (problem) {
      this.setData({ said: sentence(problem) })
    }
  },

  /** WeChat gives a code for the number, never the number itself; without one the resident said no. */
  async givePhone({ detail }: WechatMiniprogram.CustomEvent<{ code?: string, errno?: number }>) {
    try {
      if (detail.code) this.setData({ backup: await givePhone(detail.code), said: '记下了。' })
      else this.setData({ said: detail.errno === QUOTA_SPENT ? '微信现在取不到手机号，请过些时候再试。' : '没有给手机号，就不发短信。' })
    } catch (problem) {
      this.setData({ said: sentence(problem) })
    }
  },

  switchKind(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    const { kind } = this.data.kinds[event.currentTarget.dataset.index]
    const muted = this.data.kinds.filter((each) => (each.kind === kind ? !event.detail.value : each.muted))
    return this.choose({ muted_kinds: muted.map((each) => each.kind) })
  },
})
