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

/** What may pass by itself: something in between was not up to it. */
const PASSING = [502, 503, 504]
const CHANGED = 412

interface Answer { statusCode: number, data: unknown, header: Record<string, string> }
interface ErrorBody { code?: string, message?: string, fields?: Record<string, string[]> }

/** Something that can be changed, and the version that was read: a change sends it back, so that none is overwritten unseen. */
export interface Versioned<T> { value: T, version: string }

function send(method: Method, path: string, content: Content | undefined, header: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    wx.request({
      url: SERVER + path,
      method: method === 'PATCH' ? 'POST' : method, // wx.request cannot send it
      data: content && Object.fromEntries(Object.entries(content).filter(([, value]) => value !== undefined)),
      header: method === 'PATCH' ? { ...header, 'X-HTTP-Method-Override': method } : header,
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
  return read<{ access: string }>(await send('POST', '/auth/login', { code }, {})).access
}

function signedIn(): Promise<string> {
  token ??= signIn().catch((problem) => { token = null; throw problem })
  return token
}

/** After the account was erased, the next request begins a new one. */
export function signOut(): void { token = null }

/** The version of an answer; whatever compresses answers on the way marks it as weak, and no weak one is ever matched. */
function versionIn({ header }: Answer): string {
  const [, version = ''] = Object.entries(header).find(([name]) => name.toLowerCase() === 'etag') ?? []
  return version.replace(/^W\//, '')
}

async function once<T>(method: Method, path: string, content?: Content, header: Record<string, string> = {}): Promise<Versioned<T>> {
  const asResident = async () => send(method, path, content, { ...header, Authorization: `Bearer ${await signedIn()}` })
  let answer = await asResident()
  if (answer.statusCode === 401) {
    signOut()
    answer = await asResident()
  }
  return { value: read<T>(answer), version: versionIn(answer) }
}

/** One request as the resident, signing in silently when needed. */
export async function ask<T>(method: Method, path: string, content?: Content, version = ''): Promise<T> {
  return (await askVersion<T>(method, path, content, version)).value
}

/**
 * `ask`, with the version of the answer; a change is made only to the `version` it was made for. What does the same
 * however often it arrives is sent twice before giving up.
 */
export function askVersion<T>(method: Method, path: string, content?: Content, version = ''): Promise<Versioned<T>> {
  const asking = () => once<T>(method, path, content, version ? { 'If-Match': version } : {})
  if (method !== 'GET') unanswered.clear()
  if (method === 'DELETE') return twice(asking, () => asking().catch(unlessGone))
  return method === 'GET' || method === 'PUT' ? twice(asking) : asking()
}

/** What is not there when it is deleted again went the first time. */
function unlessGone(problem: unknown): Versioned<never> {
  if (problem instanceof Refusal && problem.status === 404) return { value: undefined as never, version: '' }
  throw problem
}

/** The numbers of what was sent to be made and never answered. */
const unanswered = new Map<string, string>()

/**
 * A POST that makes something, sent again if no answer came; by its number the server makes it once. Who then taps
 * again sends it under the same number, until something was changed: after that the same may be meant anew.
 */
export async function make<T>(path: string, content: Content): Promise<T> {
  const act = `${path} ${JSON.stringify(content)}`
  const key = unanswered.get(act) ?? keyOfAct(Date.now(), Math.random())
  unanswered.set(act, key)
  try {
    const { value } = await twice(() => once<T>('POST', path, content, { 'Idempotency-Key': key }))
    unanswered.delete(act)
    return value
  } catch (problem) {
    if (!isAway(problem)) unanswered.delete(act)
    throw problem
  }
}

async function twice<T>(asking: () => Promise<T>, again = asking): Promise<T> {
  try {
    return await asking()
  } catch (problem) {
    if (!isPassing(problem)) throw problem
    await new Promise((resolve) => setTimeout(resolve, PAUSE))
    return again()
  }
}

const isPassing = (problem: unknown): boolean => problem instanceof NoAnswer || problem instanceof Refusal && PASSING.includes(problem.status)

/** Whether the server itself has no answer now, so that the last one is worth showing. */
export const isAway = (problem: unknown): boolean => problem instanceof NoAnswer || problem instanceof Refusal && problem.status >= 500

/** Whether a change was refused because another one came first; to be said after showing how it is now. */
export const wasChanged = (problem: unknown): boolean => problem instanceof Refusal && problem.status === CHANGED
export const CHANGED_MEANWHILE = '这一项刚刚改过，可能是家里别的手机改的。现在显示的是最新的，请看一看，要改再改。'

/** One sentence that says what went wrong and what to do. */
export function sentence(problem: unknown): string {
  if (problem instanceof Refusal) return Object.values(problem.fields).flat()[0] ?? problem.message
  return problem instanceof Error ? problem.message : '没有成功，请再试一次。'
}
