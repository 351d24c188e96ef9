// Hours in which nothing comes, and the kinds of reminder that are not wanted.
import { chooseManner, readManner } from '../../services/api'
import { comfort } from '../../services/comfort'
import { failed } from '../../services/failing'
import type { Manner, MannerInput } from '../../services/shapes'
import { halfHours } from '../../services/subscribing'
import { page } from '../../services/taps'
import { CHANGED_MEANWHILE, sentence, type Versioned, wasChanged } from '../../services/transport'

const evenings = halfHours('18:00', '21:00')
const mornings = halfHours('08:30', '12:00')
const at = (options: Array<{ value: string }>, time: string): number => Math.max(0, options.findIndex(({ value }) => value === time))

page({
  data: {
    pageStyle: '', loading: true, problem: '', old: '', note: '',
    evenings, mornings, evening: 0, morning: 0, kinds: [] as Manner['kinds'],
  },

  version: '',

  onShow() {
    this.setData(comfort())
    return this.load()
  },

  async load() {
    try {
      this.show(await readManner())
      this.setData({ loading: false, problem: '', old: '' })
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

  switchKind(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    const { kind } = this.data.kinds[event.currentTarget.dataset.index]
    const muted = this.data.kinds.filter((each) => (each.kind === kind ? !event.detail.value : each.muted))
    return this.choose({ muted_kinds: muted.map((each) => each.kind) })
  },
})
