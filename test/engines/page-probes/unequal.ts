/** What a simulation shows otherwise than the real engines did, and why. */

import { type Browser, ENGINES } from '../../../src/browsers/rules.ts'

/** By the name of the probe. */
export const UNEQUAL: Readonly<Record<string, { in: readonly Browser[]; why: string }>> = {
  'GET: in two pieces, type to be sniffed': {
    in: ['chromium'],
    why: 'holds back a text/plain that may be something else until it has seen enough of it',
  },
  'open again: in readystatechange 2': {
    in: ['chromium', 'webkit'],
    why: 'go on with the response that open() has ended: a bug of theirs',
  },
  'open and send again: in readystatechange 2': {
    in: ['chromium', 'webkit'],
    why: 'join both responses: a bug of theirs',
  },
  'GET: compressed': { in: ['firefox'], why: 'its decoder lets go of a part first' },
  'URL: data:': { in: ['firefox'], why: 'tells of no amounts, twice' },
  'URL: data: of bytes': { in: ['firefox'], why: 'tells of no amounts, twice' },
  'URL: data:, its headers': { in: ['firefox'], why: 'capitals' },
  'URL: blob:': { in: ['firefox'], why: 'tells of no amounts in progress, but in load' },
  'fetch: data: headers': { in: ['firefox'], why: 'adds a content-length' },
  'fetch: blob: URLs': { in: ['webkit'], why: 'adds a referrer-policy' },
  'fetch: failures': {
    in: ['firefox'],
    why: 'gives a response only once its first byte is there, or it has ended without',
  },
  'fetch: redirects': {
    in: ['webkit'],
    why: 'shows the body of a redirect without Location that redirect: manual hides',
  },
  'headers: beyond ASCII': { in: ['webkit'], why: 'WebKitGTK reads them as UTF-8, and fails' },
  'fetch: headers, beyond ASCII': { in: ['webkit'], why: 'see above' },
  'fetch: abort of a clone': { in: ['webkit'], why: 'breaks the copies off with a TypeError' },
  'fetch: the prototype of a Response': {
    in: ['standard', ...ENGINES],
    why: 'a subclass of Response carries what its constructor does not take',
  },
}
