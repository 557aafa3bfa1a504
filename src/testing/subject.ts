/** Whose calls matchers are asked about, in words. */

/** What stands for whoever made the calls. */
export interface Subject {
  /** How it is called where it is used. */
  readonly name: string
  /** What `expect` has to be given. */
  readonly takes: string
  /** What there is to say where no call was recorded. */
  readonly noCalls: readonly string[]
}

export const SIMULATED: Subject = {
  name: 'browser',
  takes:
    'a simulated browser: expect(browser), with the browser of simulateBrowser(), ' +
    'why-preflight/vitest or why-preflight/jest',
  noCalls: [
    'No calls were recorded. Only calls by browser.fetch and browser.XMLHttpRequest are, or after',
    'browser.install() those of the page’s own fetch and XMLHttpRequest; reset() forgets them.',
  ],
}
