/** Reasons for a preflight, in words. */

import type { Reason } from '../standard/reason.ts'
import { adviceOn } from './known-headers.ts'

/** A reason in words. */
export interface ReasonWords {
  /** What it is about: a header, a method, the body. */
  subject: string
  /** What about it asks for a preflight. */
  what: string
  /** What the page would have to do without it, as a clause; null where it can hardly be done. */
  client: string | null
}

/** Puts a reason into words. */
export function reasonWords(reason: Reason): ReasonWords {
  switch (reason.code) {
    case 'method':
      return {
        subject: reason.method,
        what: 'a method other than GET, HEAD and POST',
        client: null,
      }
    case 'header':
      return { subject: reason.name, ...adviceOn(reason.name) }
    case 'header-value':
      return {
        subject: reason.name,
        what:
          reason.byte === undefined
            ? `its value is ${reason.length} bytes long, more than ${reason.limit}`
            : `its value has ${byteWords(reason.byte)} at ${reason.index}`,
        client:
          reason.byte === undefined
            ? `shorten ${reason.name} to ${reason.limit} bytes`
            : `send ${reason.name} without ${byteWords(reason.byte)}`,
      }
    case 'content-type':
      return {
        subject: 'content-type',
        what: `${reason.essence ?? JSON.stringify(reason.value)} is none of the three types a form can send${
          reason.implied ? '; the body brings it' : ''
        }`,
        client: 'send text/plain',
      }
    case 'range':
      return {
        subject: 'range',
        what: `${reason.value} is not one range with a start`,
        client: 'ask for one range with a start',
      }
    case 'headers-total':
      return {
        subject: reason.names.join(', '),
        what: `their values are ${reason.total} bytes long together, more than ${reason.limit}`,
        client: `shorten ${reason.names.join(', ')} to ${reason.limit} bytes together`,
      }
    case 'upload-listener':
      return {
        subject: 'upload',
        what: `a listener for ${reason.types.join(', ')} on XMLHttpRequest.upload`,
        client: 'add no listener to upload before send()',
      }
    case 'stream-body':
      return { subject: 'body', what: 'a ReadableStream', client: 'send a Blob' }
  }
}

function byteWords(byte: number): string {
  const hex = `0x${byte.toString(16).toUpperCase().padStart(2, '0')}`
  return byte > 0x20 && byte < 0x7f
    ? `the character ${String.fromCharCode(byte)} (${hex})`
    : `the byte ${hex}`
}
