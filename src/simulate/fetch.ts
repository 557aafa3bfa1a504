/** `fetch` of a simulated browser: https://fetch.spec.whatwg.org/#fetch-method */

import { FETCH_HABITS, type FetchHabits } from '../browsers/fetch-habits.ts'
import { RULES } from '../browsers/rules.ts'
import { describeFetch, type FetchInit } from '../request/fetch.ts'
import { isRequest } from '../request/is-request.ts'
import { readHeaders } from '../request/read-headers.ts'
import type { Failure } from '../standard/failure.ts'
import type { Place } from '../standard/header.ts'
import { takeBody } from './body.ts'
import { type Core, errorFor, makeCall, noteFailure } from './core.ts'
import { readInit } from './fetch-init.ts'
import type { SendableBody } from './load.ts'
import { pageBody } from './page-body.ts'
import { abortError, pageResponse } from './response.ts'

/**
 * Makes the `fetch` of a simulated browser.
 *
 * @param standsAside Whether a call is another's: a mock may keep ours and call it after the
 * simulation has been taken away.
 * @param below What does such a call.
 */
export function simulatedFetch(
  core: Core,
  standsAside: () => boolean,
  below: () => typeof fetch,
): typeof fetch {
  const habits = FETCH_HABITS[core.browser]
  const ours = {
    fetch(input: RequestInfo | URL, ...more: [init?: RequestInit]): Promise<Response> {
      // biome-ignore lint/complexity/noArguments: undefined is a URL, and none is not
      if (standsAside()) return Reflect.apply(below(), globalThis, arguments)
      // biome-ignore lint/complexity/noArguments: see above
      return run(core, habits, arguments.length, input, more[0], core.places.take(ours.fetch))
    },
  }
  return ours.fetch
}

async function run(
  core: Core,
  habits: FetchHabits,
  given: number,
  input: RequestInfo | URL,
  init: unknown,
  madeAt: Place | undefined,
): Promise<Response> {
  if (given === 0) throw new TypeError('fetch takes a URL or a Request')
  const call = readCall(core, habits, input, init, madeAt)
  const { signal, description } = call
  signal?.throwIfAborted()
  const { failure, response } = await makeCall(core, description, async () => ({
    body: await call.body(),
    redirect: call.redirect,
    cache: call.cache,
    referrerPolicy: call.referrerPolicy,
    integrity: call.integrity,
    signal,
  })).catch(error => {
    throw signal?.aborted ? abortError(signal, habits.abortWhileWaiting) : error
  })
  if (failure) throw refusal(failure, core, habits)
  const url = response.url.replace(/#.*/s, '')
  const broken = (error: unknown) =>
    errorFor({ code: 'network', cause: `${error}`, request: 'actual', hop: 0, url }, core)
  const isHead = description.method === 'HEAD'
  const body = pageBody(response, { habits, signal, isHead, broken })
  return pageResponse({ ...response, url, body, habits, signal })
}

/** Everything that the arguments say, each read once. */
function readCall(
  core: Core,
  habits: FetchHabits,
  input: RequestInfo | URL,
  init: unknown,
  madeAt: Place | undefined,
) {
  const request = isRequest(input) ? input : undefined
  const url = request ? '' : `${input}`
  const given = readInit(init, habits, core.page)
  const headers = given.headers === undefined ? undefined : readHeaders(given.headers).pairs
  if (headers === null) throw new TypeError('headers takes a Headers object, pairs, or an object')
  const description = describeFetch(
    { input: request ?? url, init: given as FetchInit, headers },
    core.page,
    { madeAt },
  )
  if (request && given.body == null && request.bodyUsed) {
    throw new TypeError('the body of this Request has been used')
  }
  const sendsText = description.body?.kind === 'stream' && !RULES[core.browser].sendsStreams
  return {
    description,
    body: bodyOf(given.body, request, sendsText && habits.streamError === 'TypeError'),
    redirect: given.redirect ?? request?.redirect ?? 'follow',
    cache: given.cache ?? request?.cache ?? 'default',
    referrerPolicy: given.referrerPolicy ?? request?.referrerPolicy ?? '',
    integrity: `${given.integrity ?? request?.integrity ?? ''}`,
    signal: (given.signal === undefined ? request?.signal : given.signal) ?? undefined,
  }
}

/** Takes a body at once, so that what the page changes later does not count. */
function bodyOf(
  given: unknown,
  request: Request | undefined,
  asText: boolean,
): () => Promise<SendableBody | null> | SendableBody | null {
  if (given === null || given === undefined) {
    if (!request || !mayHaveBody(request)) return () => null
    const read = request.arrayBuffer()
    return async () => ({ content: new Uint8Array(await read), contentType: null })
  }
  const taken = takeBody(asText ? `${given}` : given)
  if (!asText && isLocked(given)) throw new TypeError('the stream is locked')
  return () => taken?.content ?? null
}

/** The error for a call that the browser refuses, or that gets no answer. */
function refusal(failure: Failure, core: Core, { streamError }: FetchHabits): unknown {
  if (failure.code !== 'stream-refused' || streamError === 'TypeError') {
    return errorFor(failure, core)
  }
  const error = new DOMException('a stream can’t be sent', streamError)
  noteFailure(error, failure)
  return error
}

const isLocked = (body: unknown): boolean => body instanceof ReadableStream && body.locked

/** Firefox has no `body` of a Request that would say. */
const mayHaveBody = ({ body, method }: Partial<Request>): boolean =>
  body === undefined ? !/^(GET|HEAD)$/.test(`${method}`) : body !== null
