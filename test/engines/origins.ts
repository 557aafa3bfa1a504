import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Letter, type Policy, policiesAt, type Server } from './cases.ts'
import { type HttpServer, headerValue, serve, type WireRequest, type WireResponse } from './http.ts'
import { type OriginOf, respond } from './policy.ts'
import type { LoggedRequest } from './wire.ts'

const letters: Letter[] = ['A', 'B', 'C', 'D']

export interface PageFile {
  type: string
  body: string
}

export interface OriginsOptions {
  /** HTML put first in the page's head, before the page's own script. */
  head?: string
  /** More files of origin A, by path. */
  files?: Record<string, PageFile>
}

/** Four origins of the same machine: A (the page), B and C (same site), D (another host). */
export interface Origins {
  of: OriginOf
  /** To be visited in this order; the last one is the page. The others set the cookie. */
  visits: string[]
  /** From now on, every origin answers below `/c/KEY` by these policies and logs it. */
  open(key: string, server: Server): void
  /** The requests of a key in order of arrival; forgets the key. */
  take(key: string): LoggedRequest[]
  close(): Promise<void>
}

interface Opened {
  server: Server
  log: LoggedRequest[]
  /** How often a list of policies was used. */
  uses: Map<Policy[], number>
}

export async function openOrigins(options: OriginsOptions = {}): Promise<Origins> {
  const opened = new Map<string, Opened>()
  const originOf: OriginOf = { A: '', B: '', C: '', D: '' }
  const servers: HttpServer[] = []
  const files = pageFiles(options)

  async function answer(at: Letter, request: WireRequest): Promise<WireResponse | undefined> {
    const [, key = '', path = ''] = /^\/c\/([^/?]+)(.*)$/.exec(request.target) ?? []
    const state = opened.get(key)
    if (state === undefined) return fileResponse(files, at, request)
    state.log.push({ ...request, at, path })
    const policy = nextPolicy(state, at, path, request)
    if (policy?.delayMs !== undefined) await sleep(policy.delayMs, undefined, { ref: false })
    return policy?.drop === true ? undefined : respond(policy, request, key, originOf)
  }

  for (const letter of letters) {
    const server = await serve(request => answer(letter, request))
    servers.push(server)
    originOf[letter] = `http://${letter === 'D' ? 'localhost' : '127.0.0.1'}:${server.port}`
  }

  return {
    of: originOf,
    visits: [`${originOf.D}/cookie`, `${originOf.A}/cookie`, `${originOf.A}/`],
    open: (key, server) => {
      opened.set(key, { server, log: [], uses: new Map() })
    },
    take: key => {
      const log = opened.get(key)?.log ?? []
      opened.delete(key)
      return log.sort((a, b) => a.time - b.time)
    },
    close: async () => {
      await Promise.all(servers.map(server => server.close()))
    },
  }
}

function nextPolicy(
  state: Opened,
  at: Letter,
  path: string,
  request: WireRequest,
): Policy | undefined {
  const asksFirst =
    request.method === 'OPTIONS' &&
    headerValue(request.headers, 'access-control-request-method') !== undefined
  const policy = policiesAt(state.server, at, path)?.[asksFirst ? 'preflight' : 'actual']
  if (!Array.isArray(policy)) return policy
  const used = state.uses.get(policy) ?? 0
  state.uses.set(policy, used + 1)
  return policy[Math.min(used, policy.length - 1)]
}

function pageFiles({ head = '', files = {} }: OriginsOptions): Record<string, PageFile> {
  // The empty icon keeps browsers from asking for one.
  const icon = '<link rel="icon" href="data:,">'
  return {
    '/': {
      type: 'text/html;charset=utf-8',
      body: `<!doctype html><html><head>${head}${icon}<script src="/page.js"></script></head></html>`,
    },
    '/page.js': {
      type: 'text/javascript;charset=utf-8',
      body: readFileSync(new URL('./page-runner.js', import.meta.url), 'utf8'),
    },
    ...files,
  }
}

function fileResponse(
  files: Record<string, PageFile>,
  at: Letter,
  request: WireRequest,
): WireResponse {
  const cookiePage = request.target === '/cookie'
  const file = cookiePage
    ? { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' }
    : at === 'A'
      ? files[request.target]
      : undefined
  const body = Buffer.from(file?.body ?? '', 'utf8').toString('latin1')
  return {
    status: file === undefined ? 404 : 200,
    headers: [
      ['Content-Type', file?.type ?? 'text/plain'],
      ['Content-Length', String(body.length)],
      ['Cache-Control', 'no-store'],
      ...(cookiePage ? [['Set-Cookie', 'truth=1; Path=/'] as [string, string]] : []),
    ],
    body,
  }
}
