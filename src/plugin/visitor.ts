/** Who sends a request to the dev server. */

import type { IncomingMessage } from 'node:http'
import type { TLSSocket } from 'node:tls'
import { isLoopback } from './addresses.ts'

type Visitor = Pick<IncomingMessage, 'headers' | 'socket'>

/** Whether a request comes from a page of this very server. */
export function isOwnPage({ headers, socket }: Visitor): boolean {
  const { origin, host } = headers
  // HTTP/2 has no Host, and behind a proxy the page may have come over TLS.
  const authority = headers[':authority'] ?? host
  const [forwarded] = `${headers['x-forwarded-proto'] ?? ''}`.split(',')
  const scheme = forwarded || ((socket as TLSSocket).encrypted ? 'https' : 'http')
  const site = headers['sec-fetch-site'] ?? 'same-origin'
  return origin === `${scheme}://${authority}` && site === 'same-origin'
}

/**
 * Whether a request comes from this machine, so that its page can reach what this machine can. What a
 * proxy or a tunnel hands on may come from anywhere.
 */
export function isFromHere({ headers, socket }: Visitor): boolean {
  const { remoteAddress: address, localAddress } = socket
  if ('x-forwarded-for' in headers || 'forwarded' in headers) return false
  return address !== undefined && (isLoopback(address) || address === localAddress)
}
