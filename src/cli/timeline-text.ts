/** What went over the network, in order. */

import type { Engine } from '../browsers/rules.ts'
import { NAMES, publicUrl } from '../explain/call.ts'
import { milliseconds } from '../explain/quantities.ts'
import type { CorsCheck } from '../server/check.ts'
import type { Sent } from '../server/connection.ts'
import type { Exchange } from '../simulate/exchange.ts'
import type { Terminal } from './terminal.ts'

/** The lines of a timeline. */
export function timelineLines(
  { sent, engines: checks, call }: CorsCheck,
  engines: readonly Engine[],
  terminal: Terminal,
): string[] {
  const senders = (one: Sent) =>
    engines.filter(engine => checks[engine].exchanges.some(exchange => isSame(one, exchange)))
  const lines = sent.flatMap(one => {
    const names = senders(one)
    if (names.length === 0) return []
    const who =
      names.length < engines.length ? ` (${names.map(name => NAMES[name]).join(', ')})` : ''
    return sentLines(one, who, terminal)
  })
  const unsent = engines.some(engine => /^(preflight-allowed|unsent)$/.test(checks[engine].outcome))
  return unsent
    ? [
        ...lines,
        `  ${call.method} ${publicUrl(call.url)}  ${terminal.colors.dim('not sent; --send sends it')}`,
      ]
    : lines
}

/** Whether a request is the one that a browser's exchange stands for. */
function isSame({ method, url, headers }: Sent, exchange: Exchange): boolean {
  return (
    exchange.method === method &&
    withoutFragment(exchange.url) === withoutFragment(url) &&
    (headers.origin ?? null) === exchange.origin &&
    (headers['access-control-request-headers'] ?? null) === exchange.requestHeaders
  )
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '')

function sentLines(
  { method, url, headers, status, answer, ms, problem }: Sent,
  who: string,
  { colors }: Terminal,
) {
  const how = status === null ? colors.red('no answer') : statusText(status, colors)
  const asked = Object.entries(headers).filter(([name]) => ASKS.test(name))
  return [
    `  ${method} ${publicUrl(url)}${who}  ${how}  ${colors.dim(milliseconds(ms))}`,
    ...asked.map(([name, value]) => colors.dim(`    > ${titled(name)}: ${value}`)),
    ...Object.entries(answer).map(([name, value]) => `    < ${titled(name)}: ${value}`),
    ...(problem === null ? [] : [`    ${problem}`]),
  ]
}

const ASKS = /^(origin|access-control-request-.*)$/

const statusText = (status: number, colors: Terminal['colors']): string =>
  (status < 300 ? colors.green : status < 400 ? colors.yellow : colors.red)(`${status}`)

/** A header's name as people write it. */
const titled = (name: string): string => name.replace(/(^|-)[a-z]/g, letter => letter.toUpperCase())
