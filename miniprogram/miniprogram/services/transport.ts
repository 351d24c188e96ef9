import { SERVER } from './config'

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

function send(method: Method, path: string, content: Content | undefined, token: string): Promise<Answer> {
  const header: Record<string, string> = {}
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

async function once<T>(method: Method, path: string, content?: Content): Promise<T> {
  let answer = await send(method, path, content, await signedIn())
  if (answer.statusCode === 401) {
    signOut()
    answer = await send(method, path, content, await signedIn())
  }
  return read<T>(answer)
}

/** One request as the resident, signing in silently when needed. What only reads is asked twice before giving up. */
export async function ask<T>(method: Method, path: string, content?: Content): Promise<T> {
  try {
    return await once<T>(method, path, content)
  } catch (problem) {
    if (method !== 'GET' || !(problem instanceof NoAnswer)) throw problem
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    return once<T>(method, path, content)
  }
}

/** One sentence that says what went wrong and what to do. */
export function sentence(problem: unknown): string {
  if (problem instanceof Refusal) return Object.values(problem.fields).flat()[0] ?? problem.message
  return problem instanceof Error ? problem.message : '没有成功，请再试一次。'
}
