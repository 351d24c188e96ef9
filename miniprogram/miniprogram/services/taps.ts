// One tap does one thing, once. Pages and components are made with `page` and `component` from here.

/** Two taps on one spot within so many milliseconds are one tap of an unsteady hand. */
const TREMBLE = 300
const SPOT = 30

interface Tap { type: string, timeStamp: number, detail: { x: number, y: number } }
type Handler = (this: object, ...given: unknown[]) => unknown

const isEvent = (given: unknown): given is Tap => typeof given === 'object' && given !== null && 'type' in given && 'detail' in given

let last: Tap | undefined
let lastAt = 0

/** Whether this is the tap before, once more; a tap that several handlers hear of is still one. */
function isTremble(tap: Tap): boolean {
  if (tap.type !== 'tap' || last?.timeStamp === tap.timeStamp) return false
  const now = Date.now()
  const again = last !== undefined && now - lastAt < TREMBLE
    && Math.abs(tap.detail.x - last.detail.x) < SPOT && Math.abs(tap.detail.y - last.detail.y) < SPOT
  last = tap
  lastAt = now
  return again
}

/** `handle`, deaf to trembling, and to any event while what it began is still going on. */
function once(handle: Handler): Handler {
  const busy = new WeakSet<object>()
  return function (...given) {
    if (!isEvent(given[0])) return handle.apply(this, given)
    if (isTremble(given[0]) || busy.has(this)) return undefined
    const begun = handle.apply(this, given)
    if (begun instanceof Promise) {
      const free = () => { busy.delete(this) }
      busy.add(this)
      begun.then(free, free)
    }
    return begun
  }
}

/** The same definition with all its functions made `once`. */
export function steady<T extends object>(definition: T): T {
  const entries = Object.entries(definition).map(([name, each]) => [name, typeof each === 'function' ? once(each as Handler) : each])
  return Object.fromEntries(entries) as T
}

export const page: WechatMiniprogram.Page.Constructor = (definition) => Page(steady(definition))
export const component = ((definition: { methods?: WechatMiniprogram.IAnyObject }) =>
  Component({ ...definition, methods: steady(definition.methods ?? {}) })) as WechatMiniprogram.Component.Constructor
