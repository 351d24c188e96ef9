// Puts each dependency's mini-program build into miniprogram/miniprogram_npm, as "构建 npm" in WeChat DevTools does.
import fs from 'node:fs'

const { dependencies } = JSON.parse(fs.readFileSync('package.json', 'utf8'))
for (const name of Object.keys(dependencies)) {
  const { miniprogram } = JSON.parse(fs.readFileSync(`node_modules/${name}/package.json`, 'utf8'))
  const target = `miniprogram/miniprogram_npm/${name}`
  fs.rmSync(target, { recursive: true, force: true })
  fs.cpSync(`node_modules/${name}/${miniprogram}`, target, { recursive: true, filter: (file) => !file.endsWith('.d.ts') })
}
