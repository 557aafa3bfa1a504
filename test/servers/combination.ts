/** What is asked of the servers: calls that pages make, each of a server with one policy. */

import type { RequestListener } from 'node:http'

/** A call as a page makes it with `fetch`. */
export interface Call {
  /** The path. */
  url: string
  method: string
  headers: [string, string][]
  body: string | null
  credentials: 'same-origin' | 'include'
}

/** One call of a server with one policy. */
export interface Combination {
  server: string
  policy: string
  call: Call
}

/** One that can be called. */
export interface Callable extends Combination {
  /** Absolute. */
  url: string
}

const JSON_TYPE: [string, string] = ['content-type', 'application/json']
const FORM_TYPE: [string, string] = ['content-type', 'application/x-www-form-urlencoded']

const call = (method: string, said: Partial<Call> = {}): Omit<Call, 'url'> => ({
  ...{ method, headers: [], body: null, credentials: 'same-origin' },
  ...said,
})

/** The calls by name; `get`, `head` and `form` need no preflight, the last two need one in some engines. */
export const CALLS = {
  get: call('GET'),
  head: call('HEAD'),
  form: call('POST', { headers: [FORM_TYPE], body: 'a=1' }),
  post: call('POST', { headers: [JSON_TYPE, ['x-custom', '1']], body: '{}' }),
  put: call('PUT', { headers: [JSON_TYPE], body: '{}' }),
  patch: call('PATCH', { body: 'a' }),
  delete: call('DELETE'),
  authorization: call('GET', { headers: [['authorization', 'Bearer abc']] }),
  credentials: call('GET', { credentials: 'include' }),
  putCredentials: call('PUT', { headers: [JSON_TYPE], body: '{}', credentials: 'include' }),
  saveData: call('GET', { headers: [['save-data', 'on']] }),
  semicolon: call('POST', { headers: [['content-type', 'text/plain;charset=utf-8;']], body: 'a' }),
} as const satisfies Record<string, Omit<Call, 'url'>>

/** The name of a call. */
export type CallName = keyof typeof CALLS

/** A policy as it is served, and the calls worth making under it. */
export interface Policy<Served> {
  calls: CallName[]
  serve: Served
}

/** Policies by name; the name is the first part of the path. */
export type Policies<Served = RequestListener> = Record<string, Policy<Served>>

/** All combinations of a server that listens at `origin`. */
export const combinationsOf = (
  server: string,
  origin: string,
  policies: Policies<unknown>,
): Callable[] =>
  Object.entries(policies).flatMap(([policy, { calls }]) =>
    calls.map(name => {
      const url = `/${policy}/orders`
      return { server, policy, call: { ...CALLS[name], url }, url: `${origin}${url}` }
    }),
  )
