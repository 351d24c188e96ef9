// Where a date or an amount comes from, and how sure it is.
import { copied } from '../../services/gate'
import type { Basis } from '../../services/shapes'
import { component } from '../../services/taps'

const SURE: Record<string, string> = {
  A: '官方原文，可以放心', B: '权威转述', C: '只有一个来源，待核实', D: '没有证实，只供参考', U: '没有查到',
}

component({
  properties: { basis: { type: Object, value: null as unknown as Basis } },
  data: { sure: '' },
  observers: {
    basis(basis: Basis | null) { this.setData({ sure: basis ? SURE[basis.confidence] ?? '' : '' }) },
  },
  methods: {
    copy() { return copied(this.data.basis.url) },
  },
})
