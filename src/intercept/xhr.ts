/** Watching XMLHttpRequest. */

import { describeXhr } from '../request/xhr.ts'
import { type Place, toHeader } from '../standard/header.ts'
import { isCorsSafelistedMethod, normalizeMethod } from '../standard/method.ts'
import { convertOnce } from './convert-once.ts'
import { notesOn } from './notes.ts'
import { getterOf, type Patches, unzoned } from './patches.ts'
import type { Entry } from './record.ts'
import type { UploadListeners } from './upload-listeners.ts'
import type { Watch } from './watch.ts'

const { apply } = Reflect
const OPENED = 1
const DONE = 4
const ENDS = ['abort', 'loadend']

/** What is known of an XMLHttpRequest since it was opened, as it was given. */
interface Opened {
  readonly method: string
  readonly url: string
  readonly base: string
  readonly sync: boolean
  readonly openedAt: Place | undefined
  readonly headers: SetHeader[]
  /** The call it made, once it was sent. */
  entry: Entry | undefined
}

interface SetHeader {
  readonly name: string
  readonly value: string
  readonly setAt: Place | undefined
}

type Method = (this: XMLHttpRequest, ...args: unknown[]) => unknown

/** Replaces `open`, `setRequestHeader` and `send` of XMLHttpRequest. */
export function watchXhr(patches: Patches, watch: Watch, uploadListeners: UploadListeners): void {
  const { target, page, places } = watch
  const { XMLHttpRequest } = target
  const { prototype } = XMLHttpRequest
  const addEventListener = unzoned(target.EventTarget.prototype, 'addEventListener')
  const removeEventListener = unzoned(target.EventTarget.prototype, 'removeEventListener')
  const opened = notesOn<Opened>()
  const readyState = getterOf<number>(prototype, 'readyState')
  const status = getterOf<number>(prototype, 'status')
  const uploads = notesOn<object>()
  const withCredentials = getterOf<boolean>(prototype, 'withCredentials')

  patches.replace<Method>(prototype, 'open', original => {
    const ours = {
      open(this: XMLHttpRequest, ...args: unknown[]): void {
        if (watch.active && this instanceof XMLHttpRequest) {
          convertOnce(args, 0)
          convertOnce(args, 1)
        }
        apply(original, this, args)
        if (!watch.active) return
        try {
          noteOpen(this, args, ours.open)
        } catch (error) {
          watch.failed(error)
        }
      },
    }
    return ours
  })

  patches.replace<Method>(prototype, 'setRequestHeader', original => {
    const ours = {
      setRequestHeader(this: XMLHttpRequest, ...args: unknown[]): void {
        const state = watch.active ? opened.get(this) : undefined
        if (state) {
          convertOnce(args, 0)
          convertOnce(args, 1)
        }
        apply(original, this, args)
        if (!state) return
        const [name, value] = args as [string, string]
        state.headers.push({ name, value, setAt: places.take(ours.setRequestHeader) })
      },
    }
    return ours
  })

  patches.replace<Method>(prototype, 'send', original => {
    const ours = {
      send(this: XMLHttpRequest, ...args: unknown[]): unknown {
        const state = watch.active ? opened.get(this) : undefined
        if (!state || state.entry || readyState(this) !== OPENED) return apply(original, this, args)
        const entry = watch.try(() => noteSend(this, state, args[0], places.take(ours.send)))
        try {
          return apply(original, this, args)
        } catch (error) {
          // A synchronous call that fails throws; any other that throws has never left.
          if (entry && state.sync) watch.ended(entry, 'error', 0)
          else if (entry) watch.unmade(entry)
          throw error
        }
      },
    }
    return ours
  })

  // An upload that the page never looked at has no listeners, and must not come to exist: Chromium
  // sends events to listeners added after send() if it did.
  patches.replaceGetter<Method>(prototype, 'upload', original => ({
    upload(this: XMLHttpRequest, ...args: unknown[]): unknown {
      const upload = apply(original, this, args) as object
      if (watch.active) uploads.set(this, upload)
      return upload
    },
  }))

  function noteOpen(xhr: XMLHttpRequest, args: unknown[], below: unknown): void {
    // Opening again ends what is still under way, without an event.
    const before = opened.get(xhr)?.entry
    if (before) watch.ended(before, 'aborted', 0)
    const method = args[0] as string
    opened.set(xhr, {
      method,
      url: args[1] as string,
      base: page.base(),
      sync: args.length > 2 && !args[2],
      openedAt: isCorsSafelistedMethod(method) ? undefined : places.take(below),
      headers: [],
      entry: undefined,
    })
  }

  function noteSend(xhr: XMLHttpRequest, state: Opened, body: unknown, sentAt: Place | undefined) {
    const upload = uploads.get(xhr)
    const description = describeXhr({
      origin: page.origin,
      url: page.resolve(state.url, state.base),
      method: normalizeMethod(state.method),
      headers: state.headers.flatMap(
        ({ name, value, setAt }) => toHeader(name, value, setAt) ?? [],
      ),
      withCredentials: withCredentials(xhr),
      sync: state.sync,
      body,
      uploadListeners: upload ? uploadListeners.of(upload) : [],
      openedAt: state.openedAt,
      sentAt,
    })
    const entry = watch.made(description)
    state.entry = entry
    if (entry) follow(xhr, entry)
    return entry
  }

  /** Listens for the end of the request itself, never of its upload: that would need a preflight. */
  function follow(xhr: XMLHttpRequest, entry: Entry): void {
    const onEnd = ({ type }: Event) => {
      if (readyState(xhr) !== DONE) return
      const seen = status(xhr)
      watch.ended(entry, type === 'abort' ? 'aborted' : seen === 0 ? 'error' : 'ok', seen)
      for (const end of ENDS) apply(removeEventListener, xhr, [end, onEnd])
      const upload = uploads.get(xhr)
      if (upload) uploadListeners.fired(upload, entry.outcome)
    }
    for (const end of ENDS) apply(addEventListener, xhr, [end, onEnd])
  }
}
