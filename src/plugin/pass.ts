/** What the watcher needs so that its questions are taken. */

/** Given to pages of the dev server alone. */
export interface Pass {
  /** In hexadecimal digits, made anew at each start. */
  readonly key: string
  /** The server's clock as it was given, in milliseconds. */
  readonly now: number
}

/** Where the dev server answers, below its base. */
export const FOLDER = '__why-preflight'

/** What it answers there. */
export const RESOURCES = { client: 'client.js', pass: 'pass', ask: 'ask' } as const
