/** The table of answers behind a network function, for a simulated browser. */

import { gzipSync } from 'node:zlib'
import { type Answer, answerTo } from './answers.ts'

const after = (ms: number) => new Promise<void>(resolve => setTimeout(resolve, ms))
const bytes = (text: string) => Uint8Array.from(text, character => character.charCodeAt(0))

/** Answers a request as the server does. */
export async function answerNetwork(request: Request): Promise<Response> {
  const body = await request.arrayBuffer()
  const answer = answerTo({
    method: request.method,
    url: new URL(request.url),
    header: name => request.headers.get(name) ?? undefined,
    bodyLength: body.byteLength,
  })
  if (!answer) throw new Error('the connection dropped')
  if (answer.waitMs > 0) await after(answer.waitMs)
  const { status, statusText, gzip } = answer
  const headers = new Headers(gzip ? compressed(answer) : answer.headers)
  return new Response(bodyOf(answer), { status, statusText, headers })
}

/** A body that arrives decoded, with the headers of what was sent, as Node's own fetch has it. */
function compressed({ headers, pieces }: Answer): [string, string][] {
  const { length } = gzipSync(Buffer.from(pieces.join(''), 'latin1'))
  return [
    ...headers.filter(([name]) => name !== 'Content-Length'),
    ['Content-Encoding', 'gzip'],
    ['Content-Length', `${length}`],
  ]
}

function bodyOf({ pieces, breaks, pauseMs }: Answer): BodyInit | null {
  const [first, ...more] = pieces
  if (first === undefined) return null
  if (more.length === 0 && !breaks) return bytes(first)
  return new ReadableStream({
    async start(controller) {
      if (first) controller.enqueue(bytes(first))
      for (const piece of more) {
        await after(pauseMs)
        if (piece) controller.enqueue(bytes(piece))
      }
      if (!breaks) return controller.close()
      await after(pauseMs)
      controller.error(new Error('the connection broke'))
    },
  })
}
