/** The watcher as a dev server puts it into a page: it can ask why a call failed. */

import type { Call } from '../browsers/call.ts'
import { publicUrl } from '../explain/call.ts'
import { installWith } from '../install.ts'
import { engineOf } from '../intercept/engine.ts'
import type { InstallOptions } from '../options.ts'
import { PREFIX } from '../prefix.ts'
import { consoleReporter } from '../report/console.ts'
import type { ClientConfig } from './client-config.ts'
import type { Question } from './question.ts'
import { SEAL, seal } from './signature.ts'

declare const WHY_PREFLIGHT_CONFIG: ClientConfig

const { watch, ask } = WHY_PREFLIGHT_CONFIG
// Before anybody wraps them.
const { fetch, console, document, performance, crypto } = globalThis
const browser = engineOf(globalThis)
const startedAt = performance.now()

document?.currentScript?.remove()

const options = Object.entries(watch).filter(([, parts]) => parts !== undefined)
const watcher = installWith(consoleReporter, Object.fromEntries(options) as InstallOptions)
if (ask) watcher.subscribe(tellWhyFailed(ask))

/** Tells of each failing call once. */
function tellWhyFailed(how: NonNullable<ClientConfig['ask']>): (call: Call) => void {
  const asked = new Set<string>()
  return call => {
    const { outcome, verdict, method, url } = call
    if (outcome !== 'error' || !verdict.crossOrigin || verdict.blocked) return
    const key = `${method} ${publicUrl(url)} ${verdict.request?.headers}`
    if (asked.has(key) || asked.size > 500) return
    asked.add(key)
    askAbout(call, how).then(
      lines => {
        const text = lines.map(line => `  ${line}`)
        console.warn([`${PREFIX} ${method} ${publicUrl(url)}  failed`, ...text].join('\n'))
      },
      // Nobody is there to answer; the page has its own error.
      () => undefined,
    )
  }
}

async function askAbout(
  { url, method, credentials, verdict }: Call,
  { path, key, servedAt }: NonNullable<ClientConfig['ask']>,
): Promise<string[]> {
  const question: Question = {
    ...{ url, method, credentials, browser },
    headers: verdict.request?.headers ?? [],
    preflighted: verdict.preflight,
    at: Math.round(servedAt + performance.now() - startedAt),
    nonce: [...crypto.getRandomValues(new Uint8Array(16))]
      .map(byte => byte.toString(16).padStart(2, '0'))
      .join(''),
  }
  const body = JSON.stringify(question)
  const headers = { [SEAL]: seal(key, body) }
  const response = await fetch(path, { method: 'POST', headers, body })
  return (await response.json()).lines
}
