/** Reading a HAR as it streams by: http://www.softwareishard.com/blog/har-12-spec/ */

import { getManyValues, isMany, none } from 'stream-chain/defs.js'
import { jsonParser } from 'stream-json/parser.js'
import { type Fault, faultIn, faultReason } from './fault.ts'
import { type Shape, ShapeReader, type Token } from './shape.ts'

/** What an audit looks at of an entry; any of it may be missing or of another kind. */
export interface HarEntry {
  readonly startedDateTime?: unknown
  readonly time?: unknown
  readonly pageref?: unknown
  readonly _resourceType?: unknown
  readonly request?: {
    readonly method?: unknown
    readonly url?: unknown
    readonly headers?: unknown
  }
  readonly response?: {
    readonly status?: unknown
    readonly headers?: unknown
    /** Chrome, Safari and mitmproxy say here why there is no answer. */
    readonly _error?: unknown
    /** And Playwright here. */
    readonly _failureText?: unknown
  }
}

/** A page that calls were made from, of which the title mostly is the URL. */
export interface HarPage {
  readonly id?: unknown
  readonly title?: unknown
}

/** What is told of a HAR as it is read. */
export interface HarListener {
  /** The program that wrote it, or the browser that it watched. */
  creator(name: string): void
  page(page: HarPage): void
  entry(entry: HarEntry): void
}

const HEADERS: Shape = [{ name: true, value: true }]
const SHAPE: Shape = {
  log: {
    creator: { name: true },
    browser: { name: true },
    pages: [{ id: true, title: true }],
    entries: [
      {
        startedDateTime: true,
        time: true,
        pageref: true,
        _resourceType: true,
        request: { method: true, url: true, headers: HEADERS },
        response: { status: true, headers: HEADERS, _error: true, _failureText: true },
      },
    ],
  },
}

/** Characters that the tokenizer takes at once: of those in which a fault is, it tells nothing. */
const PIECE = 256

/**
 * Reads a HAR, whole or as far as it goes.
 *
 * @param again Reads the same bytes once more, to find a fault's exact place; null where that can't be.
 * @returns Where and why it ends too early; null where it does not.
 */
export async function readHar(
  chunks: AsyncIterable<Uint8Array>,
  listener: HarListener,
  again: (() => AsyncIterable<Uint8Array>) | null = null,
): Promise<Fault | null> {
  const reader = new ShapeReader(SHAPE, {
    '.log.creator.name': name => listener.creator(`${name}`),
    '.log.browser.name': name => listener.creator(`${name}`),
    '.log.pages': page => listener.page((page ?? {}) as HarPage),
    '.log.entries': entry => listener.entry((entry ?? {}) as HarEntry),
  })
  const parse = jsonParser({ packStrings: false, streamKeys: false, streamNumbers: false })
  /** The message of an error, if there is one. */
  const take = (piece: string | typeof none): string | null => {
    let tokens: unknown
    try {
      tokens = parse(piece as string)
    } catch (error) {
      return (error as Error).message
    }
    if (isMany(tokens)) for (const token of getManyValues(tokens)) reader.take(token as Token)
    return null
  }
  const decoder = new TextDecoder()
  const place = { position: 0, line: 1, column: null }
  for await (const chunk of chunks) {
    const end = place.position + chunk.length
    for (const piece of pieces(decoder.decode(chunk, { stream: true }))) {
      const message = take(piece)
      if (message !== null) {
        const exact = again && (await faultIn(again()))
        return exact ?? { ...place, reason: faultReason(message) }
      }
      place.position += Buffer.byteLength(piece)
      place.line += piece.split('\n').length - 1
    }
    // Bytes of a mark, or of half a character, were in no piece.
    place.position = end
  }
  if (take(none) !== null) return { ...place, reason: 'it ends in the middle' }
  return reader.sawArray('.log.entries')
    ? null
    : { ...place, reason: 'it has no log.entries, so it is no HAR' }
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}
