/** Failures in words. */

import type { Failure } from '../standard/failure.ts'

/** A failure in words: what happened, and what to change. */
export interface FailureWords {
  what: string
  fix: string
}

/** Puts a failure into words. */
export function failureWords(failure: Failure): FailureWords {
  switch (failure.code) {
    case 'disallowed-by-mode':
      return {
        what: `mode 'same-origin' allows no URL outside ${failure.origin}`,
        fix: "leave mode out, or set it to 'cors'",
      }
    case 'scheme':
      return {
        what: `${failure.scheme}: URLs of another origin can't be asked`,
        fix: 'use http or https',
      }
    case 'bad-port':
      return {
        what: `browsers never connect to port ${failure.port}`,
        fix: 'run the server on another port',
      }
    case 'mixed-content':
      return {
        what: 'a page that came over HTTPS may not call plain HTTP',
        fix: 'call the server over HTTPS',
      }
    case 'header-refused':
      return {
        what: `this browser sends no request with the header ${failure.name}`,
        fix: `drop ${failure.name}`,
      }
    case 'stream-refused':
      return { what: 'this browser sends no ReadableStream here', fix: 'send a Blob' }
  }
}
