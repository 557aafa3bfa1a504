import { readFileSync } from 'node:fs'

export type Letter = 'A' | 'B' | 'C' | 'D'
export type Pair = [name: string, value: string]

export interface Body {
  type:
    | 'string'
    | 'blob'
    | 'formdata'
    | 'urlsearchparams'
    | 'arraybuffer'
    | 'typedarray'
    | 'dataview'
    | 'stream'
    | 'document'
  value: string
  mime?: string
  repeat?: number
  file?: boolean
}

export interface UploadListener {
  type: string
  how: string
  target?: 'xhr'
}

export interface XhrOptions {
  withCredentials?: boolean
  async?: boolean
  responseType?: string
  timeout?: number
  overrideMimeType?: string
  user?: string
  password?: string
  upload?: UploadListener[]
  uploadWhen?: 'before-open' | 'after-open' | 'after-send'
}

export interface Step {
  api: 'fetch' | 'xhr' | 'beacon' | 'eventsource'
  to: Letter
  path?: string
  method?: string
  headers?: Pair[]
  headersAs?: 'pairs' | 'object' | 'Headers'
  body?: Body
  mode?: string
  credentials?: string
  redirect?: string
  cache?: string
  keepalive?: boolean
  referrerPolicy?: string
  integrity?: string
  priority?: string
  viaRequest?: true | 'twice' | 'clone' | 'override'
  override?: Record<string, unknown>
  userinfo?: string
  withCredentials?: boolean
  waitMs?: number
  xhr?: XhrOptions
}

export interface Policy {
  status?: number
  headers?: Pair[]
  body?: string
  redirectTo?: { to: Letter; path: string; userinfo?: string; hash?: string }
  delayMs?: number
  drop?: boolean
}

export interface Policies {
  preflight?: Policy | Policy[]
  actual?: Policy | Policy[]
}

export type Server = { [letter in Letter]?: Policies | { paths: Record<string, Policies> } }

export interface Case {
  id: string
  family: 'classify' | 'enforce' | 'cache' | 'redirect'
  note: string
  edge?: boolean
  steps: Step[]
  server: Server
}

/** One request as it arrived. A field that is absent was absent on the wire. */
export interface WireEntry {
  at: Letter
  method: string
  path: string
  origin?: string
  acrm?: string
  acrh?: string
  contentType?: string
  bodyLength?: number | 'multipart'
  chunked?: true
  cookie: boolean
  caseCookie?: true
  authorization?: true
  headers?: Record<string, string>
}

/** What the page saw of one step. */
export interface Seen {
  outcome: 'ok' | 'error' | 'throws' | 'timeout'
  errorName?: string
  where?: string
  status?: number
  type?: string
  redirected?: boolean
  url?: string
  bodyText?: string
  uploadEvents?: string[]
  visibleHeaders?: string[]
}

export interface StepObservation extends Seen {
  wire: WireEntry[]
}

export interface Observation {
  id: string
  /** Set only when the page never answered for the case. */
  outcome?: 'hang'
  steps?: StepObservation[]
  collected?: unknown
}

export function readJsonLines<T>(file: string): T[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as T)
}

export function policiesAt(server: Server, letter: Letter, path: string): Policies | undefined {
  const there = server[letter]
  if (there === undefined || !('paths' in there)) return there
  return there.paths[path] ?? there.paths[path.replace(/\?.*$/, '')]
}

/** The policies whose headers a page may come to see. */
export function actualPolicies(server: Server): Policy[] {
  return Object.values(server)
    .flatMap(there => ('paths' in there ? Object.values(there.paths) : [there]))
    .flatMap(({ actual = [] }) => actual)
}
