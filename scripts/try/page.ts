/** What a page says on the console of a real browser. */

import { setTimeout } from 'node:timers/promises'
import { openEngine } from '../../test/engines/drive.ts'
import type { Place } from './place.ts'

const PATIENCE_MS = 20_000

/** The title of a finding as the protocol has it, with its styles apart. */
const TITLE = /^%c(.*?)%c %s {2}%c%s \S+ \S+ (.*) \S*color:\S+ (.*)$/

/** Serves a page by a command, and watches it. */
export async function watchServed(
  place: Place,
  command: string,
  check: (printed: string) => void,
  script = '',
): Promise<void> {
  const { url, stop } = await place.serve(command)
  try {
    await watchPage(url, check, script)
  } finally {
    stop()
  }
}

/**
 * Opens a page, and gives what it prints, until that passes; or else until patience ends, to throw
 * what the check throws.
 *
 * @param script Run in the page when it is there.
 */
export async function watchPage(
  url: string,
  check: (printed: string) => void,
  script = '',
): Promise<void> {
  const engine = await openEngine('chromium')
  let printed = ''
  engine.onConsole!(({ text }) => {
    printed += `${text.replace(TITLE, '$1 $2  $3')}\n`
  })
  try {
    await engine.goto(url)
    await engine.run(script)
    const end = Date.now() + PATIENCE_MS
    for (;;) {
      try {
        return check(printed)
      } catch (error) {
        if (Date.now() > end) throw error
      }
      await setTimeout(100)
    }
  } finally {
    await engine.close()
  }
}
