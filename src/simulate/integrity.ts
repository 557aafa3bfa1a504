/** Subresource Integrity: https://w3c.github.io/webappsec-subresource-integrity/#does-response-match-metadatalist */

import type { FilteredResponse } from './load.ts'

const WEAKEST_FIRST = ['sha256', 'sha384', 'sha512']
const HASH = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(\?.*)?$/

/**
 * Whether a response's body has one of the hashes that the page demands; a page that names no hash
 * any browser knows demands none. What can't be read has none.
 */
export async function hasIntegrity(
  response: FilteredResponse,
  integrity: string,
): Promise<boolean> {
  const hashes = integrity.split(/[\t\n\f\r ]+/).flatMap(item => {
    const [, algorithm, digest] = HASH.exec(item) ?? []
    return algorithm && digest ? [{ algorithm, digest: plain(digest) }] : []
  })
  const strongest = WEAKEST_FIRST.findLast(name =>
    hashes.some(({ algorithm }) => algorithm === name),
  )
  if (!strongest) return true
  if (response.type === 'opaque') return false
  const [read, kept] = response.body?.tee() ?? [null, null]
  Object.assign(response, { body: kept })
  const bytes = await new Response(read).arrayBuffer()
  const digest = await crypto.subtle.digest(strongest.replace('sha', 'SHA-'), bytes)
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)))
  return hashes.some(hash => hash.algorithm === strongest && hash.digest === plain(text))
}

/** Base64 in one of its spellings. */
const plain = (digest: string): string =>
  digest.replace(/-/g, '+').replace(/_/g, '/').replace(/=+$/, '')
