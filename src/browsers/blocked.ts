/** Why a call never leaves the browser. */

import type { Description } from '../standard/description.ts'
import type { Refusal } from '../standard/failure.ts'
import { isHttp } from '../standard/origin.ts'
import { type Browser, RULES } from './rules.ts'

/** https://fetch.spec.whatwg.org/#port-blocking */
const BAD_PORTS = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 ' +
    '113 115 117 119 123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 ' +
    '548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 ' +
    '6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  )
    .split(' ')
    .map(Number),
)

/** Whether browsers never connect to a port, as a URL has it. */
export const isBadPort = (port: string): boolean => port !== '' && BAD_PORTS.has(+port)

/** The failure of a call that is refused before anything is sent, or null. */
export function blockedFailure(
  description: Description,
  crossOrigin: boolean,
  browser: Browser,
): Refusal | null {
  const { origin, url } = description
  if (crossOrigin) {
    if (RULES[browser].modeOf(description) === 'same-origin')
      return { code: 'disallowed-by-mode', origin, url: url.href }
    if (!isHttp(url.protocol)) return { code: 'scheme', scheme: url.protocol.slice(0, -1) }
    if (
      url.protocol === 'http:' &&
      origin.startsWith('https:') &&
      !isTrustworthyHost(url.hostname)
    ) {
      return { code: 'mixed-content', url: url.href }
    }
  }
  if (isHttp(url.protocol) && isBadPort(url.port)) {
    return { code: 'bad-port', port: +url.port }
  }
  return RULES[browser].refuses(description)
}

/** https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy */
const isTrustworthyHost = (host: string): boolean =>
  /^(.+\.)?localhost\.?$|^127(\.\d+){3}$|^\[::1\]$/.test(host)
