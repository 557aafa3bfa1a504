/** The seal on a question: only the watcher that the dev server has served can make it. */

import { hmac } from '@noble/hashes/hmac.js'
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, hexToBytes, utf8ToBytes } from '@noble/hashes/utils.js'

/** The header that carries it. */
export const SEAL = 'x-why-preflight'

/** Seals a text with a key in hexadecimal digits. */
export const seal = (key: string, text: string): string =>
  bytesToHex(hmac(sha256, hexToBytes(key), utf8ToBytes(text)))
