// `npm run compile`: WeChat's own compiler over this folder, without network, key or upload. It is in miniprogram-ci, which
// is too large to be a dependency: npm install --no-save miniprogram-ci@2.1.42
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'

const folder = path.join(import.meta.dirname, '..')
const archive = path.join(os.tmpdir(), 'yibao-miniprogram.zip')
const ci = createRequire(path.join(folder, 'package.json'))('miniprogram-ci')
const project = new ci.Project({
  appid: 'touristappid', type: 'miniProgram', projectPath: folder, privateKeyPath: path.join(folder, 'package.json'),
})
// What WeChat's server would be asked about the account.
project.attr = async () => ({ appType: 0, setting: { MaxCodeSize: 2, MaxSubpackageSubCodeSize: 2, MaxSubpackageFullCodeSize: 20 } })
try {
  await ci.getCompiledResult({ version: '0', project, setting: { useProjectConfig: true } }, archive)
  console.log(`compiled: ${archive}`)
  process.exit()
} catch (problem) {
  console.error(problem.message ?? problem)
  process.exit(1)
}
