/** An EventSource, described: https://html.spec.whatwg.org/#dom-eventsource */

import type { Description } from '../standard/description.ts'
import type { Page } from './page.ts'

/**
 * Describes the request of an EventSource; it never needs a preflight.
 *
 * @throws TypeError for a URL that can't be parsed.
 */
export const describeEventSource = (
  url: string,
  withCredentials: boolean,
  page: Page,
): Description => ({
  initiator: 'eventsource',
  origin: page.origin,
  url: page.resolve(url),
  method: 'GET',
  mode: 'cors',
  credentials: withCredentials ? 'include' : 'same-origin',
  headers: [],
  body: null,
  uploadListeners: [],
})
