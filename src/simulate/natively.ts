import type { FilteredResponse, Load, Loaded } from './load.ts'

/** What tells MSW's service worker to let a request through: https://mswjs.io/docs/api/bypass/ */
const BYPASS = 'msw/passthrough'

/** Lets the real browser make a call, and check it. */
export async function loadNatively(
  { description, body, redirect, cache, signal }: Load,
  fetch: typeof globalThis.fetch,
): Promise<Loaded> {
  const { url, method, mode, credentials, headers } = description
  const own = headers.map(({ name, value }): [string, string] => [name, value])
  const init = {
    ...{ method, mode, credentials, redirect, cache },
    headers: [...own, ['accept', BYPASS]] as [string, string][],
    body: body?.content ?? null,
    ...(signal ? { signal } : {}),
  }
  try {
    const response = await fetch(url.href, init as RequestInit)
    return { failure: null, response: filtered(response) }
  } catch (error) {
    if (signal?.aborted) throw error
    const cause = 'the real browser refused it or got no answer; its own console says more'
    return {
      failure: { code: 'network', cause, request: 'actual', hop: 0, url: url.href },
      response: null,
    }
  }
}

function filtered(response: Response): FilteredResponse {
  const { status, statusText, headers, body, url, redirected, type } = response
  return { status, statusText, headers: [...headers], body, url, redirected, type }
}
