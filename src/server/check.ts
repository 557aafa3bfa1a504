/** Asking a real server what it says to a page's call, as each browser would hear it. */

import { ENFORCEMENT } from '../browsers/enforcement.ts'
import { ENGINES, type Engine } from '../browsers/rules.ts'
import { type Verdict, verdictOn } from '../browsers/verdict.ts'
import type { Advice } from '../explain/advice.ts'
import type { Remedy } from '../explain/remedy.ts'
import { describeStated, type StatedCall } from '../request/stated.ts'
import { takeBody } from '../simulate/body.ts'
import { Cookies } from '../simulate/cookies.ts'
import type { Exchange } from '../simulate/exchange.ts'
import { type Load, type Loaded, load, type SendableBody } from '../simulate/load.ts'
import type { Network } from '../simulate/network-request.ts'
import type {
  CredentialsMode,
  Description,
  Initiator,
  RequestMode,
} from '../standard/description.ts'
import type { Failure } from '../standard/failure.ts'
import { PreflightCache } from '../standard/preflight-cache.ts'
import { adviceOn } from './advice.ts'
import { Connection, type Sent } from './connection.ts'
import { probe } from './probe.ts'
import { remedyFor } from './remedy.ts'

/**
 * How a call ends in a browser: `preflight-allowed` and `unsent` where the request itself was not to
 * be sent, after a preflight that passed and without one.
 */
export type CheckOutcome = 'allowed' | 'preflight-allowed' | 'unsent' | 'blocked' | 'no-answer'

/** Whether nothing speaks against a call, as far as was asked. */
export const isAllowed = (outcome: CheckOutcome): boolean =>
  outcome === 'allowed' || outcome === 'preflight-allowed'

/** What a call comes to in one browser. */
export interface EngineCheck {
  /** How it ends. */
  readonly outcome: CheckOutcome
  /** The status that the page sees; 0 where it sees none. */
  readonly status: number
  /** Why the browser refuses the call; null where it does not. */
  readonly failure: Failure | null
  /** What the call needs, and why. */
  readonly verdict: Verdict
  /** What this browser sends, in order. */
  readonly exchanges: readonly Exchange[]
}

/** A call that was checked, as browsers make it. */
export interface AskedCall {
  /** Absolute, as it is sent. */
  readonly url: string
  /** Normalised. */
  readonly method: string
  /** Whether and how CORS is used. */
  readonly mode: RequestMode
  /** Whether cookies and the like go along. */
  readonly credentials: CredentialsMode
  /** The page's. */
  readonly origin: string
  /** What makes it. */
  readonly initiator: Initiator
}

/** What a server said to a call. */
export interface CorsCheck {
  /** What was asked about. */
  readonly call: AskedCall
  /** Whether no browser refuses it and none is without an answer. */
  readonly allowed: boolean
  /** What each engine makes of the answers. */
  readonly engines: Readonly<Record<Engine, EngineCheck>>
  /** Everything that went over the network for the call, in order. */
  readonly sent: readonly Sent[]
  /** By what answers every browser would let it pass; null where that is not up to a server. */
  readonly remedy: Remedy | null
  /** What is allowed, but costly or unwise. */
  readonly advice: readonly Advice[]
}

/** How to ask. */
export interface AskOptions {
  /** The page's origin. */
  readonly origin: string
  /** Whether requests other than GET and HEAD are sent themselves, not only their preflights. */
  readonly send?: boolean
  /** Milliseconds that each answer may take. */
  readonly timeoutMs?: number
}

/** Milliseconds that an answer may take unless it is said. */
export const TIMEOUT_MS = 10_000

/**
 * Asks a server.
 *
 * @throws TypeError for a call that no browser would make.
 */
export async function checkCall(stated: StatedCall, options: AskOptions): Promise<CorsCheck> {
  const { origin, send = false, timeoutMs = TIMEOUT_MS } = options
  const description = describeStated(stated, origin)
  const { cookie } = stated
  const connection = new Connection({
    timeoutMs,
    cookie: cookie === null ? null : { url: stated.url, value: cookie },
  })
  const taken = takeBody(stated.body)
  const body = (await taken?.content) ?? null
  const network = send ? connection.network : withoutUnsafe(connection.network)
  const checks: [Engine, EngineCheck][] = []
  for (const engine of ENGINES) {
    const given = { description, body: body && stated.streams ? streaming(body) : body }
    checks.push([engine, await checkIn(engine, given, network)])
  }
  const engines = Object.fromEntries(checks) as Record<Engine, EngineCheck>
  const sent = [...connection.sent]
  const remedy = remedyOf(description, engines)
  return {
    call: {
      method: description.method,
      url: description.url.href,
      mode: description.mode,
      credentials: description.credentials,
      origin: description.origin,
      initiator: description.initiator,
    },
    allowed: Object.values(engines).every(({ outcome }) => isAllowed(outcome)),
    engines,
    sent,
    remedy,
    advice: remedy ? adviceOn(description, engines, sent, await probe(connection, sent)) : [],
  }
}

/** The network answered that a request is not to be sent. */
const UNSENT = 'not sent'

/** Lets only those requests through that change nothing on the server. */
const withoutUnsafe =
  (network: Network): Network =>
  async request => {
    if (!/^(GET|HEAD|OPTIONS)$/.test(request.method)) throw new Error(UNSENT)
    return network(request)
  }

async function checkIn(
  engine: Engine,
  { description, body }: Pick<Load, 'description' | 'body'>,
  network: Network,
): Promise<EngineCheck> {
  const exchanges: Exchange[] = []
  const loader = {
    browser: engine,
    network,
    native: globalThis.fetch,
    cache: new PreflightCache(ENFORCEMENT[engine].cache, Date.now),
    cookies: new Cookies({}, false),
  }
  const loaded = await load(loader, {
    ...{ description, body, redirect: 'follow', cache: 'default', referrerPolicy: '' },
    ...{ integrity: '', onExchange: exchange => exchanges.push(exchange) },
  })
  const outcome = outcomeOf(loaded, exchanges)
  const isFailure = outcome === 'blocked' || outcome === 'no-answer'
  return {
    outcome,
    status: loaded.response?.status ?? 0,
    failure: isFailure ? loaded.failure : null,
    verdict: verdictOn(description, engine),
    exchanges,
  }
}

function outcomeOf({ failure }: Loaded, exchanges: readonly Exchange[]): CheckOutcome {
  if (!failure) return 'allowed'
  if (failure.code !== 'network') return 'blocked'
  if (failure.cause !== UNSENT) return 'no-answer'
  return exchanges.some(({ kind }) => kind === 'preflight') ? 'preflight-allowed' : 'unsent'
}

const streaming = ({ content, contentType }: SendableBody): SendableBody => ({
  content: new Blob([content as string]).stream() as ReadableStream<Uint8Array>,
  contentType,
})

/** For the URL at which the call fails, or else for the first. */
function remedyOf(
  { url, origin, credentials }: Description,
  engines: Readonly<Record<Engine, EngineCheck>>,
): Remedy | null {
  const checks = Object.values(engines)
  const exchanges = checks.flatMap(check => check.exchanges)
  const stays = checks.every(({ verdict }) => !verdict.crossOrigin) && exchanges.every(isBasic)
  if (exchanges.length === 0 || stays) return null
  const failing = checks.flatMap(({ failure }) => (failure && 'url' in failure ? failure.url : []))
  return remedyFor(failing[0] ?? url.href, exchanges, origin, credentials === 'include')
}

/** Whether it is the only one of its call. */
const isBasic = ({ kind, hop }: Exchange): boolean => kind === 'actual' && hop === 0
