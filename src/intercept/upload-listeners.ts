/** Which listeners an `XMLHttpRequest.upload` has: https://dom.spec.whatwg.org/#event-listener-inner-invoke */

import type { Outcome } from '../browsers/call.ts'
import { isSameListener, type ListenerKey, XHR_EVENTS } from '../request/listeners.ts'
import type { UploadListener } from '../standard/description.ts'
import type { Place } from '../standard/header.ts'
import { convertOnce } from './convert-once.ts'
import { notesOn } from './notes.ts'
import { getterOf, type Patches } from './patches.ts'
import type { Watch } from './watch.ts'

const { apply } = Reflect

interface Listener extends ListenerKey {
  readonly once: boolean
  readonly signal: AbortSignal | undefined
  readonly setAt: Place | undefined
}

type Options = Record<'capture' | 'once' | 'passive' | 'signal', unknown>

/** Keeps the listeners that were added to uploads, as the browser keeps them. */
export class UploadListeners {
  readonly #listeners = notesOn<Listener[]>()
  readonly #attributes: readonly (readonly [string, (upload: object) => unknown])[]

  constructor(prototype: object) {
    this.#attributes = XHR_EVENTS.map(type => [type, getterOf(prototype, `on${type}`)])
  }

  add(upload: object, listener: Listener): void {
    const known = this.#listeners.get(upload)
    if (!known) this.#listeners.set(upload, [listener])
    else if (!known.some(other => isSameListener(other, listener))) known.push(listener)
  }

  remove(upload: object, listener: ListenerKey): void {
    const known = this.#listeners.get(upload)
    const index = known?.findIndex(other => isSameListener(other, listener)) ?? -1
    if (index >= 0) known?.splice(index, 1)
  }

  /** Forgets the listeners that were there for one event, when an upload has ended. */
  fired(upload: object, outcome: Outcome): void {
    const known = this.#listeners.get(upload)
    const last = outcome === 'ok' ? 'load' : outcome === 'aborted' ? 'abort' : 'error'
    const types = ['loadstart', 'progress', last, 'loadend']
    const kept = known?.filter(({ once, type }) => !(once && types.includes(type)))
    if (kept) this.#listeners.set(upload, kept)
  }

  /** The listeners there are now: added ones, then on-attributes. */
  of(upload: object): UploadListener[] {
    const added = this.#listeners.get(upload)?.filter(({ signal }) => !signal?.aborted) ?? []
    const set = this.#attributes.filter(([, read]) => read(upload)).map(([type]) => ({ type }))
    return [...added.map(({ type, setAt }) => ({ type, setAt })), ...set]
  }
}

/**
 * Replaces `addEventListener` and `removeEventListener` of all event targets: uploads inherit them,
 * and methods of their own would show.
 */
export function watchUploadListeners(
  patches: Patches,
  watch: Watch,
  listeners: UploadListeners,
): void {
  const { EventTarget, XMLHttpRequestUpload: Upload } = watch.target
  type Add = (this: EventTarget, ...args: unknown[]) => unknown

  patches.replace<Add>(EventTarget.prototype, 'addEventListener', original => {
    const ours = {
      addEventListener(this: EventTarget, ...args: unknown[]): void {
        const ofUpload = watch.active && this instanceof Upload
        const options = ofUpload ? readOptions(args) : undefined
        apply(original, this, args)
        if (!options) return
        const [type, callback] = args
        const signal = options.signal as AbortSignal | undefined
        if (!isCallback(callback) || signal?.aborted) return
        listeners.add(this, {
          type: `${type as string}`,
          callback,
          capture: !!options.capture,
          once: !!options.once,
          signal,
          setAt: watch.places.take(ours.addEventListener),
        })
      },
    }
    return ours
  })

  patches.replace<Add>(EventTarget.prototype, 'removeEventListener', original => ({
    removeEventListener(this: EventTarget, ...args: unknown[]): void {
      const ofUpload = watch.active && this instanceof Upload
      const options = ofUpload ? readOptions(args) : undefined
      apply(original, this, args)
      if (!options) return
      const [type, callback] = args
      if (isCallback(callback)) {
        listeners.remove(this, { type: `${type as string}`, callback, capture: !!options.capture })
      }
    },
  }))
}

const isCallback = (callback: unknown): callback is object =>
  typeof callback === 'function' || (typeof callback === 'object' && callback !== null)

/** Reads the type and the options once, and puts into their place what reads the same. */
function readOptions(args: unknown[]): Partial<Options> {
  convertOnce(args, 0)
  const given = args[2]
  if (typeof given !== 'object' || given === null) return { capture: given }
  const { capture, once, passive, signal } = given as Options
  const options: Partial<Options> = { capture }
  if (once !== undefined) options.once = once
  if (passive !== undefined) options.passive = passive
  if (signal !== undefined) options.signal = signal
  args[2] = options
  return options
}
