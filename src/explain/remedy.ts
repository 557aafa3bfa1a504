/** What a server has to answer so that a call passes: the policy that fits one call. */

/** A server's CORS policy for the calls of one page. */
export interface Remedy {
  /** The URL that has to answer so. */
  readonly url: string
  /** The page's origin. */
  readonly origin: string
  readonly credentials: boolean
  /** Whether there is a preflight to answer; without one, the four below are not needed. */
  readonly preflighted: boolean
  /** For `Access-Control-Allow-Methods`; empty where none has to be named. */
  readonly methods: readonly string[]
  /** For `Access-Control-Allow-Headers`, in lower case; empty where none has to be named. */
  readonly headers: readonly string[]
  /** Seconds, for `Access-Control-Max-Age`. */
  readonly maxAge: number
  /** For `Access-Control-Expose-Headers`; empty where none has to be named. */
  readonly exposed: readonly string[]
}

/** One header line. */
export type Line = readonly [name: string, value: string]

/** The lines that the answer to OPTIONS has to have. */
export function preflightLines(remedy: Remedy): Line[] {
  const { methods, headers, maxAge } = remedy
  return [
    ...sharedLines(remedy),
    ...(methods.length > 0 ? [['Access-Control-Allow-Methods', methods.join(', ')] as const] : []),
    ...(headers.length > 0 ? [['Access-Control-Allow-Headers', headers.join(', ')] as const] : []),
    ['Access-Control-Max-Age', `${maxAge}`],
  ]
}

/** The lines that the response itself has to have. */
export function responseLines(remedy: Remedy): Line[] {
  const { exposed } = remedy
  return [
    ...sharedLines(remedy),
    ...(exposed.length > 0 ? [['Access-Control-Expose-Headers', exposed.join(', ')] as const] : []),
  ]
}

const sharedLines = ({ origin, credentials }: Remedy): Line[] => [
  ['Access-Control-Allow-Origin', origin],
  ...(credentials ? [['Access-Control-Allow-Credentials', 'true'] as const] : []),
  ['Vary', 'Origin'],
]
