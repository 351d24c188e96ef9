// A whole line that is switched by tapping anywhere on it, and that screen readers can name.
import { component } from '../../services/taps'

component({
  properties: { label: String, hint: String, on: Boolean },
  methods: {
    toggle() { this.triggerEvent('change', { value: !this.data.on }) },
  },
})
