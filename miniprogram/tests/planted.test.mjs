// Faults of the sort that slip in, each planted in the real sources: something here has to notice.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import test from 'node:test'
import { TmplGroup } from 'glass-easel-template-compiler'
import ts from 'typescript'
import { faultsIn, unscaled } from '../preview/rules.mjs'

const folder = path.join(import.meta.dirname, '..')
const root = path.join(folder, 'miniprogram')
const source = (file) => fs.readFileSync(path.join(root, file), 'utf8')

function planted(text, [from, to]) {
  const changed = text.replace(from, to)
  assert.notEqual(changed, text, `${from} is not there any more: plant the fault elsewhere`)
  return changed
}
const NOTHING = ['', '']
function held(page, { wxml = NOTHING, script = NOTHING }) {
  const change = (text, fault) => (fault === NOTHING ? text : planted(text, fault))
  const file = `pages/${page}/${page}`
  return faultsIn({ name: page, isPage: true, wxml: change(source(`${file}.wxml`), wxml), script: change(source(`${file}.ts`), script) })
}

const FAULTS = {
  'a wrong tap handler': ['home', { wxml: ['bindtap="add"', 'bindtap="ad"'] }],
  'the wrong list': ['home', { wxml: ['wx:for="{{cards}}"', 'wx:for="{{card}}"'] }],
  'a lost page-style': ['home', { wxml: ['page-style="{{pageStyle}}"', ''] }],
  'something awaited before the prompt': ['reminders', { script: ['const asking = wx', 'await getCredits()\n    const asking = wx'] }],
}
for (const [name, [page, fault]] of Object.entries(FAULTS)) {
  test(`the rules of the house notice ${name}`, () => {
    assert.deepEqual(held(page, {}), [])
    assert.equal(held(page, fault).length, 1)
  })
}

test('a font that no longer grows is noticed', () => {
  const [used, app] = [source('pages/payment/payment.wxss'), source('app.wxss')]
  assert.deepEqual(unscaled(used, app), [])
  assert.deepEqual(unscaled(used, planted(app, [/ {2}--td-font-size-headline-medium:.*\n/, ''])), ['headline-medium'])
})

test('the template compiler notices what is not WXML', () => {
  const said = (wxml) => new TmplGroup().addTmpl('page', wxml)
  const home = source('pages/home/home.wxml')
  assert.deepEqual(said(home), [])
  for (const fault of [['{{summary}}', '{{summary'], ['</block>', ''], ['wx:if=', 'wx:iff='], ['wx:else', 'wx:esle']]) {
    assert.notDeepEqual(said(planted(home, fault)), [], fault[1])
  }
})

test('the type check notices a field that the server does not tell', () => {
  const wrong = path.join(root, 'services/cards.ts')
  const { config } = ts.readConfigFile(path.join(folder, 'tsconfig.json'), ts.sys.readFile)
  const { fileNames, options } = ts.parseJsonConfigFileContent(config, ts.sys, folder)
  const host = ts.createCompilerHost(options)
  const { readFile } = host
  host.readFile = (file) => (path.resolve(file) === wrong ? planted(readFile(file), ['year.days_left', 'year.daysLeft']) : readFile(file))
  const program = ts.createProgram(fileNames, options, host)
  const said = program.getSemanticDiagnostics(program.getSourceFile(wrong)).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
  assert.match(said.join('\n'), /daysLeft/)
})

function inCopy(work) {
  const copy = fs.mkdtempSync(path.join(os.tmpdir(), 'planted-'))
  try {
    return work(copy)
  } finally {
    fs.rmSync(copy, { recursive: true })
  }
}
const run = (cwd, ...command) => spawnSync(process.execPath, command, { cwd, encoding: 'utf8', env: { PATH: process.env.PATH } })

test('the pure tests notice an accept that is taken for a refusal', () => inCopy((copy) => {
  fs.cpSync(path.join(folder, '.compiled'), path.join(copy, '.compiled'), { recursive: true })
  fs.cpSync(path.join(folder, 'tests/pure.test.mjs'), path.join(copy, 'tests/pure.test.mjs'))
  const file = path.join(copy, '.compiled/services/subscribing.js')
  fs.writeFileSync(file, planted(fs.readFileSync(file, 'utf8'), ["answer.startsWith('accept')", "!answer.startsWith('accept')"]))
  assert.notEqual(run(copy, '--test', 'tests/').status, 0)
}))

test('the build stops at a fault in a page, a style or a configuration, and says where', () => inCopy((copy) => {
  for (const part of ['preview', 'miniprogram']) fs.cpSync(path.join(folder, part), path.join(copy, part), { recursive: true })
  fs.symlinkSync(fs.realpathSync(path.join(folder, 'node_modules')), path.join(copy, 'node_modules'))
  const plants = [
    ['pages/home/home.wxml', 'bindtap="add"', 'bindtap="ad"', /pages\/home\/home: .*\bad\b/],
    ['pages/home/home.wxss', '.head {', '.head', /Unknown word|Unclosed|CssSyntaxError/],
    ['pages/home/home.json', '{', '', /JSON/],
  ]
  for (const [file, from, to, said] of plants) {
    const whole = path.join(copy, 'miniprogram', file)
    const before = fs.readFileSync(whole, 'utf8')
    fs.writeFileSync(whole, planted(before, [from, to]))
    const { status, stderr } = run(copy, 'preview/build.mjs', path.join(copy, 'dist'))
    assert.notEqual(status, 0)
    assert.match(stderr, said)
    fs.writeFileSync(whole, before)
  }
}))
