// What the compilers of templates, styles and types do not see: names that are nowhere, words that cannot grow, a prompt
// that WeChat would refuse. The build stops at any of it.
import ts from 'typescript'

const MUSTACHE = /\{\{(.*?)\}\}/g
const HANDLER = /\b(?:bind|catch):?[a-z]+="([^"{]+)"/g
const LOOP_NAME = /wx:for-(?:item|index)="([^"]+)"/g
const FONT = /var\(--td-font-((?:mark|body|title|headline|display)-\w+)\)/g
const PROMPT = 'wx.requestSubscribeMessage'

const firsts = (text, pattern) => [...text.matchAll(pattern)].map(([, found]) => found)

/** Every name in a script; what only its comments say is none. */
function identifiersOf(script) {
  const found = new Set()
  const visit = (node) => { if (ts.isIdentifier(node)) found.add(node.text); node.forEachChild(visit) }
  visit(parsed(script))
  return found
}
const parsed = (code) => ts.createSourceFile('it.ts', code, ts.ScriptTarget.ES2020, true)

/** The variables that an expression of a template reads. */
function namesIn(expression) {
  const names = []
  const visit = (node) => {
    const isName = ts.isIdentifier(node) && !(ts.isPropertyAccessExpression(node.parent) && node.parent.name === node)
    if (isName && node.text !== 'undefined') names.push(node.text)
    node.forEachChild(visit)
  }
  visit(parsed(`(${expression})`))
  return names
}

/** Whether something is awaited before WeChat's prompt is asked for: then it is no longer the tap. */
function promptsTooLate(script) {
  const source = parsed(script)
  const prompts = []
  const visit = (node, around) => {
    const inner = ts.isFunctionLike(node) ? node : around
    if (ts.isCallExpression(node) && node.expression.getText(source) === PROMPT) prompts.push({ at: node.pos, around: inner })
    node.forEachChild((child) => visit(child, inner))
  }
  visit(source, source)
  const awaits = (node, before) => ts.isAwaitExpression(node) && node.end <= before || node.forEachChild((child) => awaits(child, before) || undefined)
  return prompts.some(({ at, around }) => awaits(around, at))
}

/** What is wrong with a page or a component, as sentences. */
export function faultsIn({ name, wxml, script, isPage }) {
  const known = identifiersOf(script)
  const isKnown = (word) => known.has(word)
  const inLoops = new Set(['item', 'index', ...firsts(wxml, LOOP_NAME)])
  const unknown = firsts(wxml, MUSTACHE).flatMap(namesIn).filter((word) => !inLoops.has(word) && !isKnown(word))
  return [
    ...firsts(wxml, HANDLER).filter((word) => !isKnown(word)).map((word) => `${name}: a tap or change calls ${word}, which is nowhere`),
    ...unknown.map((word) => `${name}: {{${word}}} is nowhere`),
    ...isPage && !wxml.startsWith('<page-meta page-style="{{pageStyle}}" />') ? [`${name}: page-meta has to come first, so that words can grow`] : [],
    ...promptsTooLate(script) ? [`${name}: ${PROMPT} after an await, which WeChat refuses`] : [],
  ]
}

/** Fonts used in `wxss` whose size does not grow with --scale in the app's own style. */
export function unscaled(wxss, appStyle) {
  return firsts(wxss, FONT).filter((font) => !new RegExp(`--td-font-size-${font}: calc\\(\\d+rpx \\* var\\(--scale\\)\\);`).test(appStyle))
}
