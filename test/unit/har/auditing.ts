/** Audits of texts and bytes. */

import { readFileSync } from 'node:fs'
import { Auditor, type HarAudit } from '../../../src/har/audit.ts'
import { readHar } from '../../../src/har/read.ts'

/** Bytes in pieces that end at some places. */
export async function* inPieces(bytes: Uint8Array, ends: readonly number[] = []) {
  let from = 0
  for (const to of [...ends].sort((a, b) => a - b)) {
    yield bytes.subarray(from, to)
    from = to
  }
  yield bytes.subarray(from)
}

/** The audit of bytes that come in pieces. */
export async function auditOf(bytes: Uint8Array, ends: readonly number[] = []): Promise<HarAudit> {
  const auditor = new Auditor()
  return auditor.end(await readHar(inPieces(bytes, ends), auditor, () => inPieces(bytes)))
}

/** The audit of a text. */
export const audit = (text: string): Promise<HarAudit> => auditOf(new TextEncoder().encode(text))

/** The bytes of a HAR in the form of a program that writes them. */
export const recorded = (name: string): Uint8Array =>
  readFileSync(new URL(`recorded/${name}.har`, import.meta.url))
