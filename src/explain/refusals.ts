/** Refusals in words. */

import type { Refusal } from '../standard/failure.ts'

/** A refusal in words: what happened, and what to change. */
export interface RefusalWords {
  what: string
  fix: string
}

/** Puts a refusal into words. */
export function refusalWords(refusal: Refusal): RefusalWords {
  switch (refusal.code) {
    case 'disallowed-by-mode':
      return {
        what: `mode 'same-origin' allows no URL outside ${refusal.origin}`,
        fix: "leave mode out, or set it to 'cors'",
      }
    case 'scheme':
      return {
        what: `${refusal.scheme}: URLs of another origin can't be asked`,
        fix: 'use http or https',
      }
    case 'bad-port':
      return {
        what: `browsers never connect to port ${refusal.port}`,
        fix: 'run the server on another port',
      }
    case 'mixed-content':
      return {
        what: 'a page that came over HTTPS may not call plain HTTP',
        fix: 'call the server over HTTPS',
      }
    case 'header-refused':
      return {
        what: `this browser sends no request with the header ${refusal.name}`,
        fix: `drop ${refusal.name}`,
      }
    case 'stream-refused':
      return { what: 'this browser sends no ReadableStream here', fix: 'send a Blob' }
  }
}
