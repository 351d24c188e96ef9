// Finds a place by name, or by going down from the provinces. `pick` tells the place chosen.
import { findRegions, regionsIn } from '../../services/api'
import type { Region } from '../../services/shapes'
import { component } from '../../services/taps'
import { sentence } from '../../services/transport'

const NATION = '100000'
const PROVINCE = 'province'
const COUNTY = 'county'
const TYPING_PAUSE = 300

// One such search is on screen at a time.
let typing = 0
let asked = 0

interface Found { code: string, name: string, under: string, mayChoose: boolean, mayOpen: boolean }

function shown(region: Region): Found {
  return {
    code: region.code,
    name: region.name,
    under: region.parent_name && region.parent !== NATION ? region.parent_name : '',
    mayChoose: region.level !== PROVINCE,
    mayOpen: region.level !== COUNTY,
  }
}

component({
  data: { q: '', found: [] as Found[], note: '', up: '' },

  lifetimes: {
    attached() { this.open(NATION, '') },
  },

  methods: {
    type(event: WechatMiniprogram.Input) {
      const q = event.detail.value.trim()
      this.setData({ q })
      clearTimeout(typing)
      typing = setTimeout(() => (q ? this.list(findRegions(q), '') : this.open(NATION, '')), TYPING_PAUSE)
    },

    open(code: string, name: string) { return this.list(regionsIn(code), name) },

    /** Shows what `asking` finds, unless something else was asked meanwhile. */
    async list(asking: Promise<Region[]>, up: string) {
      const turn = ++asked
      try {
        const found = (await asking).map(shown)
        if (turn === asked) this.setData({ found, up, note: found.length ? '' : '没有找到，换个写法试试，例如“广州”。' })
      } catch (problem) {
        if (turn === asked) this.setData({ note: sentence(problem) })
      }
    },

    tap(event: WechatMiniprogram.TouchEvent) {
      const region = this.data.found[event.currentTarget.dataset.index]
      if (region.mayChoose) this.triggerEvent('pick', { code: region.code, name: region.name })
      else this.open(region.code, region.name)
    },

    down(event: WechatMiniprogram.TouchEvent) {
      const region = this.data.found[event.currentTarget.dataset.index]
      this.open(region.code, region.name)
    },

    top() {
      this.setData({ q: '' })
      this.open(NATION, '')
    },
  },
})
