// A question answered by tapping one large line.
import { component } from '../../services/taps'

component({
  properties: {
    options: { type: Array, value: [] as Array<{ value: string, label: string, hint?: string }> },
    value: String,
  },
  methods: {
    choose(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('choose', { value: event.currentTarget.dataset.value })
    },
  },
})
