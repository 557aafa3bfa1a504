/** Which failed calls to ask about, and what of the answers is new. */

import type { Call } from '../browsers/call.ts'
import type { Ask } from '../explain/asked.ts'
import { publicUrl } from '../explain/call.ts'
import { PREFIX } from '../prefix.ts'

/** Milliseconds after which the same call is asked about again: a server may have been mended. */
const AGAIN_MS = 30_000
const REMEMBERED = 500

/** Asks about each distinct call that failed, and tells what is not told already. */
export function onFailing(
  why: Ask,
  tell: (text: string) => void,
  now: () => number,
): (call: Call) => void {
  const askedAt = new Map<string, number>()
  const told = new Set<string>()
  const explain = async (call: Call) => {
    const answered = await why(call)
    if (!answered) return
    const title = `${PREFIX} ${call.method} ${publicUrl(call.url)}  failed`
    const text = [title, ...answered.lines.map(line => `  ${line}`)].join('\n')
    if (told.has(text)) return
    forgetMany(told)
    told.add(text)
    tell(text)
  }
  return call => {
    if (!isPuzzling(call)) return
    const key = keyOf(call)
    if (now() - (askedAt.get(key) ?? -Infinity) < AGAIN_MS) return
    forgetMany(askedAt)
    askedAt.set(key, now())
    // Whatever goes wrong, the page has its own error, and shall see no other.
    explain(call).catch(() => undefined)
  }
}

/** Asks once about each call. */
export function once(ask: Ask): Ask {
  const answers = new WeakMap<Call, ReturnType<Ask>>()
  return call => {
    const answer = answers.get(call) ?? ask(call)
    answers.set(call, answer)
    return answer
  }
}

/** Whether a call failed and its page can't know why. In no-cors mode no server has to allow it. */
const isPuzzling = ({ outcome, mode, verdict }: Call): boolean =>
  outcome === 'error' && mode === 'cors' && verdict.crossOrigin && !verdict.blocked

const keyOf = ({ method, url, credentials, verdict }: Call): string =>
  [method, publicUrl(url), credentials, verdict.request?.method, verdict.request?.headers].join(' ')

const forgetMany = (memory: Map<string, unknown> | Set<string>): void => {
  if (memory.size >= REMEMBERED) memory.clear()
}
