// Browser side of the preview: pages and components on glass-easel, and the page stack.
// `#/pages/…` in the address is the page to open; changing it is what tapping a message card does.
import { elements } from './elements.mjs'
import { makeWx, phoneNumber } from './wx.mjs'

const { app, theme, appScript, appStyle, components, templates, modules } = window.__app
const $ = (selector) => document.querySelector(selector)

async function commonjs(file, require) {
  const source = await (await fetch(file)).text()
  const module = { exports: {} }
  new Function('module', 'exports', 'require', source)(module, module.exports, require)
  return module.exports
}
const glassEasel = await commonjs('glass-easel.js')
const { MiniProgramEnv } = await commonjs('adapter.js', () => glassEasel)

// ---- pages ----
const stack = []
const kept = new Map() // tab pages stay alive behind the one shown, as in WeChat
const tabs = app.tabBar?.list ?? []
const isTab = (path) => tabs.some(({ pagePath }) => pagePath === path)
const pages = {
  current: () => stack.at(-1).page,
  rename(title) { stack.at(-1).title = title; frame() },
  open(url) {
    const [path, query] = url.replace(/^\//, '').split('?')
    if (!app.pages.includes(path)) throw new Error(`page "${path}" is not in app.json`)
    if (stack.length) hide(stack.at(-1))
    const host = document.body.appendChild(document.createElement('wx-page'))
    host.setAttribute('route', path)
    host.setAttribute('role', 'main')
    host.classList.toggle('has-tabs', isTab(path))
    const root = styles.createRoot('page-root', space, path)
    const title = components[path].config.navigationBarTitleText ?? app.window.navigationBarTitleText
    const page = root.get()
    page.route = path
    stack.push({ path, host, root, page, title })
    root.attach(host, host.appendChild(document.createElement('span')))
    page.onLoad?.(Object.fromEntries(new URLSearchParams(query)))
    show(stack.at(-1))
    page.onReady?.()
  },
  replace(url) { close(stack.pop()); pages.open(url) },
  back(delta) {
    while (delta-- > 0 && stack.length > 1) close(stack.pop())
    show(stack.at(-1))
  },
  switchTab(url) {
    const path = url.replace(/^\//, '')
    if (stack.at(-1)?.path === path) return
    while (stack.length && !isTab(stack.at(-1).path)) close(stack.pop())
    const left = stack.pop()
    if (left) kept.set(left.path, left)
    if (left?.host.hidden === false) hide(left)
    if (!kept.has(path)) return pages.open(path)
    stack.push(kept.get(path))
    kept.delete(path)
    show(stack.at(-1))
  },
  reLaunch(url) {
    for (const page of new Set([...stack, ...kept.values()])) close(page)
    stack.length = 0
    kept.clear()
    pages.open(url)
  },
}
function show({ page, host, scrolled = 0 }) {
  host.hidden = false
  frame()
  scrollTo(0, scrolled)
  page.onShow?.()
}
function hide(entry) {
  entry.scrolled = scrollY
  entry.page.onHide?.()
  entry.host.hidden = true
}
function close({ page, root, host }) {
  page.onUnload?.()
  root.release()
  host.remove()
}
function button(text, onclick, more = {}) {
  return Object.assign(document.createElement('button'), { textContent: text, onclick, ...more })
}
function frame() { // navigation bar and tabs
  const { title, path } = stack.at(-1)
  document.title = title
  const back = stack.length > 1 ? [button('‹', () => pages.back(1), { ariaLabel: '返回' })]
    : isTab(path) || path === app.pages[0] ? [] : [button('⌂', () => pages.reLaunch(app.pages[0]), { ariaLabel: '回首页' })]
  $('#bar').replaceChildren(...back, Object.assign(document.createElement('h1'), { textContent: title }))
  $('#tabs').hidden = !isTab(path)
  $('#tabs').replaceChildren(...tabs.map(({ pagePath, text }) =>
    button(text, () => pages.switchTab(pagePath), pagePath === path ? { ariaCurrent: 'page' } : {})))
}

// ---- colours of the frame, by theme.json ----
const dark = matchMedia('(prefers-color-scheme: dark)')
function paint() {
  const colours = theme[dark.matches ? 'dark' : 'light']
  const text = { black: '#1d2b29', white: '#e6ecea' }[colours.barText]
  const shown = { bar: colours.bar, 'bar-text': text, paper: colours.paper, tabs: colours.tabs, tab: colours.tab, 'tab-chosen': colours.tabChosen }
  for (const [name, value] of Object.entries(shown)) document.documentElement.style.setProperty(`--phone-${name}`, value)
}
paint()
dark.addEventListener('change', paint)

// ---- components ----
const backend = new glassEasel.CurrentWindowBackendContext()
const ONLY_ON_PHONES = { contact: '真手机上会打开客服会话', feedback: '真手机上会打开意见反馈' }
let tapping = false // within a tap, before anything was awaited
window.wx = makeWx(pages, () => tapping)
window.getRegExp = (...args) => new RegExp(...args) // the two constructors of WXS
window.getDate = (...args) => new Date(...args)
backend.onEvent((target, type, detail, options) => {
  const { originalEvent } = options
  const { value } = originalEvent?.target ?? {}
  tapping = type === 'tap'
  const typed = ['input', 'change', 'blur', 'focus', 'confirm'].includes(type)
  glassEasel.triggerEvent(target, type, typed ? { ...detail, value } : detail, options)
  const openType = type === 'tap' && originalEvent?.target?.closest?.('button[open-type]')?.getAttribute('open-type')
  if (openType === 'agreePrivacyAuthorization') glassEasel.triggerEvent(target, 'agreeprivacyauthorization', {}, options)
  if (openType === 'getPhoneNumber') phoneNumber().then((told) => glassEasel.triggerEvent(target, 'getphonenumber', told, options))
  if (ONLY_ON_PHONES[openType]) window.wx.showToast({ title: ONLY_ON_PHONES[openType] })
  tapping = false
})
const { setAttribute } = glassEasel.Element.prototype
glassEasel.Element.prototype.setAttribute = function (name, value) {
  setAttribute.call(this, name === 'aria-role' ? 'role' : name, value ?? false) // disabled="{{undefined}}"
}
const env = new MiniProgramEnv()
const styles = env.associateBackend(backend)
const space = env.createCodeSpace('app', true)

function add(path, { config, style = '', scope }) {
  space.addComponentStaticConfig(path, config)
  space.addCompiledTemplate(path, { groupList: templates, content: templates[path], fallbackListenerOnNativeNode: true }) // bindtap as well as bind:tap
  styles.registerStyleSheetContent(path, style)
  space.addStyleSheet(path, path, scope || undefined)
}
const loaded = {}
function load(file) {
  if (!loaded[file]) {
    const [links, body] = modules[file]
    loaded[file] = { exports: {} }
    body(loaded[file], loaded[file].exports, (target) => load(links[target]))
  }
  return loaded[file].exports
}

add('app', { config: {}, style: appStyle })
for (const [path, component] of Object.entries(components)) add(path, component)
for (const [tag, { wxml, ...definition }] of Object.entries(elements)) {
  const path = `elements/${tag}`
  add(path, { config: { component: true, styleIsolation: 'shared' } })
  space.componentEnv(path, ({ Component }) => Component(definition))
  space.getComponentSpace().setGlobalUsingComponent(tag, space.getComponentSpace().getComponentByUrl(path, ''))
}
const BUILT_IN = { 'wx://form-field': { properties: { name: String, value: null } } } // behaviours that go by a string in WeChat
let application = {}
window.App = (definition) => { application = definition }
window.getApp = () => application
window.getCurrentPages = () => stack.map(({ page }) => page)
load(appScript)
for (const [path, { script }] of Object.entries(components).reverse()) {
  space.componentEnv(path, ({ Page, Component, Behavior }) => {
    const known = (definition) => ({
      ...definition, behaviors: definition.behaviors?.map((b) => (typeof b === 'string' ? Behavior(BUILT_IN[b] ?? {}) : b)),
    })
    window.Page = (definition) => Page(known(definition))
    window.Component = (definition) => Component(known(definition))
    window.Behavior = (definition) => Behavior(known(definition))
    load(script)
  })
}

// ---- entering and coming back ----
const entry = () => location.hash.slice(1).replace(/^\//, '') || app.pages[0]
application.onLaunch?.({})
application.onShow?.({})
pages.open(entry())
addEventListener('hashchange', () => pages.reLaunch(entry()))
function comeBack() {
  application.onShow?.({})
  pages.current().onShow?.()
}
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'visible') comeBack() })
addEventListener('appshow', comeBack) // sent by a page that shows this one in a frame
