// One person: can they be reimbursed today, what else holds, and the one thing to do next.
import type { Card } from '../../services/cards'
import { component } from '../../services/taps'

component({
  properties: { card: { type: Object, value: {} as Card } },
  methods: {
    answer() { return wx.navigateTo({ url: this.data.card.answerUrl }) },
    act() { return wx.navigateTo({ url: this.data.card.url }) },
    why(event: WechatMiniprogram.TouchEvent) {
      return wx.navigateTo({ url: `/pages/why/why?member=${this.data.card.id}&about=${event.currentTarget.dataset.about}` })
    },
    edit() { return wx.navigateTo({ url: `/pages/member/member?id=${this.data.card.id}` }) },
  },
})
