// What a page shows instead of its content: waiting, or what went wrong with a way to try again; over it, that it is old.
import { component } from '../../services/taps'

component({
  properties: { loading: Boolean, problem: String, old: String },
  data: { rows: [{ width: '50%', height: '48rpx' }, { width: '100%', height: '160rpx' }, { width: '100%', height: '160rpx' }] },
  methods: {
    retry() { this.triggerEvent('retry') },
  },
})
