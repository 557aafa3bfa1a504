/** Reading a HAR as it streams by: http://www.softwareishard.com/blog/har-12-spec/ */

import { getManyValues, isMany, none } from 'stream-chain/defs.js'
import { jsonParser } from 'stream-json/parser.js'
import { type Shape, ShapeReader, type Token } from './shape.ts'

/** A header as a HAR has it. */
export interface HarHeader {
  readonly name: string
  readonly value: string
}

/** What an audit looks at of an entry; any of it may be missing or of another kind. */
export interface HarEntry {
  readonly startedDateTime?: unknown
  readonly time?: unknown
  readonly request?: {
    readonly method?: unknown
    readonly url?: unknown
    readonly headers?: unknown
  }
  readonly response?: { readonly status?: unknown; readonly headers?: unknown }
}

/** Where a HAR stops to make sense, within a few hundred characters. */
export interface HarError {
  readonly reason: string
  /** In bytes, from 0. */
  readonly position: number
  /** From 1. */
  readonly line: number
}

/** What is told of a HAR as it is read. */
export interface HarListener {
  /** The program that wrote it. */
  creator(name: string): void
  entry(entry: HarEntry): void
}

const HEADERS: Shape = [{ name: true, value: true }]
const SHAPE: Shape = {
  log: {
    creator: { name: true },
    browser: { name: true },
    entries: [
      {
        startedDateTime: true,
        time: true,
        request: { method: true, url: true, headers: HEADERS },
        response: { status: true, headers: HEADERS },
      },
    ],
  },
}

/** Characters that are handed to the tokenizer at once: an error lies in those after its position. */
const PIECE = 256

/**
 * Reads a HAR, whole or as far as it goes.
 *
 * @returns Where and why it ends too early; null where it does not.
 */
export async function readHar(
  chunks: AsyncIterable<Uint8Array>,
  listener: HarListener,
): Promise<HarError | null> {
  const reader = new ShapeReader(SHAPE, {
    '.log.creator.name': name => listener.creator(`${name}`),
    '.log.browser.name': name => listener.creator(`${name}`),
    '.log.entries': entry => listener.entry(entry as HarEntry),
  })
  const parse = jsonParser({ packStrings: false, streamKeys: false, streamNumbers: false })
  const place = { position: 0, line: 1 }
  const take = (piece: string | typeof none): HarError | null => {
    try {
      const tokens = parse(piece as string)
      if (isMany(tokens)) for (const token of getManyValues(tokens)) reader.take(token as Token)
    } catch (error) {
      if (piece === none) return { reason: 'it ends in the middle', ...place }
      const [, reason = 'it is no JSON'] = /input: (.*)$/s.exec((error as Error).message) ?? []
      return { reason, ...place }
    }
    return null
  }
  const decoder = new TextDecoder()
  for await (const chunk of chunks) {
    for (const piece of pieces(decoder.decode(chunk, { stream: true }))) {
      const error = take(piece)
      if (error) return error
      place.position += Buffer.byteLength(piece)
      place.line += piece.split('\n').length - 1
    }
  }
  const error = take(none)
  if (error) return error
  return reader.sawArray('.log.entries')
    ? null
    : { reason: 'it has no log.entries, so it is no HAR', ...place }
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}
