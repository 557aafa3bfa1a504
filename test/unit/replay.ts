/** A recorded case, turned into the description that the interceptor would make of it. */

import { readFileSync } from 'node:fs'
import type { Browser } from '../../src/browsers/rules.ts'
import type { Verdict } from '../../src/browsers/verdict.ts'
import { verdictOn } from '../../src/browsers/verdict.ts'
import { describeBeacon } from '../../src/request/beacon.ts'
import { describeEventSource } from '../../src/request/eventsource.ts'
import { describeFetch } from '../../src/request/fetch.ts'
import type { Page } from '../../src/request/page.ts'
import { readHeaders } from '../../src/request/read-headers.ts'
import { describeXhr } from '../../src/request/xhr.ts'
import type { Description } from '../../src/standard/description.ts'
import { toHeader } from '../../src/standard/header.ts'
import { normalizeMethod } from '../../src/standard/method.ts'

/** What the wire says of a step, in the words of a verdict. */
export const sent = (wire: readonly Wire[]) => {
  const preflight = wire.find(({ acrm }) => acrm !== undefined)
  return preflight
    ? { method: preflight.acrm, headers: preflight.acrh ? preflight.acrh.split(',') : [] }
    : null
}

type Pair = [string, string]

export interface Step {
  api: Description['initiator'] | 'xhr'
  to: 'A' | 'B' | 'C' | 'D'
  path?: string
  method?: string
  headers?: Pair[]
  headersAs?: 'pairs' | 'object' | 'Headers'
  body?: { type: string; value: string; mime?: string; repeat?: number; file?: string }
  mode?: RequestMode
  credentials?: RequestCredentials
  cache?: RequestCache
  viaRequest?: true | 'twice' | 'clone' | 'override'
  override?: RequestInit
  userinfo?: string
  withCredentials?: boolean
  xhr?: {
    withCredentials?: boolean
    async?: boolean
    upload?: { type: string; how: string; target?: 'xhr' }[]
    uploadWhen?: 'before-open' | 'after-open' | 'after-send'
  }
}

export interface Case {
  id: string
  note: string
  steps: Step[]
}

export interface Wire {
  at: string
  method: string
  acrm?: string
  acrh?: string
}

export interface Observation {
  id: string
  steps: { outcome: string; where?: string; wire: Wire[] }[]
}

const truth = (name: string) => new URL(`../truth/${name}.jsonl`, import.meta.url)

export const readLines = <T>(name: string): T[] =>
  readFileSync(truth(name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line) as T)

const HOSTS = { A: 'a.test:1', B: 'a.test:2', C: 'a.test:3', D: 'd.test:4' }

const page: Page = {
  origin: `http://${HOSTS.A}`,
  base: () => `http://${HOSTS.A}`,
  resolve: url => new URL(url, `http://${HOSTS.A}`),
}

/** The verdict on a recorded step, or `throws` where the call can't be made. */
export function replay(step: Step, browser: Browser): Verdict | 'throws' {
  try {
    return verdictOn(describe(step), browser)
  } catch (error) {
    if (error instanceof TypeError) return 'throws'
    throw error
  }
}

function describe(step: Step): Description {
  const userinfo = step.userinfo ? `${step.userinfo}@` : ''
  const url = `http://${userinfo}${HOSTS[step.to]}${step.path ?? '/x'}`
  switch (step.api) {
    case 'beacon':
      return describeBeacon(url, bodyOf(step), page)
    case 'eventsource':
      return describeEventSource(url, step.withCredentials ?? false, page)
    case 'xhr':
      return describeXhr({
        origin: page.origin,
        url: page.resolve(url),
        method: normalizeMethod(step.method ?? 'GET'),
        headers: (step.headers ?? []).flatMap(([name, value]) => toHeader(name, value) ?? []),
        withCredentials: step.xhr?.withCredentials ?? false,
        sync: step.xhr?.async === false,
        body: bodyOf(step),
        uploadListeners: uploadListenersOf(step),
      })
    default:
      return describeFetchStep(url, step)
  }
}

function describeFetchStep(url: string, step: Step): Description {
  const { method, mode, credentials, cache, viaRequest } = step
  const duplex = step.body?.type === 'stream' ? 'half' : undefined
  const init = {
    method,
    mode,
    credentials,
    cache,
    duplex,
    body: bodyOf(step),
    headers: headersOf(step),
  }
  const given = Object.fromEntries(
    Object.entries(init).filter(([, value]) => value !== undefined),
  ) as RequestInit
  if (!viaRequest) return described(url, given)
  const request = new Request(url, {
    ...given,
    ...(given.body ? { duplex: 'half' } : {}),
  } as RequestInit)
  return described(request, viaRequest === 'override' ? step.override : undefined)
}

const described = (input: string | Request, init: RequestInit | undefined): Description =>
  describeFetch({ input, init, headers: init?.headers && readHeaders(init.headers).pairs! }, page)

function headersOf({ headers, headersAs }: Step): HeadersInit | undefined {
  if (headersAs === 'object') return Object.fromEntries(headers ?? [])
  if (headersAs === 'Headers') return new Headers(headers)
  return headers
}

function bodyOf({ body }: Step): unknown {
  if (!body) return undefined
  const value = body.value.repeat(body.repeat ?? 1)
  switch (body.type) {
    case 'string':
      return value
    case 'blob':
      return new Blob([value], body.mime === undefined ? {} : { type: body.mime })
    case 'formdata':
      return new FormData()
    case 'urlsearchparams':
      return new URLSearchParams(value)
    case 'arraybuffer':
      return new ArrayBuffer(1)
    case 'typedarray':
      return new Uint8Array(1)
    case 'dataview':
      return new DataView(new ArrayBuffer(1))
    case 'stream':
      return new ReadableStream()
    case 'document':
      return {
        [Symbol.toStringTag]: 'XMLDocument',
        contentType: body.mime ?? 'application/xml',
      }
    default:
      throw new Error(`unknown body type ${body.type}`)
  }
}

const SILENT = ['on-null', 'on-then-null', 'add-null', 'add-then-remove', 'add-aborted-signal']

function uploadListenersOf({ xhr }: Step): { type: string }[] {
  if (xhr?.uploadWhen === 'after-send') return []
  return (xhr?.upload ?? [])
    .filter(({ how, target }) => target !== 'xhr' && !SILENT.includes(how))
    .map(({ type }) => ({ type }))
}
