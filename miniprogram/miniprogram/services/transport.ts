import { SERVER } from './config'
import { keyOfAct } from './keys'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type Content = Record<string, unknown>
const PATIENCE = 10_000
const PAUSE = 800

/** The server's refusal; its message is a sentence for people, `fields` names what to mend. */
export class Refusal extends Error {
  constructor(readonly status: number, readonly code: string, message: string, readonly fields: Record<string, string[]>) {
    super(message)
  }
}

/** No answer came: no network, or the server is away. */
export class NoAnswer extends Error {
  constructor() { super('网络不通，请检查网络后再试。') }
}

interface Answer { statusCode: number, data: unknown }
interface ErrorBody { code?: string, message?: string, fields?: Record<string, string[]> }

function send(method: Method, path: string, content: Content | undefined, token: string, key = ''): Promise<Answer> {
  const header: Record<string, string> = {}
  if (key) header['Idempotency-Key'] = key
  if (token) header.Authorization = `Bearer ${token}`
  if (method === 'PATCH') header['X-HTTP-Method-Override'] = 'PATCH' // wx.request cannot send it
  return new Promise((resolve, reject) => {
    wx.request({
      url: SERVER + path,
      method: method === 'PATCH' ? 'POST' : method,
      data: content && Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)),
      header,
      timeout: PATIENCE,
      success: resolve,
      fail: () => reject(new NoAnswer()),
    })
  })
}

function read<T>({ statusCode, data }: Answer): T {
  if (statusCode < 400) return data as T
  const { code = '', message, fields = {} } = (typeof data === 'object' ? data : {}) as ErrorBody
  throw new Refusal(statusCode, code, message ?? '服务暂时出了问题，请稍后再试。', fields)
}

let token: Promise<string> | null = null

async function signIn(): Promise<string> {
  const { code } = await wx.login().catch(() => { throw new NoAnswer() })
  return read<{ access: string }>(await send('POST', '/auth/login', { code }, '')).access
}

function signedIn(): Promise<string> {
  token ??= signIn().catch((problem) => { token = null; throw problem })
  return token
}

/** After the account was erased, the next request begins a new one. */
export function signOut(): void { token = null }

async function once<T>(method: Method, path: string, content?: Content, key?: string): Promise<T> {
  let answer = await send(method, path, content, await signedIn(), key)
  if (answer.statusCode === 401) {
    signOut()
    answer = await send(method, path, content, await signedIn(), key)
  }
  return read<T>(answer)
}

/** One request as the resident, signing in silently when needed. What only reads is asked twice before giving up. */
export function ask<T>(method: Method, path: string, content?: Content): Promise<T> {
  return method === 'GET' ? twice(() => once<T>(method, path, content)) : once<T>(method, path, content)
}

/** A POST that makes something, sent again if no answer came; by its number the server makes it once. */
export function make<T>(path: string, content: Content): Promise<T> {
  const key = keyOfAct(Date.now(), Math.random())
  return twice(() => once<T>('POST', path, content, key))
}

async function twice<T>(asking: () => Promise<T>): Promise<T> {
  try {
    return await asking()
  } catch (problem) {
    if (!(problem instanceof NoAnswer)) throw problem
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    return asking()
  }
}

/** One sentence that says what went wrong and what to do. */
export function sentence(problem: unknown): string {
  if (problem instanceof Refusal) return Object.values(problem.fields).flat()[0] ?? problem.message
  return problem instanceof Error ? problem.message : '没有成功，请再试一次。'
}
