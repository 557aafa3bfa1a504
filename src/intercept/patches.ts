/** Replacing members of the page's objects so that nothing shows, and putting them back. */

// biome-ignore lint/complexity/noBannedTypes: any function of the page
type AnyFunction = Function

const { apply, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Reflect

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

  /** Replaces a method, or the getter of an attribute; all that can be read off it stays the same. */
  replace<F extends AnyFunction>(
    object: object,
    key: string,
    make: (original: F, isNative: boolean) => Record<string, AnyFunction>,
  ): void {
    this.#substitute<F>(object, key, original => {
      const replacement = make(original, this.#isNative(original))[key]!
      Object.defineProperties(replacement, Object.getOwnPropertyDescriptors(original))
      return replacement as F
    })
  }

  /** Puts a constructor in the place of one; what it makes is the same. */
  construct<C extends AnyFunction>(
    object: object,
    key: string,
    make: (original: C, args: unknown[], newTarget: AnyFunction, below: AnyFunction) => object,
  ): void {
    this.#substitute<C>(object, key, original => {
      const handler: ProxyHandler<C> = {
        construct: (_, args, newTarget) => make(original, args, newTarget, handler.construct!),
      }
      const ours = new Proxy(original, handler)
      // What an instance says made it is what stands under the name.
      this.#substitute<C>(original.prototype, 'constructor', () => ours)
      return ours
    })
  }

  /** Puts another function in the place of one. */
  #substitute<F extends AnyFunction>(object: object, key: string, make: (original: F) => F): void {
    const holder = holderOf(object, key)
    const descriptor = holder && getOwnPropertyDescriptor(holder, key)
    if (!descriptor?.configurable) return
    const slot = descriptor.get ? 'get' : 'value'
    const original = descriptor[slot]
    if (typeof original !== 'function') return
    if (!this.#isNative(original)) this.wrapped.push(key)
    const replacement = make(original)
    this.#originals.set(replacement, original)
    defineProperty(holder!, key, { ...descriptor, [slot]: replacement })
    this.#undo.push(() => {
      // What somebody else put on top stays; ours below it only passes calls on by then.
      if (getOwnPropertyDescriptor(holder!, key)?.[slot] === replacement) {
        defineProperty(holder!, key, descriptor)
      }
    })
  }

  /** Puts everything back that nobody has patched since. */
  restore(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo()
  }
}
