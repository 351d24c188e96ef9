// 开发版 talks to `make run` on this machine, 体验版 and 正式版 to the servers of the owner.
const SERVERS = {
  develop: 'http://127.0.0.1:8000',
  trial: 'https://staging.yibao.example.org',
  release: 'https://yibao.example.org',
}
export const SERVER = `${SERVERS[wx.getAccountInfoSync().miniProgram.envVersion]}/api/v1`
