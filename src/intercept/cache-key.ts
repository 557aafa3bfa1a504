import type { Call } from '../browsers/call.ts'

/** What a preflight cache tells apart, as one text: https://fetch.spec.whatwg.org/#concept-cache */
export const cacheKeyOf = ({ url, credentials, verdict }: Call): string =>
  [
    url.split('#', 1)[0],
    credentials,
    verdict.request?.method,
    ...(verdict.request?.headers ?? []),
  ].join(' ')
