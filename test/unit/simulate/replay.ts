/** Recorded cases, run in a simulated browser by the same page code that ran in the real ones. */

import { readFileSync } from 'node:fs'
import type { Browser } from '../../../src/browsers/rules.ts'
import { type SimulatedBrowser, simulateBrowser } from '../../../src/simulate/browser.ts'
import {
  actualPolicies,
  type Case,
  type Letter,
  type Observation,
  type Policy,
  policiesAt,
  type Seen,
  type WireEntry,
} from '../../engines/cases.ts'
import { type OriginOf, respond } from '../../engines/policy.ts'
import { describeRequest } from '../../engines/wire.ts'

const ORIGINS: OriginOf = {
  A: 'http://127.0.0.1:4001',
  B: 'http://127.0.0.1:4002',
  C: 'http://127.0.0.1:4003',
  D: 'http://localhost:4004',
}

const runner = readFileSync(new URL('../../engines/page-runner.js', import.meta.url), 'utf8')

type RunStep = (
  step: Case['steps'][number],
  place: { key: string; originOf: OriginOf; names: string[] },
) => Promise<Seen>

/** The page code, with this browser's functions for globals and no time-outs of its own. */
const pageCode = (browser: SimulatedBrowser): RunStep =>
  new Function(
    'fetch',
    'XMLHttpRequest',
    'setTimeout',
    'clearTimeout',
    `${runner}; return runStep`,
  )(
    browser.fetch,
    browser.XMLHttpRequest,
    () => 0,
    () => {},
  )

/** What a simulated browser makes of a case. */
export async function simulate(of: Case, browser: Browser): Promise<Observation> {
  const key = of.id
  let wire: WireEntry[] = []
  const asked = new Map<Policy[], number>()
  const network = async (request: Request): Promise<Response> => {
    const url = new URL(request.url)
    const at = (Object.keys(ORIGINS) as Letter[]).find(letter => ORIGINS[letter] === url.origin)!
    const path = `${url.pathname}${url.search}`.slice(`/c/${key}`.length)
    const body = await request.arrayBuffer()
    const received = {
      at,
      path,
      method: request.method,
      target: url.pathname,
      headers: [...request.headers] as [string, string][],
      bodyLength: body.byteLength,
      chunked: false,
      time: 0,
    }
    const entry = describeRequest(received, of, ORIGINS)
    wire.push(entry)
    const policies = policiesAt(of.server, at, path)
    const given = entry.acrm === undefined ? policies?.actual : policies?.preflight
    const answer = respond(Array.isArray(given) ? inTurn(given) : given, received, key, ORIGINS)
    const headers = new Headers()
    for (const [name, value] of answer.headers) headers.append(name, value)
    const empty = [204, 205, 304].includes(answer.status) || request.method === 'HEAD'
    return new Response(empty ? null : answer.body, { status: answer.status, headers })
  }
  const inTurn = (policies: Policy[]): Policy | undefined => {
    const turn = asked.get(policies) ?? 0
    asked.set(policies, turn + 1)
    return policies[Math.min(turn, policies.length - 1)]
  }
  const simulated = simulateBrowser({ origin: ORIGINS.A, browser, network, report: 'silent' })
  const runStep = pageCode(simulated)
  const names = [
    ...new Set(
      actualPolicies(of.server).flatMap(({ headers = [] }) =>
        headers.map(([name]) => name.toLowerCase()),
      ),
    ),
  ].sort()
  const steps = []
  const realNow = Date.now
  let passed = 0
  Date.now = () => realNow() + passed
  try {
    for (const step of of.steps) {
      wire = []
      passed += 15 + (step.waitMs ?? 0)
      steps.push({ ...(await runStep(step, { key, originOf: ORIGINS, names })), wire })
    }
  } finally {
    Date.now = realNow
  }
  return { id: of.id, steps }
}
