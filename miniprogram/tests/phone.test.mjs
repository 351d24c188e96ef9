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
  request({ url, method, header, success, fail }) {
    if (url.endsWith('/auth/login')) return success({ statusCode: 200, data: { access: 'token' }, header: {} })
    sent.push({ method, version: header['If-Match'], key: header['Idempotency-Key'] })
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
  await opened.onLoad(query)
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
