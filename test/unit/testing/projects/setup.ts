/** A setup file as a user may have one. */

import { failOnBlocked, failOnUnexpectedPreflight, simulate } from '../../../../src/vitest.ts'

simulate({
  origin: 'https://app.example.com',
  browser: 'webkit',
  expected: '/expected',
  report: 'silent',
  network: request =>
    new Response(null, {
      status: request.url.includes('/broken') ? 500 : 200,
      headers: request.url.includes('/silent')
        ? {}
        : {
            'access-control-allow-origin': 'https://app.example.com',
            'access-control-allow-methods': 'PUT',
          },
    }),
})
failOnUnexpectedPreflight()
failOnBlocked()
