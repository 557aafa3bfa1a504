import type { EngineName } from '../find.ts'
import type { CopiedCall } from './calls.ts'

type Pair = readonly [name: string, value: string]

const PAGE = 'https://app.example.com'

/** What each browser adds of its own. */
const ADDED: Readonly<Record<EngineName, readonly Pair[]>> = {
  chromium: [
    ['accept', '*/*'],
    ['accept-language', 'en-US,en;q=0.9'],
    ['origin', PAGE],
    ['priority', 'u=1, i'],
    ['referer', `${PAGE}/`],
    ['sec-ch-ua', '"Chromium";v="156", "Not)A;Brand";v="24"'],
    ['sec-ch-ua-mobile', '?0'],
    ['sec-ch-ua-platform', '"Linux"'],
    ['sec-fetch-dest', 'empty'],
    ['sec-fetch-mode', 'cors'],
    ['sec-fetch-site', 'same-site'],
    [
      'user-agent',
      'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36',
    ],
  ],
  firefox: [
    ['Accept', '*/*'],
    ['Accept-Language', 'en-US,en;q=0.9'],
    ['Accept-Encoding', 'gzip, deflate, br, zstd'],
    ['Referer', `${PAGE}/`],
    ['Origin', PAGE],
    ['Connection', 'keep-alive'],
    ['Sec-Fetch-Dest', 'empty'],
    ['Sec-Fetch-Mode', 'cors'],
    ['Sec-Fetch-Site', 'same-site'],
    ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:153.0) Gecko/20100101 Firefox/153.0'],
    ['Priority', 'u=4'],
    ['TE', 'trailers'],
  ],
  webkit: [
    ['Accept', '*/*'],
    ['Accept-Language', 'en-GB,en;q=0.9'],
    ['Accept-Encoding', 'gzip, deflate, br'],
    ['Origin', PAGE],
    ['Referer', `${PAGE}/`],
    ['Sec-Fetch-Dest', 'empty'],
    ['Sec-Fetch-Mode', 'cors'],
    ['Sec-Fetch-Site', 'same-site'],
    [
      'User-Agent',
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Safari/605.1.15',
    ],
    ['Priority', 'u=3, i'],
  ],
}

/** The headers of a call as they go over the wire from a page of https://app.example.com. */
export const withAdded = (engine: EngineName, { headers, cookie }: CopiedCall): Pair[] => [
  ...headers,
  ...ADDED[engine],
  ...(cookie === null ? [] : [[engine === 'chromium' ? 'cookie' : 'Cookie', cookie] as const]),
]
