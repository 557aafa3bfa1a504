/** Requests over Node's own HTTP client, where MSW, nock and real servers alike can answer. */

import { builtin } from './builtin.ts'
import { carried } from './carried-requests.ts'
import type { NetworkResponse } from './network-request.ts'

type Http = typeof import('node:http')
type RequestOptions = import('node:http').RequestOptions
type IncomingMessage = import('node:http').IncomingMessage

/** Sends a request, and follows no redirect. Rejects where no answer comes. */
export async function nodeNetwork(
  request: Request,
  { signal = request.signal, ...how }: Pick<RequestOptions, 'signal' | 'lookup' | 'agent'> = {},
): Promise<NetworkResponse> {
  const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
  const url = new URL(request.url)
  // Looked up now: mocks put their own functions there.
  const { request: send } = builtin<Http>(url.protocol === 'https:' ? 'node:https' : 'node:http')
  return carried(
    request,
    () =>
      new Promise((resolve, reject) => {
        const sent = send(url, {
          method: request.method,
          headers: Object.fromEntries(request.headers),
          ...how,
        })
        const abort = () => sent.destroy(new Error('aborted'))
        if (signal.aborted) abort()
        signal.addEventListener('abort', abort)
        sent.on('close', () => signal.removeEventListener('abort', abort))
        sent.on('error', reject)
        sent.on('response', message => resolve(responseOf(message)))
        sent.end(body)
      }),
  )
}

function responseOf(message: IncomingMessage): NetworkResponse {
  const headers = new Headers()
  const { rawHeaders, statusCode = 0, statusMessage = '' } = message
  for (let at = 0; at < rawHeaders.length; at += 2) {
    headers.append(rawHeaders[at]!, rawHeaders[at + 1]!)
  }
  return {
    type: 'default',
    status: statusCode,
    statusText: statusMessage,
    headers,
    body: streamOf(decoded(message, headers.get('content-encoding'))),
  }
}

type Readable = import('node:stream').Readable

const DECODERS: Readonly<
  Record<string, 'createGunzip' | 'createInflate' | 'createBrotliDecompress'>
> = {
  gzip: 'createGunzip',
  'x-gzip': 'createGunzip',
  deflate: 'createInflate',
  br: 'createBrotliDecompress',
}

function decoded(message: IncomingMessage, encoding: string | null): Readable {
  const decoder = encoding && DECODERS[encoding.toLowerCase()]
  if (!decoder) return message
  const { pipeline } = builtin<typeof import('node:stream')>('node:stream')
  const unzip = builtin<typeof import('node:zlib')>('node:zlib')[decoder]()
  return pipeline(message, unzip, () => undefined)
}

function streamOf(from: Readable): ReadableStream<Uint8Array<ArrayBuffer>> {
  let cancelled = false
  return new ReadableStream({
    start(controller) {
      from.on('data', (chunk: Buffer<ArrayBuffer>) => {
        if (cancelled) return
        controller.enqueue(new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength))
        if ((controller.desiredSize ?? 0) <= 0) from.pause()
      })
      from.on('end', () => cancelled || controller.close())
      from.on('error', error => cancelled || controller.error(error))
    },
    pull: () => void from.resume(),
    cancel() {
      cancelled = true
      // What has arrived whole leaves its connection free for the next request.
      if (!from.readableEnded && !(from as IncomingMessage).complete) from.destroy()
      else from.resume()
    },
  })
}
