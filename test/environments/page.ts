/** What a page under test does, and how its calls end for it. */

/** What an XMLHttpRequest sends. */
export interface XhrCall {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: XMLHttpRequestBodyInit
  readonly withCredentials?: boolean
  /** The last thing before `send()`. */
  readonly prepare?: (xhr: XMLHttpRequest) => void
}

/** Sends with XMLHttpRequest, and waits for its end: the type of the event that tells of it. */
export const send = (url: string, call: XhrCall = {}): Promise<[XMLHttpRequest, end: string]> =>
  new Promise(resolve => {
    const xhr = new XMLHttpRequest()
    xhr.open(call.method ?? 'GET', url)
    xhr.withCredentials = call.withCredentials ?? false
    for (const [name, value] of Object.entries(call.headers ?? {})) {
      xhr.setRequestHeader(name, value)
    }
    for (const type of ['load', 'error', 'abort', 'timeout']) {
      xhr.addEventListener(type, () => resolve([xhr, type]))
    }
    call.prepare?.(xhr)
    xhr.send(call.body)
  })

/** How an XMLHttpRequest ends: `load 200`, or `error 0`. */
export async function xhrOutcome(url: string, call?: XhrCall): Promise<string> {
  const [{ status }, end] = await send(url, call)
  return `${end} ${status}`
}

/** How a fetch ends: `cors 200`, `opaque 0`, or the name of the error. */
export const fetchOutcome = (url: string, init?: RequestInit): Promise<string> =>
  fetch(url, init).then(
    ({ type, status }) => `${type} ${status}`,
    ({ name }: Error) => name,
  )
