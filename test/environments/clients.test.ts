/** HTTP clients on top: allowed as in a browser, and blocked with the error they give in a browser. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type CorsPolicy, cors } from '../../src/msw/index.ts'
import { failureOf, simulateBrowser } from '../../src/simulate/index.ts'
import { listen, requestsSeen } from './msw.ts'

const PAGE = 'http://localhost:3000'
const API = 'https://api.example.com'

const server = setupServer()
const seen = requestsSeen(server)
const browser = simulateBrowser({ origin: PAGE, browser: 'chromium', report: 'silent' })

beforeAll(() => {
  listen(server, 'error')
  browser.install()
})
afterEach(() => {
  browser.reset()
  seen.length = 0
})
afterAll(() => {
  browser.uninstall()
  server.close()
})

/** What the server lets pages do. */
function allow(policy: Omit<CorsPolicy, 'origins'>, origin = PAGE): void {
  server.resetHandlers(
    cors(
      API,
      { origins: [origin], ...policy },
      http.get(`${API}/orders`, () => HttpResponse.json([1, 2])),
      http.all(`${API}/orders/:id`, async ({ request }) => HttpResponse.json(await request.json())),
      http.post(`${API}/upload`, async ({ request }) => HttpResponse.text(await request.text())),
      http.get(`${API}/missing`, () => HttpResponse.json({ error: 'gone' }, { status: 404 })),
      http.post(`${API}/graphql`, () => HttpResponse.json({ data: { orders: ['one'] } })),
    ),
  )
}

const JSON_PUT = { methods: ['PUT'], headers: ['content-type'] }
const methods = () => seen.map(({ method }) => method)
const codes = () => browser.calls.map(({ failure }) => failure?.code)
const reasons = () => browser.calls.map(({ verdict }) => verdict.reasons.map(({ code }) => code))
const errorOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    error => error,
  )

describe.each(['xhr', 'fetch'] as const)('axios over %s', adapter => {
  // It looks once for XMLHttpRequest, which Node has only by now; where it is there, it's the default.
  const load = async () => {
    const { default: axios } = await import('axios')
    return axios.create({ baseURL: API, ...(adapter === 'fetch' && { adapter }) })
  }

  test('is allowed', async () => {
    allow(JSON_PUT)
    const axios = await load()
    expect((await axios.get('/orders')).data).toEqual([1, 2])
    expect((await axios.put('/orders/1', { id: 1 })).data).toEqual({ id: 1 })
    expect(methods()).toEqual(['GET', 'OPTIONS', 'PUT'])
    expect(browser.calls.map(({ initiator }) => initiator)).toEqual(
      Array(2).fill(adapter === 'xhr' ? 'xmlhttprequest' : 'fetch'),
    )
  })

  test('is blocked where the policy is for another origin', async () => {
    allow(JSON_PUT, 'https://other.example')
    const error = await errorOf((await load()).get('/orders'))
    expect(error).toMatchObject({
      name: 'AxiosError',
      code: 'ERR_NETWORK',
      message: 'Network Error',
    })
    expect(error.response).toBeUndefined()
    expect(codes()).toEqual(['allow-origin-missing'])
  })

  test('is blocked where the preflight does not allow it', async () => {
    allow({ methods: ['PUT'] })
    const error = await errorOf((await load()).put('/orders/1', { id: 1 }))
    expect(error).toMatchObject({
      name: 'AxiosError',
      code: 'ERR_NETWORK',
      message: 'Network Error',
    })
    expect(codes()).toEqual(['header-not-allowed'])
    expect(methods()).toEqual(['OPTIONS'])
  })

  test('reads the response of an error that CORS allows', async () => {
    allow({})
    const error = await errorOf((await load()).get('/missing'))
    expect(error).toMatchObject({ code: 'ERR_BAD_REQUEST', response: { status: 404 } })
    expect(error.response.data).toEqual({ error: 'gone' })
  })

  test('is cancelled', async () => {
    allow({})
    const controller = new AbortController()
    const call = (await load()).get('/orders', { signal: controller.signal })
    controller.abort()
    expect(await errorOf(call)).toMatchObject({ name: 'CanceledError', code: 'ERR_CANCELED' })
  })
})

