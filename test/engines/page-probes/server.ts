/** The table of answers behind a real server. */

import { setTimeout as sleep } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import {
  type HttpServer,
  headerValue,
  serve,
  type WireRequest,
  type WireResponse,
} from '../http.ts'
import { type Answer, answerTo } from './answers.ts'

/** Serves the answers, and files by path before them. */
export const serveAnswers = (files: Record<string, Answer> = {}): Promise<HttpServer> =>
  serve(async request => {
    const url = new URL(request.target, `http://${headerValue(request.headers, 'host')}`)
    const answer = files[url.pathname] ?? answerTo(asked(request, url))
    if (!answer) return undefined
    if (answer.waitMs > 0) await sleep(answer.waitMs, undefined, { ref: false })
    return answer.gzip ? compressed(answer) : wire(answer)
  })

const asked = ({ method, headers, bodyLength }: WireRequest, url: URL) => ({
  method,
  url,
  bodyLength,
  header: (name: string) => headerValue(headers, name),
})

function compressed(answer: Answer): WireResponse {
  const body = gzipSync(Buffer.from(answer.pieces.join(''), 'latin1')).toString('latin1')
  const { status, statusText } = answer
  const headers = answer.headers.filter(([name]) => name !== 'Content-Length')
  headers.push(['Content-Encoding', 'gzip'], ['Content-Length', `${body.length}`])
  return { status, statusText, headers, body }
}

function wire({ status, statusText, headers, pieces, breaks, pauseMs }: Answer): WireResponse {
  const sized = headers.some(([name]) => name === 'Content-Length') || pieces.length === 0
  const write = (piece: string) =>
    sized || piece === '' ? piece : `${piece.length.toString(16)}\r\n${piece}\r\n`
  async function* later(): AsyncGenerator<string> {
    for (const piece of pieces.slice(1)) {
      await sleep(pauseMs)
      yield write(piece)
    }
    if (!sized) yield '0\r\n\r\n'
    if (!breaks) return
    await sleep(pauseMs)
    throw new Error('the connection breaks')
  }
  return {
    status,
    statusText,
    headers: sized ? headers : [...headers, ['Transfer-Encoding', 'chunked']],
    body: write(pieces[0] ?? ''),
    ...(pieces.length > 1 || breaks ? { later: later() } : {}),
  }
}
