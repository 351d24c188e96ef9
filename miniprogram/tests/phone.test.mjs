// What is said to the server and kept on the phone, with WeChat and the server answering as told.
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import test from 'node:test'

const require = createRequire(import.meta.url)
const stored = new Map()
let answers = []
let sent = []
const base = { fontSizeScaleFactor: 1 }
globalThis.wx = {
  getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
  getAppBaseInfo: () => base,
  login: async () => ({ code: 'c' }),
  request({ url, method, data: content, header, success, fail }) {
    if (url.endsWith('/auth/login')) return success({ statusCode: 200, data: { access: 'token' }, header: {} })
    sent.push({ method, content, version: header['If-Match'], key: header['Idempotency-Key'] })
    const { lost, status = 200, data = {}, etag } = answers.shift()
    if (lost) return fail()
    success({ statusCode: status, data, header: etag ? { Etag: etag } : {} })
  },
  getStorageSync: (key) => stored.get(key) ?? '',
  setStorageSync: (key, value) => { stored.set(key, value) },
  removeStorageSync: (key) => { stored.delete(key) },
}
Object.assign(globalThis.wx, { navigateTo() {}, setNavigationBarTitle() {}, pageScrollTo() {} })
let opened
globalThis.Page = (definition) => { opened = { ...definition, setData(told) { Object.assign(this.data, told) } } }
globalThis.setTimeout = (act) => { act() } // nobody waits here before trying again
const transport = require('../.compiled/services/transport.js')
const household = require('../.compiled/services/household.js')
const comfort = require('../.compiled/services/comfort.js')

/** How it ended, and how often the server was asked. */
async function asked(method, ...told) {
  answers = told
  sent = []
  const ended = await transport.ask(method, '/x').then(() => 'done', (problem) => problem.status ?? 'no answer')
  return [ended, sent.length]
}
const LOST = { lost: true }
const away = (status) => ({ status, data: '<html>' })

for (const [name, method, told, expected] of [
  ['reading again', 'GET', [LOST, {}], ['done', 2]],
  ['reading again what something in between could not fetch', 'GET', [away(503), {}], ['done', 2]],
  ['no more than once again', 'GET', [away(502), away(504)], [504, 2]],
  ['changing again, for it does the same', 'PUT', [LOST, {}], ['done', 2]],
  ['deleting again', 'DELETE', [away(502), {}], ['done', 2]],
  ['deleting again what was deleted the first time', 'DELETE', [LOST, { status: 404 }], ['done', 2]],
  ['not deleting what never was there', 'DELETE', [{ status: 404 }], [404, 1]],
  ['not doing twice what may count twice', 'POST', [LOST], ['no answer', 1]],
  ['no hurry where the server itself fails', 'GET', [away(500)], [500, 1]],
  ['no insisting on what was refused', 'PUT', [{ status: 400 }], [400, 1]],
]) {
  test(`on a bad line: ${name}`, async () => assert.deepEqual(await asked(method, ...told), expected))
}

test('what is made is made under one number, however often it is sent', async () => {
  [answers, sent] = [[LOST, {}], []]
  await transport.make('/x', {})
  assert.equal(sent[0].key, sent[1].key)
  assert.ok(sent[0].key)
})

test('a change is made to the version that was read, and one that comes too late is told apart', async () => {
  [answers, sent] = [[{ etag: 'W/"v1"' }, { status: 412, data: { code: 'changed_meanwhile', message: '刚改过' } }], []]
  const { version } = await transport.askVersion('GET', '/x')
  const problem = await transport.askVersion('PUT', '/x', {}, version).catch((caught) => caught)
  assert.equal(sent[1].version, '"v1"')
  assert.equal(transport.wasChanged(problem), true)
  assert.equal(transport.wasChanged(new transport.Refusal(409, 'x', 'x', {})), false)
})

test('while there is no answer the last one stays, and says since when and why', async () => {
  const load = async (...told) => { answers = told; return (await household.loadStatus().catch((problem) => ({ old: problem.message }))).old }
  assert.match(await load(LOST, LOST), /^网络不通/)
  assert.equal(await load({ data: { on: '2025-11-20', members: [] } }), '')
  assert.equal(await load(LOST, LOST), '没有网络，这是2025年11月20日的情况。')
  assert.equal(await load(away(500)), '服务器暂时没有回答，这是2025年11月20日的情况。')
  assert.equal(await load({ status: 403, data: { message: '先要您同意。' } }), '先要您同意。')
})

test('words and targets grow with 长辈版 or with the font of WeChat, whichever is larger', () => {
  const style = (elder, factor) => { base.fontSizeScaleFactor = factor; comfort.setElder(elder); return comfort.comfort().pageStyle }
  assert.equal(style(false, 1), '--scale: 1; --tap: 48px')
  assert.equal(style(true, 1), '--scale: 1.35; --tap: 60px')
  assert.equal(style(false, 1.75), '--scale: 1.75; --tap: 60px')
  assert.equal(style(true, 1.75), '--scale: 1.75; --tap: 60px')
  assert.equal(style(false, undefined), '--scale: 1; --tap: 48px')
})

/** A page as WeChat would have opened it, its questions answered as told. */
async function open(name, query, ...told) {
  require(`../.compiled/pages/${name}/${name}.js`)
  answers = told
  sent = []
  await opened.onLoad?.(query)
  return opened
}
const MOTHER = { nickname: '妈妈', relation: 'parent', region: '440100', region_name: '广州市', scheme: 'RESIDENT', category: 'ELDER', special_group: '', muted: false }

