// Stand-ins for the WeChat elements that are more than a styled box. Tags not named here (view, text, input …)
// become DOM elements of that name and get their look from phone.css. `this._$.$$` is the DOM element.
export const elements = {
  'page-meta': {
    wxml: '',
    properties: { pageStyle: String },
    lifetimes: { attached() { this.apply(this.data.pageStyle) } },
    observers: { pageStyle(style) { this.apply(style) } },
    methods: { apply(style) { this._$.$$.closest('wx-page')?.setAttribute('style', style) } },
  },
  image: {
    wxml: '<img src="{{src}}" alt="" />',
    properties: { src: String, mode: String },
  },
  picker: {
    wxml: '<span class="wx-picker"><slot /></span>',
    properties: {
      range: Array, rangeKey: String, value: null, start: String, end: String, fields: String, disabled: Boolean, ariaLabel: String,
      mode: { type: String, value: 'selector' },
    },
    lifetimes: { attached() { this.build() } },
    observers: { 'mode, range, value, start, end, fields, disabled'() { this.build() } },
    methods: {
      build() { // the browser's own control lies invisibly over what the page shows
        const { mode, range, rangeKey, value, start, end, fields, disabled, ariaLabel } = this.data
        const box = this._$.$$.querySelector('.wx-picker')
        if (!box) return
        box.querySelector(':scope > input, :scope > select')?.remove()
        const control = document.createElement(mode === 'date' ? 'input' : 'select')
        const [type, length] = fields === 'month' ? ['month', 7] : ['date', 10]
        const cut = (day) => String(day ?? '').slice(0, length)
        if (mode === 'date') Object.assign(control, { type, value: cut(value), min: cut(start), max: cut(end) })
        else {
          control.append(...range.map((item, index) => new Option(rangeKey ? item[rangeKey] : item, index)))
          control.value = value
        }
        control.disabled = disabled
        control.ariaLabel = ariaLabel
        control.addEventListener('change', (event) => {
          event.stopPropagation()
          if (control.value !== '') this.triggerEvent('change', { value: control.value })
        })
        box.append(control)
      },
    },
  },
}
