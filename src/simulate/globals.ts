/** Putting the simulated functions into the environment, and taking them out again. */

type Name = 'fetch' | 'XMLHttpRequest'

/** Where MSW 2 notes that it has put its own on top. */
const NOTES: Readonly<Record<Name, symbol>> = {
  fetch: Symbol.for('fetch-interceptor'),
  XMLHttpRequest: Symbol.for('xhr-interceptor'),
}

/** Makes ours; where it stands aside, it has to do what was there before. */
type Make<T> = (standsAside: () => boolean, below: () => T) => T

/** A property of the environment that stands over what was there before. */
interface Layer {
  readonly below: PropertyDescriptor | undefined
  readonly get: () => unknown
}

/** The getters of all simulations. */
const simulated = new WeakSet<() => unknown>()

/** Those that are installed, the newest last. */
const installed: Global[] = []

/**
 * Keeps a global of the environment ours. Mocks such as MSW put their own functions on top when they
 * start to listen, and put back what they found when they stop: whichever comes first, calls of the
 * page reach the simulation first, and what is left at the end is what was there at the beginning.
 */
export class Global<T = unknown> {
  /** Ours, as the page has it. */
  readonly value: T
  readonly name: Name
  #layers: Layer[] = []
  #isInstalled = false
  /** Whether a mock on top still holds ours although it has been taken away. */
  #standsAside = false
  /** What the page has put there by plain assignment. */
  #assigned: { readonly value: unknown } | undefined

  constructor(name: Name, make: Make<T>) {
    this.name = name
    this.value = make(
      () => this.#standsAside,
      () => currentValue(this.#layers[0]?.below) as T,
    )
  }

  /** Puts ours on top, if it is not there already. */
  put(): void {
    const below = Object.getOwnPropertyDescriptor(globalThis, this.name)
    if (this.#isInstalled) {
      // Another simulation that was put on top since then keeps its place.
      if (below?.get && simulated.has(below.get)) return
    } else {
      this.#isInstalled = true
      this.#standsAside = false
      this.#layers = []
      this.#assigned = undefined
      installed.push(this as Global)
    }
    this.#watchForMock()
    const layer: Layer = { below, get: () => this.#read(layer) }
    this.#layers.push(layer)
    simulated.add(layer.get)
    Object.defineProperty(globalThis, this.name, {
      configurable: true,
      enumerable: below?.enumerable ?? true,
      get: layer.get,
      set: (value: unknown) => this.#assign(layer, value),
    })
  }

  /** Takes ours away; what others put on top since then stays. */
  remove(): void {
    if (!this.#isInstalled) return
    this.#isInstalled = false
    installed.splice(installed.indexOf(this as Global), 1)
    unwatch(NOTES[this.name])
    const now = Object.getOwnPropertyDescriptor(globalThis, this.name)
    const layer = this.#layers.find(({ get }) => get === now?.get)
    const underMock = layer ? isMock(layer.below) : isMock(now)
    this.#standsAside = underMock && this.#layers.length > (layer ? 1 : 0)
    if (layer && !this.#assigned) restore(this.name, layer.below)
    // What is left of an older one may now lie below a mock.
    newest(this.name)?.put()
  }

  #read(layer: Layer): unknown {
    if (this.#assigned) return this.#assigned.value
    if (this.#isInstalled) {
      // Whoever reads it may be about to put a wrapper on top.
      Promise.resolve().then(() => this.stayOnTop())
      this.#watchForMock()
      return this.value
    }
    // Put back by a mock that stopped listening after the simulation was taken away.
    this.#standsAside = false
    restore(this.name, layer.below)
    return (globalThis as Record<string, unknown>)[this.name]
  }

  /** A page may put a stub there, and ours back again. */
  #assign(layer: Layer, value: unknown): void {
    this.#assigned = value === this.value ? undefined : { value }
    if (!this.#assigned && !this.#isInstalled) restore(this.name, layer.below)
  }

  /** MSW 2 answers by itself, so that not even the first call may reach it before the simulation. */
  #watchForMock(): void {
    const note = NOTES[this.name]
    if (note in globalThis) return
    Object.defineProperty(globalThis, note, {
      configurable: true,
      get: () => undefined,
      set: (value: unknown) => {
        const plain = { value, configurable: true, enumerable: true, writable: true }
        Object.defineProperty(globalThis, note, plain)
        newest(this.name)?.stayOnTop()
      },
    })
  }

  /** Puts ours on top of a mock, if there is one now. */
  stayOnTop(): void {
    const now = Object.getOwnPropertyDescriptor(globalThis, this.name)
    if (this.#isInstalled && isMock(now)) this.put()
  }
}

const newest = (name: Name): Global | undefined => installed.findLast(other => other.name === name)

/** MSW's own note is a plain property, and stays. */
function unwatch(note: symbol): void {
  if (Object.getOwnPropertyDescriptor(globalThis, note)?.set) {
    delete (globalThis as Record<symbol, unknown>)[note]
  }
}

/** MSW's own properties can't be written; a page's or a test's stub can. */
const isMock = (found: PropertyDescriptor | undefined): boolean =>
  typeof found?.value === 'function' && found.writable === false && found.configurable === true

const currentValue = (descriptor: PropertyDescriptor | undefined): unknown =>
  descriptor?.get ? descriptor.get.call(globalThis) : descriptor?.value

function restore(name: Name, descriptor: PropertyDescriptor | undefined): void {
  if (descriptor) Object.defineProperty(globalThis, name, descriptor)
  else delete (globalThis as Record<string, unknown>)[name]
}
