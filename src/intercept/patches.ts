/** Replacing members of the page's objects so that nothing shows, and putting them back. */

// biome-ignore lint/complexity/noBannedTypes: any function of the page
type AnyFunction = Function

const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf, setPrototypeOf } = Reflect

/** What uninstalled watchers left below others, by what it only passes calls on to. */
const dormant = new WeakMap<AnyFunction, AnyFunction>()

/**
 * A function as it was before zone.js, if that patched it: what this library does on its own must not
 * become a task of the page's zone.
 */
export function unzoned<T extends object, K extends keyof T & string>(object: T, key: K): T[K] {
  return (object as Record<string, T[K]>)[`__zone_symbol__${key}`] ?? object[key]
}

/** What a function passes calls on to, if that is all it does any more. */
function awake(fn: AnyFunction): AnyFunction {
  const below = dormant.get(fn)
  return below ? awake(below) : fn
}

/** Looks up who in a prototype chain holds a property. */
export function holderOf(object: object, key: PropertyKey): object | undefined {
  let holder: object | null = object
  while (holder && !Object.hasOwn(holder, key)) holder = getPrototypeOf(holder)
  return holder ?? undefined
}

/** The getter of a property, as found in a prototype chain now; it needs its `this` passed. */
export function getterOf<T>(object: object, key: PropertyKey): (receiver: object) => T {
  const holder = holderOf(object, key)
  const get = holder && getOwnPropertyDescriptor(holder, key)?.get
  return receiver => (get ? apply(get, receiver, []) : (receiver as Record<PropertyKey, T>)[key]!)
}

/** Makes what takes the place of a function, under the function's own name. */
type Make<F> = (original: F, isNative: boolean) => Record<string, AnyFunction>

/** The patches of one page. */
export class Patches {
  readonly #undo: (() => void)[] = []
  readonly #originals = new WeakMap<AnyFunction, AnyFunction>()
  readonly #isNative: (fn: AnyFunction) => boolean
  /** Names of what was not the browser's own function any more. */
  readonly wrapped: string[] = []

  constructor(target: typeof globalThis) {
    const prototype = target.Function.prototype
    const nativeToString = prototype.toString
    const originals = this.#originals
    this.#isNative = fn => apply(nativeToString, fn, []).includes('[native code]')
    // Whoever asks for the source of a patched function is shown the original's.
    this.replace(prototype, 'toString', original => ({
      toString(this: AnyFunction, ...args: unknown[]) {
        return apply(original, originals.get(this) ?? this, args)
      },
    }))
  }

  /** Replaces a function; all that can be read off it stays the same. */
  replace<F extends AnyFunction>(object: object, key: string, make: Make<F>): void {
    this.#substitute<F>(object, key, 'value', original => this.#alike(original, key, make))
  }

  /** Replaces the getter of an attribute. */
  replaceGetter<F extends AnyFunction>(object: object, key: string, make: Make<F>): void {
    this.#substitute<F>(object, key, 'get', original => this.#alike(original, key, make))
  }

  /** Puts a constructor in the place of one; what it makes is the same. */
  construct<C extends AnyFunction>(
    object: object,
    key: string,
    make: (original: C, args: unknown[], newTarget: AnyFunction, below: AnyFunction) => object,
  ): void {
    this.#substitute<C>(object, key, 'value', original => {
      const handler: ProxyHandler<C> = {
        // Object() keeps this frame, which WebKit would drop for a call in tail position.
        construct: (_, args, newTarget) =>
          Object(make(original, args, newTarget, handler.construct!)),
      }
      const ours = new Proxy(original, handler)
      // What an instance says made it is what stands under the name.
      this.#substitute<C>(original.prototype, 'constructor', 'value', () => ours)
      return ours
    })
  }

  #alike<F extends AnyFunction>(original: F, key: string, make: Make<F>): F {
    const replacement = make(original, this.#isNative(original))[key]!
    Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original))
    // A function of another window has that window's prototype.
    setPrototypeOf(replacement, getPrototypeOf(original))
    return replacement as F
  }

  #substitute<F extends AnyFunction>(
    object: object,
    key: string,
    slot: 'value' | 'get',
    make: (original: F) => F,
  ): void {
    const holder = holderOf(object, key)
    const descriptor = holder && getOwnPropertyDescriptor(holder, key)
    if (!holder || !descriptor?.configurable) return
    // A test environment may hand out a function through a getter of its own.
    const handedOut = slot === 'value' && descriptor.get
    const original = handedOut ? (object as Record<string, F>)[key] : descriptor[slot]
    if (typeof original !== 'function') return
    if (!this.#isNative(original)) this.wrapped.push(key)
    const replacement = make(original as F)
    this.#originals.set(replacement, original)
    const { configurable, enumerable } = descriptor
    const plain = { configurable, enumerable: !!enumerable, writable: true }
    const patched = { ...(handedOut ? plain : descriptor), [slot]: replacement }
    defineProperty(holder, key, patched)
    this.#undo.push(() => {
      // What somebody else put on top stays; ours below it only passes calls on by then.
      dormant.set(replacement, original)
      if (getOwnPropertyDescriptor(holder, key)?.[slot] !== replacement) return
      const below = descriptor[slot]
      defineProperty(holder, key, below ? { ...descriptor, [slot]: awake(below) } : descriptor)
    })
  }

  /** Puts everything back that nobody has patched since. */
  restore(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo()
  }
}
