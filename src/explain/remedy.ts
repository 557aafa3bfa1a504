/** What a server has to answer so that a call passes: the policy that fits one call. */

/** A server's CORS policy for the calls of one page. */
export interface Remedy {
  /** The URL that has to answer so. */
  readonly url: string
  /** The page's origin. */
  readonly origin: string
  /** Whether the call carries cookies and the like. */
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

/** One header line, to be joined by `: `. */
export type Line = readonly [name: string, value: string]

/** The lines that the answer to OPTIONS has to have: https://fetch.spec.whatwg.org/#http-responses */
export const preflightLines = (remedy: Remedy): Line[] => [
  allowOrigin(remedy),
  ...listed('Access-Control-Allow-Methods', remedy.methods),
  ...listed('Access-Control-Allow-Headers', remedy.headers),
  ...allowCredentials(remedy),
  ['Access-Control-Max-Age', `${remedy.maxAge}`],
  ...vary(remedy),
]

/** The lines that the response itself has to have: https://fetch.spec.whatwg.org/#http-responses */
export const responseLines = (remedy: Remedy): Line[] => [
  allowOrigin(remedy),
  ...allowCredentials(remedy),
  ...listed('Access-Control-Expose-Headers', remedy.exposed),
  ...vary(remedy),
]

const allowOrigin = ({ origin }: Remedy): Line => ['Access-Control-Allow-Origin', origin]

const allowCredentials = ({ credentials }: Remedy): Line[] =>
  credentials ? [['Access-Control-Allow-Credentials', 'true']] : []

const vary = ({ origin }: Remedy): Line[] => (origin === '*' ? [] : [['Vary', 'Origin']])

const listed = (name: string, tokens: readonly string[]): Line[] =>
  tokens.length > 0 ? [[name, tokens.join(', ')]] : []

/** Whether a `Vary` header says that the answer depends on who asks. */
export const variesByOrigin = (vary: string): boolean =>
  vary.split(',').some(name => /^(origin|\*)$/i.test(name.trim()))