test('what was typed and not saved is neither shown nor saved with the next change', async () => {
  const member = await open('member', { id: '7' }, { data: MOTHER, etag: '"1"' })
  member.goTo({ currentTarget: { dataset: { step: 1 } } })
  member.typeName({ detail: { value: '姨妈' } })
  member.asRead()
  assert.deepEqual([member.data.step, member.data.nickname, member.told().nickname], [0, '妈妈', '妈妈'])
  answers = [LOST, LOST]
  await member.mute({ detail: { value: false } })
  assert.deepEqual([member.data.muted, member.data.note.slice(0, 4)], [false, '网络不通'])
})

test('a reminder stays on the page also when it cannot be marked as read', async () => {
  const inbox = { results: [{ id: 3, kind: 'payment', title: '该交钱了', text: '', resend: '', status: 'sent', members: [] }] }
  const reminder = await open('reminder', { id: '3' }, { data: inbox }, { data: { on: '2025-11-20', members: [] } }, LOST)
  assert.deepEqual([reminder.data.title, reminder.data.problem, sent.length], ['该交钱了', '', 3])
})

test('a kept status does not say that its day is today', async () => {
  stored.set('household', { on: '2025-11-20', members: [], notice: '' })
  const home = await open('home', {})
  assert.deepEqual([home.data.loading, home.data.today], [false, ''])
  answers = [LOST, LOST]
  await home.load()
  assert.deepEqual([home.data.today, home.data.old], ['', '没有网络，这是2025年11月20日的情况。'])
  answers = [{ data: { on: '2025-11-21', members: [], notice: '' } }]
  await home.load()
  assert.deepEqual([home.data.today, home.data.old], ['11月21日 星期五', ''])
})

test('who taps again after no answer makes it once; after a change the same is meant anew', async () => {
  const key = async (act, ...told) => { answers = told; sent = []; await act().catch(() => {}); return sent.at(-1).key }
  const make = () => transport.make('/y', { nickname: '妈妈' })
  const first = await key(make, LOST, LOST)
  assert.notEqual(await key(() => transport.make('/y', { nickname: '爸爸' }), {}), first)
  assert.equal(await key(make, LOST, away(502)), first)
  assert.equal(await key(make, {}), first)
  const second = await key(make, LOST, LOST)
  assert.notEqual(second, first)
  await asked('DELETE', {})
  assert.notEqual(await key(make, {}), second)
})

const FILED = { id: 3, care_region_name: '西安市', state: 'active', last_valid_on: '2025-12-10', long_term: true, explanation: '', warning: '', basis: null, grounds: {} }
const BASIS = { rule: 'R-1', place: '广州市', title: '通知', confidence: 'A' }

test('whether a stay is paid leads to what it rests on', async () => {
  FILED.grounds.last_valid_on = { explanation: '管到12月10日。', given: false, basis: BASIS }
  const year = { coverage_year: 2025, explanation: '2025年度已经交了。', basis: { ...BASIS, rule: 'R-2' } }
  const status = { on: '2025-11-20', notice: '', members: [{ id: 7, ...MOTHER, filings: [FILED], this_year: year, next_year: null }] }
  const why = await open('why', { member: '7', about: 'filing-3', admitted: '2025-12-01' }, { data: status }, { data: { on: '2025-12-01', explanation: '可以直接结算。' } })
  assert.deepEqual([why.data.problem, why.data.title], ['', '12月1日住院，能不能报'])
  assert.deepEqual(why.data.sentences, ['可以直接结算。', '管到12月10日。', '2025年度已经交了。'])
  assert.deepEqual(why.data.grounds.map(({ caption, rule }) => [caption, rule]), [['备案的依据', 'R-1'], ['医保的依据', 'R-2']])
})

test('an answer leads to how sure it is, and to 报错 where a place is known', async () => {
  const article = { question: '几号截止？', answer: '12月31日。', region_name: '广州市', confidence: 'C', reviewed_on: null, sources: [{ code: 'S-1', title: '通告' }] }
  assert.equal((await open('why', { answer: 'pay-when', region: '' }, { data: article })).data.mayReport, false)
  const why = await open('why', { answer: 'pay-when', region: '440100' }, { data: article })
  assert.deepEqual([why.data.title, why.data.grounds[0].basis.confidence, why.data.mayReport], ['几号截止？', 'C', true])
  answers = [{ data: { id: 1 } }]
  why.choose({ detail: { value: 'date' } })
  why.write({ detail: { value: '村里说的' } })
  await why.report()
  assert.deepEqual([sent.at(-1).content.region, sent.at(-1).content.words], ['440100', '问答“几号截止？”：村里说的'])
})

test('when a day is refused midway, it is said how many are in the calendar', async () => {
  const reminders = await open('reminders', {})
  const days = [true, false, true]
  wx.addPhoneCalendar = async () => { if (!days.shift()) throw { errno: 103 } }
  answers = [{ data: { events: [{ phone: {} }, { phone: {} }, { phone: {} }] } }]
  await reminders.keepInCalendar()
  assert.match(reminders.data.note, /^1个日子记进手机日历了，还有2个没记进去。您没有同意/)
})

test('where another mini-program does not open, its name is copied and it is said so; who turned back is left alone', async () => {
  const { openMiniProgram } = require('../.compiled/services/elsewhere.js')
  const opening = async (errMsg) => {
    const done = []
    Object.assign(wx, {
      navigateToMiniProgram: async () => { if (errMsg) throw { errMsg } },
      setClipboardData: async ({ data }) => { done.push(data) },
      showModal: async ({ title }) => { done.push(title) },
    })
    await openMiniProgram('wx1', '粤税通')
    return done
  }
  assert.deepEqual(await opening(''), [])
  assert.deepEqual(await opening('navigateToMiniProgram:fail invalid appid'), ['粤税通', '没有打开'])
  assert.deepEqual(await opening('navigateToMiniProgram:fail cancel'), [])
})
