// Where a date or an amount comes from, and how sure it is.
import { copied } from '../../services/gate'
import { sureInWords } from '../../services/reasons'
import type { Basis } from '../../services/shapes'
import { component } from '../../services/taps'

component({
  properties: { basis: { type: Object, value: null as unknown as Basis } },
  data: { sure: '' },
  observers: {
    basis(basis: Basis | null) { this.setData({ sure: basis ? sureInWords(basis.confidence) : '' }) },
  },
  methods: {
    copy() { return copied(this.data.basis.url) },
  },
})
