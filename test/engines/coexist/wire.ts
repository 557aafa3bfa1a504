/** What arrived at origin B, in the terms of a verdict. */

import type { Call } from '../../../src/browsers/call.ts'
import { headerValue } from '../http.ts'
import type { LoggedRequest } from '../wire.ts'

/** A request without what differs from run to run. */
export interface Arrived {
  path: string
  method: string
  acrm: string | undefined
  acrh: string | undefined
  /** Headers that a page or its libraries may have set, sorted. */
  headers: string[]
  bodyLength: number
}

/** Browsers send these by themselves; the rest of a preflight is said by its other fields. */
const OF_BROWSERS =
  /^(accept-.*|cache-control|connection|content-length|cookie|host|origin|pragma|priority|referer|sec-.*|te|user-agent|access-control-request-.*)$/
const RANDOM = /^(traceparent|tracestate|sentry-trace|baggage|request-id|x-datadog-.*)$/

export function arrived({ path, method, headers, bodyLength }: LoggedRequest): Arrived {
  const ofThePage = headers
    .map(([name, value]): [string, string] => [name.toLowerCase(), value])
    .filter(([name]) => !OF_BROWSERS.test(name))
    .map(([name, value]) => `${name}: ${RANDOM.test(name) ? '*' : withoutBoundary(value)}`)
  return {
    path,
    method,
    acrm: headerValue(headers, 'access-control-request-method'),
    acrh: headerValue(headers, 'access-control-request-headers'),
    headers: ofThePage.sort(),
    // The length of a multipart body is that of its random boundary.
    bodyLength: ofThePage.some(header => header.includes('multipart')) ? -1 : bodyLength,
  }
}

/** Calls that end before their answer: how far they came by then is a race. */
const RACING = /(^|-)(slow|late)$/

/** What is the same in each run, by path: a beacon comes when it comes. */
export const steady = (wire: readonly Arrived[]): Arrived[] =>
  wire
    .filter(({ path }) => !RACING.test(lastPart(path)))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))

/** The last part of a URL or path, which names the call. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1)

const withoutBoundary = (value: string) => value.replace(/boundary=.*$/, 'boundary=*')

/** The preflight of each call as text, or `none`. */
type ByPath = Record<string, string>

/** What a watcher said of the preflights, by the last part of each path, in order. */
export function saidOf(calls: readonly Call[]): ByPath {
  return byPath(
    calls.map(({ url, verdict: { request } }) => ({
      path: new URL(url).pathname,
      said: request ? `${request.method} ${request.headers.join(',')}` : 'none',
    })),
  )
}

/** The preflights that arrived, by the last part of each path, in order. */
export function sentOf(wire: readonly Arrived[]): ByPath {
  const sent: { path: string; said: string }[] = []
  let asked: string | undefined
  const requests = steady(wire)
  requests.forEach((request, index) => {
    if (request.acrm === undefined) {
      sent.push({ path: request.path, said: asked ?? 'none' })
      asked = undefined
      return
    }
    asked = `${request.acrm} ${request.acrh ?? ''}`
    // A preflight that failed has no request after it.
    const next = requests[index + 1]
    if (next?.path !== request.path || next.acrm !== undefined) {
      sent.push({ path: request.path, said: asked })
      asked = undefined
    }
  })
  return byPath(sent)
}

function byPath(list: { path: string; said: string }[]): ByPath {
  const found: ByPath = {}
  for (const { path, said } of list) {
    const name = lastPart(path)
    if (RACING.test(name)) continue
    found[name] = name in found ? `${found[name]}; ${said}` : said
  }
  return found
}
