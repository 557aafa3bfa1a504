import type { Case, Letter, WireEntry } from './cases.ts'
import { headerValue, type WireRequest } from './http.ts'
import type { OriginOf } from './policy.ts'

export interface LoggedRequest extends WireRequest {
  at: Letter
  /** Without the case's prefix. */
  path: string
}

/** A browser sends these whether or not the page set them. */
const browserSends =
  /^(accept(-encoding|-language|-charset)?|connection|host|origin|cookie|referer|content-length|user-agent|sec-.*)$/

/** Headers with a field of their own in a wire entry. */
const described = new Set([
  'content-type',
  'access-control-request-method',
  'access-control-request-headers',
])

export function describeRequest(request: LoggedRequest, of: Case, originOf: OriginOf): WireEntry {
  const value = (name: string) => headerValue(request.headers, name)
  const origin = value('origin')
  const acrm = value('access-control-request-method')
  const acrh = value('access-control-request-headers')
  const contentType = value('content-type')
  const cookie = value('cookie') ?? ''
  const sentLength = value('content-length') !== undefined || request.chunked
  const isPreflight = request.method === 'OPTIONS' && acrm !== undefined
  const headers = headersOfThePage(request, of, isPreflight)
  const authorized =
    value('authorization') !== undefined && valuesSet(of, 'authorization').size === 0
  return {
    at: request.at,
    method: request.method,
    path: request.path,
    ...(origin !== undefined && { origin: letterOf(origin, originOf) }),
    ...(isPreflight && { acrm }),
    ...(isPreflight && acrh !== undefined && { acrh }),
    ...(contentType !== undefined && { contentType: withoutRandomBoundary(contentType, of) }),
    ...(sentLength && { bodyLength: bodyLength(request, of) }),
    ...(request.chunked && { chunked: true as const }),
    cookie: /(^|; )truth=1/.test(cookie),
    ...(/(^|; )case=/.test(cookie) && { caseCookie: true as const }),
    ...(authorized && { authorization: true as const }),
    ...(Object.keys(headers).length > 0 && { headers }),
  }
}

function letterOf(origin: string, originOf: OriginOf): string {
  const letters = Object.keys(originOf) as Letter[]
  return letters.find(letter => originOf[letter] === origin) ?? origin
}

function headersOfThePage(
  request: LoggedRequest,
  of: Case,
  isPreflight: boolean,
): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const name of namesSet(of)) {
    const value = headerValue(request.headers, name)
    if (value === undefined || described.has(name)) continue
    if (!browserSends.test(name)) headers[name] = value
    else if (!isPreflight) headers[name] = valuesSet(of, name).has(value) ? value : '(browser)'
  }
  return headers
}

function namesSet(of: Case): Set<string> {
  const pairs = of.steps.flatMap(step => step.headers ?? [])
  return new Set(pairs.map(([name]) => name.toLowerCase()))
}

/** Every value the wire may show for a header if it came from the page. */
function valuesSet(of: Case, name: string): Set<string> {
  const values = new Set<string>()
  for (const { headers = [] } of of.steps) {
    const own = headers
      .filter(([n]) => n.toLowerCase() === name)
      .map(([, value]) => value.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, ''))
    if (own.length === 0) continue
    for (const value of [...own, own.join(', ')]) {
      values.add(value)
      // WebKitGTK sends a Latin-1 value as UTF-8.
      values.add(Buffer.from(value, 'utf8').toString('latin1'))
    }
  }
  return values
}

function hasFormData(of: Case): boolean {
  return of.steps.some(step => step.body?.type === 'formdata')
}

function withoutRandomBoundary(contentType: string, of: Case): string {
  const random = hasFormData(of) && !valuesSet(of, 'content-type').has(contentType)
  return random ? contentType.replace(/boundary=.*$/, 'boundary=*') : contentType
}

function bodyLength(request: LoggedRequest, of: Case): number | 'multipart' {
  return hasFormData(of) && request.bodyLength > 0 ? 'multipart' : request.bodyLength
}
