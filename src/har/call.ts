/** An entry of a HAR, as far as it is about CORS. */

import { sortHeaders } from '../request/browser-headers.ts'
import { describeStated, statedCall } from '../request/stated.ts'
import type { HeaderValues } from '../standard/cors-check.ts'
import type { Description } from '../standard/description.ts'
import type { HarEntry, HarHeader } from './read.ts'

/** What preflights and other calls have in common. */
interface Recorded {
  readonly url: URL
  readonly origin: string
  /** When it began, in milliseconds. */
  readonly began: number
  readonly ms: number
  /** 0 where the browser saw none, or refused what it saw. */
  readonly status: number
  readonly answer: HeaderValues
}

/** A preflight that was sent. */
export interface RecordedPreflight extends Recorded {
  readonly kind: 'preflight'
  readonly method: string
  readonly headers: readonly string[]
}

/** A call to another origin. */
export interface RecordedCall extends Recorded {
  readonly kind: 'call'
  readonly description: Description
}

/**
 * Reads an entry; null for what CORS has nothing to do with.
 *
 * @throws TypeError for what can't be understood.
 */
export function recordedFrom(entry: HarEntry): RecordedPreflight | RecordedCall | null {
  const { request, response, startedDateTime, time } = entry
  const method = `${request?.method}`
  const url = new URL(`${request?.url}`)
  const headers = headersOf(request?.headers)
  const value = (name: string) => joined(headers, name)
  const origin = value('origin')
  // Without it, it is no call with CORS; and forms and WebSockets have one too.
  if (origin === null || origin === url.origin || !/^https?:$/.test(url.protocol)) return null
  if (/^(navigate|websocket|no-cors)$/.test(value('sec-fetch-mode') ?? '')) return null
  const answered = headersOf(response?.headers)
  const recorded: Recorded = {
    url,
    origin,
    began: Date.parse(`${startedDateTime}`) || 0,
    ms: typeof time === 'number' && time > 0 ? time : 0,
    status: typeof response?.status === 'number' ? response.status : 0,
    answer: { get: name => joined(answered, name) },
  }
  const asked = value('access-control-request-method')
  if (method === 'OPTIONS' && asked !== null) {
    const names = value('access-control-request-headers') ?? ''
    const list = names.split(',').map(name => name.trim().toLowerCase())
    return { ...recorded, kind: 'preflight', method: asked, headers: list.filter(Boolean) }
  }
  const { own, cookie } = sortHeaders(headers.map(({ name, value: text }) => [name, text] as const))
  const call = statedCall(url.href, {
    method,
    headers: own,
    credentials: cookie === null ? 'same-origin' : 'include',
  })
  return { ...recorded, kind: 'call', description: describeStated(call, origin) }
}

/** What has a name and a value. */
const headersOf = (headers: unknown): HarHeader[] =>
  (Array.isArray(headers) ? headers : []).filter(
    (header: Partial<HarHeader> | null): header is HarHeader =>
      typeof header?.name === 'string' && typeof header.value === 'string',
  )

/** All lines of a name joined; some programs join them by line breaks. */
function joined(headers: readonly HarHeader[], name: string): string | null {
  const values = headers.filter(header => header.name.toLowerCase() === name)
  return values.length > 0
    ? values.map(({ value }) => value.replace(/\n/g, ', ').trim()).join(', ')
    : null
}
