/** Simulated browsers for tests of what is said about their calls. */

import { simulateBrowser } from '../../../src/simulate/browser.ts'
import type { SimulateOptions } from '../../../src/simulate/options.ts'

export const ORIGIN = 'https://app.example.com'
export const API = 'https://api.example.com'

/** What a server answers, by what it is asked. */
type Answer = (request: Request) => Response

/** Allows this origin everything that it asks for. */
export const allowing: Answer = request => {
  const asked = (name: string) => request.headers.get(`access-control-request-${name}`) ?? ''
  return new Response(request.method === 'OPTIONS' ? null : 'ok', {
    status: request.method === 'OPTIONS' ? 204 : 200,
    headers: {
      'access-control-allow-origin': ORIGIN,
      'access-control-allow-methods': asked('method'),
      'access-control-allow-headers': asked('headers'),
      'access-control-max-age': '600',
    },
  })
}

/** Knows nothing of CORS. */
export const silent: Answer = () => new Response('ok')

/** A simulated browser with a page at `ORIGIN`. */
export const simulated = (network: Answer, options: SimulateOptions = {}) =>
  simulateBrowser({ origin: ORIGIN, report: 'silent', network, ...options })

/** The message of the error that `run` throws. */
export function messageOf(run: () => unknown): string {
  try {
    run()
  } catch (error) {
    // Colours are the runner's, and lines change with each edit.
    return (error as Error).message.replace(/\x1B\[\d+m/g, '').replace(/ +set at \S+/g, '')
  }
  throw new Error('nothing was thrown')
}
