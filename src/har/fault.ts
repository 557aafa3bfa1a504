/** Where JSON stops to be JSON, to the byte. */

import { none } from 'stream-chain/defs.js'
import { jsonVerifier, type VerifierError } from 'stream-json/utils/verifier.js'

/** Where a HAR stops to make sense, and why. */
export interface Fault {
  readonly reason: string
  /** In bytes, from 0; where it is not exact, the fault is within a few hundred bytes of it. */
  readonly position: number
  /** From 1. */
  readonly line: number
  /** In bytes, from 1; null where the position is not exact. */
  readonly column: number | null
}

const BYTE_ORDER_MARK = 'ï»¿'

/** The first fault of some JSON; null for none. It takes twice as long as to read it. */
export async function faultIn(chunks: AsyncIterable<Uint8Array>): Promise<Fault | null> {
  const verify = jsonVerifier()
  let skipped = 0
  let begun = false
  try {
    for await (const chunk of chunks) {
      // In Latin-1 a character is a byte; and beyond ASCII, JSON has nothing but strings.
      let text = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1')
      if (!begun && text.startsWith(BYTE_ORDER_MARK)) {
        skipped = BYTE_ORDER_MARK.length
        text = text.slice(skipped)
      }
      begun = true
      verify(text)
    }
    verify(none as unknown as string)
    return null
  } catch (error) {
    const { message, offset, line, pos } = error as Partial<VerifierError> & Error
    if (offset === undefined || line === undefined || pos === undefined) throw error
    return { reason: faultReason(message), position: offset + skipped, line, column: pos }
  }
}

/** What is wrong, without who says so. */
export const faultReason = (message: string): string =>
  /input: (.*)$/s.exec(message)?.[1] ?? 'it is no JSON'
