import type { Letter, Pair, Policy } from './cases.ts'
import { headerValue, type WireRequest, type WireResponse } from './http.ts'

export type OriginOf = Record<Letter, string>

/** A policy's answer to one request, its placeholders filled in. */
export function respond(
  policy: Policy | undefined,
  request: WireRequest,
  key: string,
  originOf: OriginOf,
): WireResponse {
  const body = policy?.body ?? ''
  const headers = (policy?.headers ?? []).flatMap(([name, template]): Pair[] => {
    const value = fill(template, request, key, originOf)
    // A header that would only echo something the request does not have is left out.
    return value === '' && template !== '' ? [] : [[name, value]]
  })
  const target = policy?.redirectTo
  if (target !== undefined) {
    const origin = withUserinfo(originOf[target.to], target.userinfo)
    headers.push(['Location', `${origin}${prefix(key)}${target.path}${target.hash ?? ''}`])
  }
  addMissing(headers, 'Cache-Control', 'no-store')
  addMissing(headers, 'Content-Type', 'text/plain')
  addMissing(headers, 'Content-Length', String(Buffer.byteLength(body, 'latin1')))
  return { status: policy === undefined ? 404 : (policy.status ?? 200), headers, body }
}

/** The part of the path that says which case a request belongs to. */
export function prefix(key: string): string {
  return `/c/${key}`
}

function fill(template: string, request: WireRequest, key: string, originOf: OriginOf): string {
  return template.replace(/\$(ORIGIN|ACRM|ACRH|UPA|KEY|[ABCD])/g, (_, name: string) => {
    if (name === 'ORIGIN') return headerValue(request.headers, 'origin') ?? ''
    if (name === 'ACRM') return headerValue(request.headers, 'access-control-request-method') ?? ''
    if (name === 'ACRH') return headerValue(request.headers, 'access-control-request-headers') ?? ''
    if (name === 'UPA') return originOf.A.toUpperCase()
    if (name === 'KEY') return key
    return originOf[name as Letter]
  })
}

function withUserinfo(origin: string, userinfo: string | undefined): string {
  return userinfo === undefined ? origin : origin.replace('://', `://${userinfo}@`)
}

function addMissing(headers: Pair[], name: string, value: string): void {
  if (headerValue(headers, name.toLowerCase()) === undefined) headers.push([name, value])
}
