/** What a server's answers allow, but at a cost or a risk. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import { ENGINES, type Engine } from '../browsers/rules.ts'
import type { Advice } from '../explain/advice.ts'
import { MAX_AGE as ADVISED } from '../explain/call.ts'
import { variesByOrigin } from '../explain/remedy.ts'
import type { Description } from '../standard/description.ts'
import { normalizeMethod } from '../standard/method.ts'
import { DEFAULT_MAX_AGE } from '../standard/preflight-cache.ts'
import { tokenList } from '../standard/token-list.ts'
import type { EngineCheck } from './check.ts'
import type { Sent } from './connection.ts'
import { OPAQUE, type Probes, STRANGER } from './probe.ts'

const ALLOW_ORIGIN = 'access-control-allow-origin'

/** Looks at the answers that a call got, and at what strangers were told. */
export function adviceOn(
  { credentials, headers }: Pick<Description, 'credentials' | 'headers'>,
  engines: Readonly<Record<Engine, EngineCheck>>,
  sent: readonly Sent[],
  probes: Probes,
): Advice[] {
  const own = sent.find(({ status }) => status !== null)
  const exchanges = Object.values(engines).flatMap(check => check.exchanges)
  const preflight = exchanges.find(({ kind, status }) => kind === 'preflight' && status !== null)
  const sendsAuthorization = headers.some(({ name }) => name === 'authorization')
  return [
    ...(preflight ? listAdvice(preflight.cors, sendsAuthorization, credentials) : []),
    ...(preflight && isOk(preflight.status!) ? maxAgeAdvice(preflight.cors[MAX_AGE] ?? null) : []),
    ...(own ? originAdvice(own, probes) : []),
  ]
}

const isOk = (status: number): boolean => status >= 200 && status < 300

const MAX_AGE = 'access-control-max-age'

/** How long browsers keep an answer: https://fetch.spec.whatwg.org/#http-access-control-max-age */
function maxAgeAdvice(received: string | null): Advice[] {
  if (received === null) return [{ code: 'max-age-missing', seconds: DEFAULT_MAX_AGE }]
  const wanted = Number(received)
  // More than most keep is no use; up to there it is what we advise.
  if (wanted <= ADVISED) return []
  const kept = ENGINES.map(engine => [engine, ENFORCEMENT[engine].cache.maxAge(received)] as const)
  const less = kept.filter(([, seconds]) => !(seconds >= wanted))
  return [{ code: 'max-age-capped', received, kept: Object.fromEntries(less) }]
}

function listAdvice(
  cors: Readonly<Record<string, string>>,
  sendsAuthorization: boolean,
  credentials: string,
): Advice[] {
  const methods = tokenList(cors['access-control-allow-methods'] ?? null) ?? []
  const names = tokenList(cors['access-control-allow-headers'] ?? null) ?? []
  const otherCase = methods.filter(
    method => isKnownInOtherCase(method) && !methods.includes(method.toUpperCase()),
  )
  const hidden =
    sendsAuthorization &&
    credentials !== 'include' &&
    names.includes('*') &&
    !names.some(name => name.toLowerCase() === 'authorization')
  return [
    ...(otherCase.length > 0 ? [{ code: 'method-case' as const, methods: otherCase }] : []),
    ...(hidden ? [{ code: 'authorization-under-wildcard' as const }] : []),
  ]
}

/** PATCH is the one that browsers don't put in upper case, and that is mostly written so. */
const isKnownInOtherCase = (method: string): boolean =>
  method !== method.toUpperCase() &&
  (normalizeMethod(method) !== method || method.toUpperCase() === 'PATCH')

/** What the answers to the page, to a stranger and to an opaque origin say together. */
function originAdvice(own: Sent, { [STRANGER]: stranger, [OPAQUE]: opaque }: Probes): Advice[] {
  const received = own.answer[ALLOW_ORIGIN]
  if (received === undefined) return []
  const varies = stranger !== undefined && stranger.answer[ALLOW_ORIGIN] !== received
  const needsVary = received !== '*' || varies
  const reflected = stranger?.answer[ALLOW_ORIGIN] === STRANGER && allowsCredentials(stranger)
  return [
    ...(needsVary && !variesByOrigin(own.answer.vary ?? '')
      ? [{ code: 'vary-missing' as const, received, varies }]
      : []),
    ...(reflected ? [{ code: 'origin-reflected' as const, probe: STRANGER }] : []),
    ...(opaque?.answer[ALLOW_ORIGIN] === OPAQUE
      ? [{ code: 'null-allowed' as const, credentials: allowsCredentials(opaque) }]
      : []),
  ]
}

const allowsCredentials = ({ answer }: Sent): boolean =>
  answer['access-control-allow-credentials'] === 'true'
