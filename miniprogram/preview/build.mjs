// Compiles the mini-program in miniprogram/ into a web page that runs the same WXML, WXSS and TypeScript in a browser, on
// glass-easel: the component framework WeChat itself uses. `node preview/build.mjs [FOLDER]`; `make run` serves the folder.
import fs from 'node:fs'
import path from 'node:path'
import { createRequire } from 'node:module'
import { TmplGroup } from 'glass-easel-template-compiler'
import postcss from 'postcss'
import ts from 'typescript'
import { elements } from './elements.mjs'
import { faultsIn, unscaled } from './rules.mjs'

const require = createRequire(import.meta.url)
const here = import.meta.dirname
const root = path.join(here, '../miniprogram')
const out = path.resolve(process.argv[2] ?? path.join(here, 'dist'))
const MAIN_PACKAGE_LIMIT = 1024 * 1024 // half of what WeChat allows, so that it opens fast on a village's network

const used = new Map() // every file reached from app.json → its size: what WeChat would upload
function read(file) {
  const text = fs.readFileSync(path.join(root, file), 'utf8')
  used.set(file, Buffer.byteLength(text))
  return text
}
const exists = (file) => fs.statSync(path.join(root, file), { throwIfNoEntry: false })?.isFile() ?? false
const REQUIRE = /\brequire\((['"])([^'"]+)\1\)/g

// A path in usingComponents or require(): from the root (/…), relative, or in a miniprogram_npm folder above.
function resolve(from, target, fits) {
  if (target.startsWith('/')) return target.slice(1)
  const near = path.posix.join(path.posix.dirname(from), target)
  if (fits(near)) return near
  for (let dir = path.posix.dirname(from); ; dir = path.posix.dirname(dir)) {
    const candidate = path.posix.join(dir, 'miniprogram_npm', target)
    if (fits(candidate)) return candidate
    if (dir === '.') throw new Error(`${from}: cannot find ${target}`)
  }
}

// ---- scripts: TypeScript and ES modules → CommonJS ----
const modules = {}
const scriptOf = (p) => [`${p}.ts`, `${p}.js`, `${p}/index.ts`, `${p}/index.js`, p].find((f) => /\.[jt]s$/.test(f) && exists(f))
function addModule(file) {
  if (modules[file]) return
  const { outputText } = ts.transpileModule(read(file), {
    fileName: file,
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2020, esModuleInterop: true, inlineSourceMap: true },
  })
  const links = {}
  modules[file] = { links, source: outputText }
  for (const [, , target] of outputText.matchAll(REQUIRE)) {
    links[target] = scriptOf(resolve(file, target, scriptOf))
    addModule(links[target])
  }
}

// ---- templates: WXML and WXS ----
const templates = new TmplGroup()
const seen = new Set()
function addTemplate(p, wxml = read(`${p}.wxml`)) {
  if (seen.has(p)) return
  seen.add(p)
  for (const { isError, startLine, message } of templates.addTmpl(p, wxml)) {
    if (isError || !p.startsWith('miniprogram_npm/')) throw new Error(`${p}.wxml:${startLine + 1}: ${message}`)
  }
  templates.getDirectDependencies(p).forEach((dep) => addTemplate(dep))
  templates.getScriptDependencies(p).forEach(addScript)
}
function addScript(p) { // .wxs
  if (seen.has(`${p}.wxs`)) return
  seen.add(`${p}.wxs`)
  const source = read(`${p}.wxs`)
    .replace(/\.constructor\b/g, '.constructor.name') // in WXS it is a string: 'Array'
    .replace(/\.wxs(?=['"]\))/g, '') // glass-easel names scripts without their extension
  templates.addScript(p, source)
  for (const [, , target] of source.matchAll(REQUIRE)) addScript(path.posix.join(path.posix.dirname(p), target))
}

// ---- styles: rpx → viewport units, @import inlined, class names scoped per component as WeChat isolates them ----
function inlined(file) {
  return read(file).replace(/@import\s+['"]([^'"]+)['"]\s*;/g, (_, target) =>
    inlined(target.startsWith('/') ? target.slice(1) : path.posix.join(path.posix.dirname(file), target)))
}
function style(p, scope) {
  if (!exists(`${p}.wxss`)) return ''
  const css = postcss.parse(inlined(`${p}.wxss`))
  css.walkAtRules('font-face', (rule) => rule.remove()) // an icon font from a CDN: the preview asks nobody but this machine
  css.walkDecls((decl) => { decl.value = decl.value.replace(/(-?\d*\.?\d+)rpx\b/g, 'calc($1 * var(--rpx))') })
  css.walkRules((rule) => {
    if (rule.parent.type === 'atrule' && rule.parent.name.endsWith('keyframes')) return
    rule.selector = rule.selector.replace(/(^|[\s,>+~])page\b/g, '$1wx-page').replace(/:host\b/g, `[wx-host="${scope}"]`)
    if (scope) rule.selector = rule.selector.replace(/\.(-?[_a-zA-Z][\w-]*)/g, `.${scope}--$1`)
    if (app.pages.includes(p)) rule.selectors = rule.selectors.map((s) => `:where([route="${p}"]) ${s}`.replace(/ wx-page\b/, ''))
  })
  return css.toString()
}

// ---- components, pages first ----
const app = JSON.parse(read('app.json'))
const components = {}
function addComponent(p) {
  if (components[p]) return
  const config = JSON.parse(read(`${p}.json`))
  const scope = config.component && !['shared', 'page-shared'].includes(config.styleIsolation) ? `c${Object.keys(components).length}` : ''
  const usingComponents = {}
  components[p] = { config: { ...config, usingComponents }, script: scriptOf(p), style: style(p, scope), scope }
  addTemplate(p)
  addModule(scriptOf(p))
  if (!p.startsWith('miniprogram_npm/')) hold(p)
  for (const [tag, target] of Object.entries({ ...app.usingComponents, ...config.usingComponents })) {
    const found = resolve(p, target, (c) => exists(`${c}.json`))
    usingComponents[tag] = `/${found}`
    addComponent(found)
  }
}
/** Our own pages and components obey the rules of the house. */
function hold(p) {
  const isPage = app.pages.includes(p)
  const faults = faultsIn({ name: p, wxml: read(`${p}.wxml`), script: read(scriptOf(p)), isPage })
  const fonts = exists(`${p}.wxss`) ? unscaled(read(`${p}.wxss`), read('app.wxss')) : []
  const said = [...faults, ...fonts.map((font) => `${p}.wxss: ${font} does not grow with --scale; add it to app.wxss`)]
  if (said.length) throw new Error(said.join('\n'))
}
addModule(scriptOf('app'))
app.pages.forEach(addComponent)
for (const [tag, { wxml }] of Object.entries(elements)) addTemplate(`elements/${tag}`, wxml)

const size = [...used.values()].reduce((a, b) => a + b, 0)
if (size > MAIN_PACKAGE_LIMIT) throw new Error(`main package is ${size} bytes, over our 1 MB`)

fs.mkdirSync(out, { recursive: true })
const table = Object.entries(modules).map(([file, { links, source }]) =>
  `${JSON.stringify(file)}: [${JSON.stringify(links)}, function (module, exports, require) {\n${source}\n}]`)
fs.writeFileSync(path.join(out, 'app.js'), `window.__app = {
app: ${JSON.stringify(app)},
theme: ${JSON.stringify(JSON.parse(read(app.themeLocation)))},
appScript: ${JSON.stringify(scriptOf('app'))},
appStyle: ${JSON.stringify(style('app', ''))},
components: ${JSON.stringify(components)},
templates: ${templates.getTmplGenObjectGroups()},
modules: {
${table.join(',\n')}
} }`)
fs.copyFileSync(require.resolve('glass-easel'), path.join(out, 'glass-easel.js'))
fs.copyFileSync(require.resolve('glass-easel-miniprogram-adapter'), path.join(out, 'adapter.js'))
for (const file of ['index.html', 'phone.css', 'runtime.mjs', 'wx.mjs', 'sheets.mjs', 'elements.mjs']) fs.copyFileSync(path.join(here, file), path.join(out, file))
const weights = {} // KiB by page, and of what all pages share
for (const [file, bytes] of used) {
  const folder = file.split('/').slice(0, file.startsWith('pages/') ? 2 : 1).join('/')
  weights[folder] = Math.round((weights[folder] ?? 0) * 1024 + bytes) / 1024
}
fs.writeFileSync(path.join(out, 'weight.json'), JSON.stringify({ bytes: size, pages: app.pages, kib: weights }))
console.log(`${app.pages.length} pages, ${Object.keys(components).length} components, ${Math.ceil(size / 1024)} KiB of 1024 KiB`)
