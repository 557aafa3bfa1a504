/** What the suites share of MSW. */

import type { SetupServer } from 'msw/node'

/** Starts to listen; the versions name the option differently. */
export function listen(server: SetupServer, unhandled: 'error' | 'warn' | 'bypass'): void {
  const options = { onUnhandledFrame: unhandled, onUnhandledRequest: unhandled }
  server.listen(options)
}

/** The requests that reach MSW from now on, as it tells of them. */
export function requestsSeen(server: SetupServer): Request[] {
  const requests: Request[] = []
  server.events.on('request:start', ({ request }) => {
    requests.push(request)
  })
  return requests
}
