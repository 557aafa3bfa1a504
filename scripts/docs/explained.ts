/** Runs snippets; what they would send is explained instead. */

import { runInThisContext } from 'node:vm'
import type { Verdict } from '../../src/browsers/verdict.ts'
import { serverLines } from '../../src/explain/call.ts'
import { type ExplainContext, explain } from '../../src/explain.ts'
import type { Initiator } from '../../src/standard/description.ts'
import type { Snippet } from './snippet.ts'

/** A call that a snippet has made, and the verdict on it. */
export interface Made {
  readonly url: string
  readonly init: RequestInit
  readonly initiator: Initiator
  readonly verdict: Verdict
}

/** Runs a snippet, which has to make one call. */
export async function explained({ code, origin, browser }: Snippet): Promise<Made> {
  const made: Made[] = []
  const make = (input: string, init: RequestInit, context: ExplainContext = {}) => {
    const verdict = explain(input, init, { ...context, origin, browser })
    const { href: url } = new URL(input, origin === 'null' ? undefined : origin)
    made.push({ url, init, initiator: context.initiator ?? 'fetch', verdict })
  }

  class Xhr {
    withCredentials = false
    #method = ''
    #url = ''
    readonly #headers: [string, string][] = []
    readonly #listeners = new Set<string>()
    readonly upload = Object.assign(Object.create(null), {
      addEventListener: (type: string) => void this.#listeners.add(type),
      removeEventListener: (type: string) => void this.#listeners.delete(type),
    })

    open(method: string, url: string) {
      this.#method = method
      this.#url = url
    }

    setRequestHeader(name: string, value: string) {
      this.#headers.push([name, value])
    }

    send(body: BodyInit | null = null) {
      const handlers = Object.keys(this.upload).filter(key => key.startsWith('on'))
      const types = handlers.filter(key => this.upload[key]).map(key => key.slice(2))
      const credentials = this.withCredentials ? 'include' : 'same-origin'
      const init = { method: this.#method, headers: this.#headers, body, credentials } as const
      const uploadListeners = [...this.#listeners, ...types]
      make(this.#url, init, { initiator: 'xmlhttprequest', uploadListeners })
    }
  }

  const fetch = async (url: string, init: RequestInit = {}) => {
    make(url, init)
    return new Response()
  }
  const navigator = {
    sendBeacon: (url: string, body: BodyInit) =>
      make(url, { body, credentials: 'include' }, { initiator: 'beacon' }),
  }
  const body = `(async (fetch, XMLHttpRequest, navigator) => {\n${code}\n})`
  await runInThisContext(body)(fetch, Xhr, navigator)
  if (made.length !== 1) throw new Error(`makes ${made.length} calls, not one:\n${code}`)
  return made[0]!
}

/** The codes of a verdict. */
export const codesOf = ({ blocked, reasons }: Verdict): string[] =>
  blocked ? [blocked.code] : reasons.map(({ code }) => code)

/** The lines of a preflight that matter here. */
export function preflightOf({ url, verdict: { request } }: Made, origin: string): string[] {
  const { host, pathname, search } = new URL(url)
  if (!request) throw new Error(`no preflight for ${url}`)
  return [
    `OPTIONS ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    `Access-Control-Request-Method: ${request.method}`,
    ...(request.headers.length > 0
      ? [`Access-Control-Request-Headers: ${request.headers.join(',')}`]
      : []),
  ]
}

/** The answer that the console recommends. */
export const answerTo = ({ url, init, verdict }: Made, origin: string): string[] => [
  'HTTP/1.1 204 No Content',
  ...serverLines(
    { method: `${init.method}`, url, credentials: `${init.credentials}`, verdict },
    origin,
  ),
]
