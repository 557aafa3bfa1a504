/**
 * Playwright's own connection to Chromium, listened to. A session of one's own would come second:
 * a worker runs on as soon as one client lets it, and Playwright's does at once.
 */

import type { Browser, BrowserContext } from '@playwright/test'

/** A message of the protocol: https://chromedevtools.github.io/devtools-protocol/ */
export interface Message {
  readonly id?: number
  readonly sessionId?: string
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
}

interface Transport {
  send(message: Message): void
  onmessage?: ((message: Message) => void) | undefined
}

/** A target that a session is for. */
export interface Target {
  readonly targetId: string
  readonly type: string
  readonly browserContextId?: string
}

interface Attached {
  readonly sessionId: string
  readonly targetInfo: Target
}

/** What stands for a page, a frame of another process or a worker. */
export interface Session {
  readonly id: string
  /** @param then Called when it is done, or can't be. */
  send(method: string, params?: object, then?: () => void): void
}

/** Who listens. */
export interface Listener {
  /** Told of a target, before anything of it runs. */
  onTarget(session: Session, type: string): void
  /** Told when Playwright has asked for what goes on in it, and before its user's own scripts. */
  onEnabled(session: Session, type: string): void
  /** Told of everything that a session says; true for what is nobody else's business. */
  onEvent(session: Session, method: string, params: unknown): boolean
  onError(error: unknown): void
}

/** Playwright counts its own messages from 1. */
const FIRST_ID = 1_000_000_000

const connections = new WeakMap<Transport, Connection>()

/**
 * Listens to all that a context says, from now on.
 *
 * @returns A function that ends it; null where the connection is not to be had: in other browsers,
 * and where the browser is another machine's.
 */
export function listenTo(context: BrowserContext, listener: Listener): (() => void) | null {
  const browser = context.browser()
  const transport = browser && transportOf(browser)
  if (!transport) return null
  const { _browserContextId: id } = implOf(context) as { _browserContextId?: string }
  const known = connections.get(transport) ?? new Connection(transport)
  connections.set(transport, known)
  return known.add(id, listener)
}

/** A part of Playwright that it shows nobody; undefined where it has none. */
const implOf = (object: unknown): unknown =>
  (object as { _connection?: { toImpl?: (of: unknown) => unknown } })._connection?.toImpl?.(object)

function transportOf(browser: Browser): Transport | null {
  const impl = implOf(browser) as { _connection?: { _transport?: Partial<Transport> } } | undefined
  const transport = impl?._connection?._transport
  const isOne =
    browser.browserType().name() === 'chromium' &&
    typeof transport?.send === 'function' &&
    typeof transport.onmessage === 'function'
  return isOne ? (transport as Transport) : null
}

interface Listening {
  readonly listener: Listener
  readonly session: Session
  readonly type: string
  isEnabled: boolean
}

class Connection {
  readonly #transport: Transport
  readonly #listeners = new Map<string | undefined, Listener>()
  /** By session. */
  readonly #listening = new Map<string, Listening>()
  /** What Playwright is to hear of a target when a session of ours has all in place. */
  readonly #held = new Map<string, Message>()
  readonly #own = new Set<string>()
  readonly #replies = new Map<number, (isDone: boolean) => void>()
  #lastId = FIRST_ID
  #passOn: (message: Message) => void = () => undefined
  #write: (message: Message) => void = () => undefined
  readonly #take = (message: Message): void => {
    if (!this.#keeps(message)) this.#passOn(message)
  }
  readonly #give = (message: Message): void => {
    this.#write(message)
    if (message.method !== 'Runtime.enable') return
    const listening = this.#listening.get(message.sessionId ?? '')
    if (!listening || listening.isEnabled) return
    const { listener, session, type } = listening
    listening.isEnabled = true
    this.#tell(listener, () => listener.onEnabled(session, type))
  }

  constructor(transport: Transport) {
    this.#transport = transport
  }

  add(contextId: string | undefined, listener: Listener): () => void {
    if (this.#listeners.size === 0) {
      this.#passOn = this.#transport.onmessage!
      this.#transport.onmessage = this.#take
      this.#write = this.#transport.send.bind(this.#transport)
      this.#transport.send = this.#give
    }
    this.#listeners.set(contextId, listener)
    return () => {
      this.#listeners.delete(contextId)
      for (const [session, whose] of this.#listening) {
        if (whose.listener === listener) this.#listening.delete(session)
      }
      if (this.#listeners.size > 0) return
      if (this.#transport.onmessage === this.#take) this.#transport.onmessage = this.#passOn
      this.#transport.send = this.#write
    }
  }

  /** Looks at a message; whether Playwright is not to see it, or not yet. */
  #keeps(message: Message): boolean {
    const { id, sessionId = '', method, params } = message
    if (id !== undefined) {
      this.#replies.get(id)?.(message.result !== undefined)
      this.#replies.delete(id)
      return id > FIRST_ID
    }
    if (method === 'Target.attachedToTarget') return this.#attached(message, params as Attached)
    if (method === 'Target.detachedFromTarget') {
      const { sessionId: gone } = params as Attached
      this.#listening.delete(gone)
      return this.#own.delete(gone)
    }
    const listening = this.#listening.get(sessionId)
    if (!listening || method === undefined) return this.#own.has(sessionId)
    const { listener, session } = listening
    const isKept = this.#tell(listener, () => listener.onEvent(session, method, params))
    return isKept || this.#own.has(sessionId)
  }

  #attached(message: Message, { sessionId, targetInfo }: Attached): boolean {
    const { type, targetId, browserContextId } = targetInfo
    const listener = this.#listeners.get(browserContextId) ?? this.#listeners.get(undefined)
    if (!listener) return false
    if (this.#held.has(targetId)) {
      this.#own.add(sessionId)
      this.#enter(sessionId, type, listener)
      // Sessions don't wait for one another: an answer on ours says that all has been done there.
      this.#send({ sessionId, method: 'Runtime.getIsolateId' }, () => this.#release(targetId))
      return true
    }
    // A page's session on its service worker is one more, which Playwright gives up.
    const isSecond = type === 'service_worker' && message.sessionId !== undefined
    if (isSecond) return false
    if (type !== 'shared_worker') {
      this.#enter(sessionId, type, listener)
      return false
    }
    // Playwright would let it run and go.
    this.#held.set(targetId, message)
    const params = { targetId, flatten: true }
    this.#send({ method: 'Target.attachToTarget', params }, isDone => {
      if (!isDone) this.#release(targetId)
    })
    return true
  }

  #release(targetId: string): void {
    const message = this.#held.get(targetId)
    this.#held.delete(targetId)
    if (message) this.#passOn(message)
  }

  #enter(sessionId: string, type: string, listener: Listener): void {
    const session: Session = {
      id: sessionId,
      send: (method, params = {}, then) => this.#send({ sessionId, method, params }, then),
    }
    this.#listening.set(sessionId, { listener, session, type, isEnabled: false })
    this.#tell(listener, () => listener.onTarget(session, type))
  }

  /** A fault of ours is none of Playwright's. */
  #tell<T>(listener: Listener, tell: () => T): T | undefined {
    try {
      return tell()
    } catch (error) {
      listener.onError(error)
      return undefined
    }
  }

  #send(message: Message, then?: (isDone: boolean) => void): void {
    const id = ++this.#lastId
    if (then) this.#replies.set(id, then)
    this.#write({ ...message, id })
  }
}
