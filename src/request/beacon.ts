/** A call of `navigator.sendBeacon`, described: https://w3c.github.io/beacon/#sendbeacon-method */

import { describeBody } from '../standard/body.ts'
import type { BodyKind, Description } from '../standard/description.ts'
import type { Page } from './page.ts'

const BODIES: readonly BodyKind[] = ['blob', 'buffer', 'formdata', 'urlsearchparams', 'stream']

/**
 * Describes a beacon.
 *
 * @throws TypeError for a URL that can't be parsed.
 */
export const describeBeacon = (url: string, data: unknown, page: Page): Description => ({
  initiator: 'beacon',
  origin: page.origin,
  url: page.resolve(url),
  method: 'POST',
  mode: 'no-cors',
  credentials: 'include',
  headers: [],
  keepalive: true,
  body: describeBody(data, BODIES),
  uploadListeners: [],
})