describe('axios with onUploadProgress', () => {
  const upload = async () => {
    const { default: axios } = await import('axios')
    const loaded: number[] = []
    const response = await axios.post(`${API}/upload`, 'text', {
      headers: { 'Content-Type': 'text/plain' },
      onUploadProgress: event => loaded.push(event.loaded),
    })
    return { data: response.data, loaded }
  }

  test('is preflighted because of the listener', async () => {
    allow({})
    const { data, loaded } = await upload()
    expect(data).toBe('text')
    expect(loaded.at(-1)).toBe(4)
    expect(methods()).toEqual(['OPTIONS', 'POST'])
    expect(reasons()).toEqual([['upload-listener']])
  })

  test('is not preflighted without it', async () => {
    allow({})
    const { default: axios } = await import('axios')
    await axios.post(`${API}/upload`, 'text', { headers: { 'Content-Type': 'text/plain' } })
    expect(methods()).toEqual(['POST'])
  })

  test('is blocked where the preflight is', async () => {
    allow({}, 'https://other.example')
    expect(await errorOf(upload())).toMatchObject({ code: 'ERR_NETWORK' })
    expect(methods()).toEqual(['OPTIONS'])
  })
})

describe('ky', () => {
  const load = async () => {
    const { default: ky } = await import('ky')
    return ky.create({ prefixUrl: API, retry: 0 })
  }

  test('is allowed', async () => {
    allow(JSON_PUT)
    const ky = await load()
    expect(await ky.get('orders').json()).toEqual([1, 2])
    expect(await ky.put('orders/1', { json: { id: 1 } }).json()).toEqual({ id: 1 })
    expect(methods()).toEqual(['GET', 'OPTIONS', 'PUT'])
  })

  test('is blocked with the error of fetch', async () => {
    allow({ headers: ['content-type'] })
    const error = await errorOf((await load()).put('orders/1', { json: { id: 1 } }).json())
    expect(error).toBeInstanceOf(TypeError)
    expect(error.message).toBe('Failed to fetch')
    expect(failureOf(error)).toMatchObject({ code: 'method-not-allowed', method: 'PUT' })
    expect(methods()).toEqual(['OPTIONS'])
  })

  test('reads the response of an error that CORS allows', async () => {
    allow({})
    const error = await errorOf((await load()).get('missing').json())
    expect(error).toMatchObject({ name: 'HTTPError', response: { status: 404, type: 'cors' } })
  })
})

describe('urql', () => {
  const query = async () => {
    const { Client, fetchExchange, gql } = await import('@urql/core')
    const client = new Client({
      url: `${API}/graphql`,
      exchanges: [fetchExchange],
      preferGetMethod: false,
    })
    return client.query(gql`query Orders { orders }`, {}).toPromise()
  }

  test('is allowed', async () => {
    allow({ headers: ['content-type'] })
    const { data, error } = await query()
    expect(error).toBeUndefined()
    expect(data).toEqual({ orders: ['one'] })
    expect(methods()).toEqual(['OPTIONS', 'POST'])
    expect(reasons()).toEqual([['content-type']])
  })

  test('is blocked with a network error', async () => {
    allow({})
    const { data, error } = await query()
    expect(data).toBeUndefined()
    expect(error?.networkError).toBeInstanceOf(TypeError)
    expect(error?.message).toBe('[Network] Failed to fetch')
    expect(failureOf(error?.networkError)).toMatchObject({
      code: 'header-not-allowed',
      name: 'content-type',
    })
    expect(methods()).toEqual(['OPTIONS'])
  })
})
