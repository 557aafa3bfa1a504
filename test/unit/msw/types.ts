/** What a user writes, as the types of either version must take it; it is compiled, never run. */

import { type AnyHandler, HttpResponse, http, type RequestHandler, ws } from 'msw'
import { setupServer } from 'msw/node'
import {
  type CorsPolicy,
  cors,
  type PreflightInfo,
  type PreflightResolver,
  preflight,
} from '../../../src/msw/index.ts'

const policy: CorsPolicy = {
  origins: ['https://app.example.com', /example/, origin => origin.endsWith('.com')],
  methods: ['PUT'],
} as const

const api = cors(
  'https://api.example.com',
  policy,
  http.put<{ id: string }, { a: number }, { ok: boolean }>(
    'https://api.example.com/orders/:id',
    async ({ request, params }) => {
      const { a } = await request.json()
      return HttpResponse.json({ ok: a > 0 && params.id !== '' })
    },
  ),
  http.get('*', () => new Response()),
  cors(/inner/, { origins: '*' }),
)
const resolver: PreflightResolver = ({ origin }: PreflightInfo) =>
  origin === null ? undefined : new Response(null, { headers: { 'x-origin': origin } })

const server = setupServer(
  api,
  ...api,
  preflight('*', new Response()),
  preflight(/a/, resolver),
  preflight('/a', async ({ requestHeaders }) => new Response(requestHeaders.join())),
)
server.use(api, ...api)
server.resetHandlers(api, ...cors('*', policy))

export const one: RequestHandler = api
export const two: AnyHandler[] = [...api]
export const headers: string[] = [api.info.header, preflight('*', resolver).info.header]

// @ts-expect-error A handler, not anything.
export const anything: string = api
// @ts-expect-error A handler, not anything.
export const nothing: string = preflight('*', resolver)
// @ts-expect-error No policy.
cors('*')
// @ts-expect-error No origins.
cors('*', {})
// @ts-expect-error A member that there is not.
cors('*', { origins: '*', allowed: true })
// @ts-expect-error No list.
cors('*', { origins: '*', methods: 'PUT' })
// @ts-expect-error No URL.
cors(new URL('https://api.example.com'), policy)
// @ts-expect-error An array.
cors('*', policy, [http.get('*', () => new Response())])
cors(
  '*',
  policy,
  // @ts-expect-error No request handler.
  ws.link('*').addEventListener('connection', () => {}),
)
// @ts-expect-error No response.
preflight('*', 204)
// @ts-expect-error No response.
preflight('*', () => 204)
