import { createServer, type Socket } from 'node:net'
import { portOf } from '../loopback.ts'
import type { Pair } from './cases.ts'

// node:http refuses methods it does not know (`patch`, `CHICKEN`) and adds headers of its own. What
// is measured here is what browsers really send, so the bytes are read and written directly.

export interface WireRequest {
  method: string
  target: string
  headers: Pair[]
  bodyLength: number
  chunked: boolean
  /** When its head had arrived: the body may take longer. */
  time: number
}

export interface WireResponse {
  status: number
  statusText?: string
  headers: Pair[]
  body: string
  /** What follows the body later; the connection breaks where it fails. */
  later?: AsyncIterable<string>
}

/** `undefined` drops the connection. */
export type Handler = (request: WireRequest) => Promise<WireResponse | undefined>

export interface HttpServer {
  port: number
  close(): Promise<void>
}

export async function serve(handler: Handler): Promise<HttpServer> {
  const sockets = new Set<Socket>()
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    socket.setNoDelay(true)
    answerAll(socket, handler).catch(() => socket.destroy())
  })
  const port = await portOf(server)
  return {
    port,
    close: () =>
      new Promise(resolve => {
        for (const socket of sockets) socket.destroy()
        server.close(() => resolve())
      }),
  }
}

async function answerAll(socket: Socket, handler: Handler): Promise<void> {
  const reader = new ByteReader(socket)
  for (;;) {
    const head = await reader.until('\r\n\r\n')
    if (head === undefined) return
    const request = parseHead(head)
    request.bodyLength = request.chunked
      ? await readChunked(reader)
      : await readSized(reader, request.bodyLength)
    const response = await handler(request)
    if (response === undefined) {
      socket.destroy()
      return
    }
    const isHead = request.method === 'HEAD'
    socket.write(serialise(response, isHead), 'latin1')
    if (isHead || !response.later) continue
    for await (const piece of response.later) socket.write(piece, 'latin1')
  }
}

function parseHead(head: string): WireRequest {
  const [requestLine = '', ...lines] = head.split('\r\n')
  const [method = '', target = ''] = requestLine.split(' ')
  const headers = lines.map((line): Pair => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]
  })
  const length = headerValue(headers, 'content-length')
  const coding = headerValue(headers, 'transfer-encoding')
  return {
    method,
    target,
    headers,
    bodyLength: Number(length ?? 0),
    chunked: coding?.toLowerCase() === 'chunked',
    time: Date.now(),
  }
}

export function headerValue(headers: Pair[], name: string): string | undefined {
  const values = headers.filter(([n]) => n.toLowerCase() === name).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

function serialise(response: WireResponse, isHead: boolean): string {
  const { status, statusText = 'Status', headers, body } = response
  const bodiless = isHead || status === 204 || status === 304
  const lines = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('')
  return `HTTP/1.1 ${status} ${statusText}\r\n${lines}\r\n${bodiless ? '' : body}`
}

async function readSized(reader: ByteReader, length: number): Promise<number> {
  await reader.take(length)
  return length
}

async function readChunked(reader: ByteReader): Promise<number> {
  let total = 0
  for (;;) {
    const size = Number.parseInt((await reader.until('\r\n')) ?? '0', 16)
    if (size === 0) {
      await reader.until('\r\n')
      return total
    }
    await reader.take(size + 2)
    total += size
  }
}

/** Latin-1 text of a socket: one character is one byte. */
class ByteReader {
  #text = ''
  #ended = false
  #wake: (() => void) | undefined

  constructor(socket: Socket) {
    socket.setEncoding('latin1')
    socket.on('data', (text: string) => {
      this.#text += text
      this.#wake?.()
    })
    socket.on('close', () => {
      this.#ended = true
      this.#wake?.()
    })
  }

  async until(mark: string): Promise<string | undefined> {
    for (;;) {
      const at = this.#text.indexOf(mark)
      if (at >= 0) {
        const found = this.#text.slice(0, at)
        this.#text = this.#text.slice(at + mark.length)
        return found
      }
      if (this.#ended) return undefined
      await this.#more()
    }
  }

  async take(length: number): Promise<void> {
    while (this.#text.length < length) {
      if (this.#ended) throw new Error('The connection ended inside a body')
      await this.#more()
    }
    this.#text = this.#text.slice(length)
  }

  #more(): Promise<void> {
    return new Promise(resolve => {
      this.#wake = resolve
    })
  }
}
