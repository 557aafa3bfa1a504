import { tokenList } from '../standard/token-list.ts'

/** Keeps a response for as long as its body: Node cancels what it fetched once the response is gone. */
const sources = new WeakMap<ReadableStream, Response>()

/**
 * A response with more headers: its own stay, but for `Vary`, which lists both. The response itself
 * is left as it is, because its headers may be immutable and a handler may return it again.
 */
export function withHeaders(response: Response, more: Headers): Response {
  const { status, statusText, body } = response
  // A network error, and what only a protocol other than HTTP would follow.
  if (status < 200 || status > 599) return response
  // A list, as MSW 2 forgets the headers of a copied object once another one is set.
  const headers = new Headers([...response.headers])
  for (const cookie of cookiesKeptAside(response)) headers.append('set-cookie', cookie)
  for (const [name, value] of more) {
    if (name === 'vary') vary(headers, value)
    else if (!headers.has(name)) headers.set(name, value)
  }
  const copy = new Response(body, { status, statusText, headers })
  if (body) sources.set(body, response)
  // MSW keeps mocked cookies and a mocked type here, and older versions of Node a state of their own.
  for (const key of Reflect.ownKeys(response)) {
    const property = Object.getOwnPropertyDescriptor(response, key)
    if (property && !Object.hasOwn(copy, key)) Object.defineProperty(copy, key, property)
  }
  return copy
}

/** What happy-dom's Response has dropped, MSW still knows. */
function cookiesKeptAside(response: Response): readonly string[] {
  if (response.headers.has('set-cookie')) return []
  const kept = Object.getOwnPropertySymbols(response).find(
    ({ description }) => description === 'kSetCookie',
  )
  // MSW 2 keeps one text, MSW 3 a list.
  return kept ? [Reflect.get(response, kept)].flat() : []
}

function vary(headers: Headers, name: string): void {
  const listed = tokenList(headers.get('vary')) ?? []
  if (!listed.some(item => item === '*' || item.toLowerCase() === name.toLowerCase())) {
    headers.append('vary', name)
  }
}
