/** The call that an XMLHttpRequest makes: https://xhr.spec.whatwg.org/#the-send()-method */

import type { Description } from '../standard/description.ts'
import type { TakenBody } from './body.ts'
import { type Core, makeCall } from './core.ts'
import type { Loaded } from './load.ts'
import type { Upload } from './upload.ts'

/** What is under way from `send()` to its end. */
export interface Sending {
  readonly upload: Upload
  readonly controller: AbortController
  readonly startedAt: number
  reader?: ReadableStreamDefaultReader<Uint8Array> | undefined
}

/** What a page can't choose. */
const DEFAULTS = {
  redirect: 'follow',
  cache: 'default',
  referrerPolicy: '',
  integrity: '',
} as const

/** Makes a call, of which the upload is told. */
export const makeXhrCall = (
  core: Core,
  { upload, controller }: Sending,
  description: Description,
  taken: TakenBody | null,
): Promise<Loaded> =>
  makeCall(upload.isTold ? watched(core, upload) : core, description, async () => {
    const body = taken && (await taken.content)
    controller.signal.throwIfAborted()
    return { ...DEFAULTS, body, signal: controller.signal }
  })

const watched = (core: Core, upload: Upload): Core => ({
  ...core,
  network(request) {
    // No script can set that header.
    const isPreflight = request.headers.has('access-control-request-method')
    const hasBody = !/^(GET|HEAD)$/.test(request.method)
    upload.sent(isPreflight, hasBody, new URL(request.url).origin === core.page.origin)
    return core.network(request)
  },
})

/** The next bytes of a body; undefined at its end. */
export async function nextPiece({ reader }: Sending): Promise<Uint8Array | undefined> {
  for (;;) {
    const { done = true, value } = (await reader?.read()) ?? {}
    if (done || value === undefined) return undefined
    if (value.length > 0) return value
  }
}
