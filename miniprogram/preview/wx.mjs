// The part of wx.* that the mini-program uses. Pages come from runtime.mjs; login and subscribe messages go through the
// server's rehearsal to the WeChat sandbox, as the phone named in the address (?phone=openid).
// A test answers for WeChat by setting window.__wx before load, e.g. { base: { fontSizeScaleFactor: 1.75 } }.
import { askToSubscribe, showActionSheet, showModal } from './sheets.mjs'

const phone = new URLSearchParams(location.search).get('phone') ?? ''

function api(name, standIn) { // both styles: success/fail callbacks, or a promise when none is given
  return (options = {}) => {
    const answer = (async () => ({ errMsg: `${name}:ok`, ...await (window.__wx?.[name] ?? standIn)(options) }))()
      .catch((error) => { throw { errMsg: `${name}:fail ${error.message ?? error}`, ...error.details } })
    if (!options.success && !options.fail && !options.complete) return answer
    return void answer.then(options.success, options.fail).finally(options.complete)
  }
}

let toastTimer
function toast(text) {
  document.querySelector('#toast').textContent = text
  clearTimeout(toastTimer)
  toastTimer = setTimeout(() => { document.querySelector('#toast').textContent = '' }, 1800)
}
const onlyOnPhones = (name, told) => api(name, (options) => toast(told(options)))

async function request({ url, method = 'GET', data, header = {} }) {
  const { pathname, search } = new URL(url) // whatever server the app names: the preview is served by the one to use
  const query = method === 'GET' && data ? `?${new URLSearchParams(data)}` : search
  const answer = await fetch(pathname + query, {
    method, headers: { 'content-type': 'application/json', ...header }, body: method === 'GET' || !data ? undefined : JSON.stringify(data),
  })
  const text = await answer.text()
  let body = text
  try { body = JSON.parse(text) } catch { /* not JSON: the text itself, as in WeChat */ }
  return { statusCode: answer.status, data: body, header: Object.fromEntries(answer.headers) }
}

async function rehearse(path, told) {
  const answer = await fetch(`wx/${path}`, {
    method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ phone, ...told }),
  })
  const body = await answer.json()
  if (!answer.ok) throw Object.assign(new Error(body.message), { details: body.details })
  return body
}

/** What the button for the phone number tells its page. */
export const phoneNumber = () => rehearse('phone-number').then(({ code }) => ({ code, errMsg: 'getPhoneNumber:ok' }))

async function subscribe({ tmplIds }) {
  const { templates } = await rehearse('templates', { template_ids: tmplIds })
  const asked = templates.filter(({ kept }) => !kept)
  const given = asked.length ? await askToSubscribe(asked) : { answers: {}, always_keep: false }
  const kept = Object.fromEntries(templates.filter((each) => each.kept).map((each) => [each.template_id, each.kept]))
  return rehearse('subscribe', { answers: { ...kept, ...given.answers }, always_keep: given.always_keep })
}

const dark = matchMedia('(prefers-color-scheme: dark)')
const base = () => ({
  SDKVersion: '3.10.3', version: '8.0.60', language: 'zh_CN', platform: 'devtools', theme: dark.matches ? 'dark' : 'light',
  fontSizeScaleFactor: 1, pixelRatio: devicePixelRatio, windowWidth: innerWidth, windowHeight: innerHeight,
  screenWidth: innerWidth, screenHeight: innerHeight, statusBarHeight: 0, ...window.__wx?.base,
})
const kept = (key) => `${phone}/${key}`

/** `pages` moves between pages; `isTapping` tells whether a tap is being handled right now. */
export function makeWx(pages, isTapping) {
  const subscribeInTap = api('requestSubscribeMessage', subscribe)
  const refuse = async () => { throw { errMsg: 'requestSubscribeMessage:fail can only be invoked by user TAP gesture.', errCode: 0 } }
  const wx = {
    login: api('login', () => rehearse('login')),
    request: api('request', request),
    requestSubscribeMessage: (options) => (isTapping() ? subscribeInTap : refuse)(options), // as WeChat does
    getSetting: api('getSetting', () => rehearse('settings')),
    showToast: api('showToast', ({ title }) => toast(title)),
    showModal: api('showModal', showModal),
    showActionSheet: api('showActionSheet', showActionSheet),
    stopPullDownRefresh: api('stopPullDownRefresh', () => {}),
    setNavigationBarTitle: api('setNavigationBarTitle', ({ title }) => pages.rename(title)),
    navigateTo: api('navigateTo', ({ url }) => pages.open(url)),
    redirectTo: api('redirectTo', ({ url }) => pages.replace(url)),
    reLaunch: api('reLaunch', ({ url }) => pages.reLaunch(url)),
    switchTab: api('switchTab', ({ url }) => pages.switchTab(url)),
    navigateBack: api('navigateBack', ({ delta = 1 }) => pages.back(delta)),
    pageScrollTo: api('pageScrollTo', ({ scrollTop }) => scrollTo({ top: scrollTop })),
    getStorageSync: (key) => JSON.parse(localStorage.getItem(kept(key)) ?? '""'),
    setStorageSync: (key, value) => localStorage.setItem(kept(key), JSON.stringify(value)),
    removeStorageSync: (key) => localStorage.removeItem(kept(key)),
    clearStorageSync: () => Object.keys(localStorage).filter((key) => key.startsWith(kept(''))).forEach((key) => localStorage.removeItem(key)),
    getAccountInfoSync: () => ({ miniProgram: { appId: 'preview', envVersion: 'develop', version: '' } }),
    getAppBaseInfo: base, getDeviceInfo: base, getWindowInfo: base, getSystemInfoSync: base,
    canIUse: () => true,
    openPrivacyContract: onlyOnPhones('openPrivacyContract', () => '真手机上会打开《小程序隐私保护指引》'),
    makePhoneCall: onlyOnPhones('makePhoneCall', ({ phoneNumber }) => `真手机上会拨打 ${phoneNumber}`),
    setClipboardData: onlyOnPhones('setClipboardData', ({ data }) => `已复制：${data}`),
    navigateToMiniProgram: onlyOnPhones('navigateToMiniProgram', ({ appId }) => `真手机上会打开小程序 ${appId}`),
    addPhoneCalendar: onlyOnPhones('addPhoneCalendar', ({ title }) => `真手机上会加进日历：${title}`),
    nextTick: queueMicrotask.bind(window),
    createSelectorQuery: () => Object.assign(pages.current().createSelectorQuery(), { in: (component) => component.createSelectorQuery() }),
    createIntersectionObserver: (component, options) => component.createIntersectionObserver(options),
  }
  return new Proxy(wx, {
    get(known, name) {
      if (!(name in known)) console.error(`preview: wx.${String(name)} has no stand-in; add one to preview/wx.mjs`)
      return known[name]
    },
  })
}
