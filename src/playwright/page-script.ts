/** The watcher as the fixture puts it into pages and workers: it tells of each call, and shows nothing. */

import { ENGINES } from '../browsers/rules.ts'
import { installWith } from '../install.ts'
import type { InstallOptions } from '../options.ts'
import type { FindingMessage, PageConfig, PageMessage, SentMessage } from './messages.ts'

declare const WHY_PREFLIGHT_CONFIG: PageConfig

type Send = (text: string) => void

/** What the fixture put there for this script, before any code of the page; which never sees it. */
function takeBinding(name: string): Send | undefined {
  const holder = globalThis as unknown as Record<string, Send | undefined>
  const send = holder[name]
  delete holder[name]
  return send
}

function watch(send: Send): void {
  const { stringify } = JSON
  const began = performance.timeOrigin
  const say = (message: PageMessage): void => {
    const sent: SentMessage = { ...message, began }
    send(stringify(sent))
  }
  const options = Object.entries(WHY_PREFLIGHT_CONFIG.watch).filter(([, parts]) => parts)
  const watcher = installWith(
    () => ({
      found({ call, verdictIn }) {
        const verdicts = ENGINES.map(engine => [engine, verdictIn(engine)])
        say({
          found: call.id,
          verdicts: Object.fromEntries(verdicts) as FindingMessage['verdicts'],
        })
      },
      simple: () => undefined,
      wrapped: names => say({ wrapped: names }),
      fault: error => say({ fault: `${(error as Error | null)?.stack ?? error}` }),
    }),
    Object.fromEntries(options) as InstallOptions,
  )
  const { origin } = globalThis
  watcher.subscribe(call => say({ call, origin }))
}

const send = takeBinding(WHY_PREFLIGHT_CONFIG.binding)
if (send) watch(send)
