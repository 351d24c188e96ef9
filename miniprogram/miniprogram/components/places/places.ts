// Where a thing is done, official places only, and whom to call. The rest of a long list opens on request.
import { openMiniProgram } from '../../services/elsewhere'
import { copied } from '../../services/gate'
import type { Channel, Hotline } from '../../services/shapes'
import { component } from '../../services/taps'

const SHOWN_AT_FIRST = 3

component({
  properties: {
    channels: { type: Array, value: [] as Channel[] },
    hotlines: { type: Array, value: [] as Hotline[] },
    first: String, // the name of the place to show first
    state: String, // 'asking' or 'failed' while nothing is known of the place
  },
  data: { all: false, shown: [] as Channel[], more: 0 },
  observers: {
    'channels, first, all'(channels: Channel[], first: string, all: boolean) {
      const official = channels.filter((channel) => channel.official)
      const ordered = [...official.filter(({ name }) => name === first), ...official.filter(({ name }) => name !== first)]
      const shown = all ? ordered : ordered.slice(0, SHOWN_AT_FIRST)
      this.setData({ shown, more: ordered.length - shown.length })
    },
  },
  methods: {
    showAll() { this.setData({ all: true }) },
    go(event: WechatMiniprogram.TouchEvent) {
      const { appid, name } = this.data.shown[event.currentTarget.dataset.index]
      return appid ? openMiniProgram(appid, name) : copied(name)
    },
    call(event: WechatMiniprogram.TouchEvent) { return wx.makePhoneCall({ phoneNumber: event.currentTarget.dataset.number }) },
  },
})
