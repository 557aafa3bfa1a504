import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterEach, describe, expect, test } from 'vitest'
import { cors } from '../../src/msw/index.ts'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'

const API = 'https://api.example.com'
const original = Object.getOwnPropertyDescriptors(globalThis)

/** The page under test. */
const saveOrder = (id: number) =>
  fetch(`${API}/orders/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id }),
  })

const server = setupServer(
  cors(
    API,
    {
      origins: ['https://app.example.com'],
      methods: ['PUT'],
      headers: ['content-type'],
      maxAge: 600,
    },
    http.put(`${API}/orders/:id`, () => HttpResponse.json({ ok: true })),
  ),
)
const browser = simulateBrowser({
  origin: 'https://app.example.com',
  browser: 'webkit',
  report: 'silent',
})

const ORDERS = {
  'listen, then install': {
    start: [() => listen(server, 'error'), () => browser.install()],
    end: [() => browser.uninstall(), () => server.close()],
  },
  'install, then listen': {
    start: [() => browser.install(), () => listen(server, 'error')],
    end: [() => server.close(), () => browser.uninstall()],
  },
  'install, then listen; uninstall, then close': {
    start: [() => browser.install(), () => listen(server, 'error')],
    end: [() => browser.uninstall(), () => server.close()],
  },
  'listen, then install; close, then uninstall': {
    start: [() => listen(server, 'error'), () => browser.install()],
    end: [() => server.close(), () => browser.uninstall()],
  },
}

afterEach(() => browser.reset())

describe.each(Object.entries(ORDERS))('%s', (_, { start, end }) => {
  test('saving an order costs one preflight', async () => {
    for (const step of start) step()
    try {
      const response = await saveOrder(1)
      expect(await response.json()).toEqual({ ok: true })
      expect(response.type).toBe('cors')
      expect(response).toBeInstanceOf(Response)
      await saveOrder(1)
      expect(browser.preflights).toMatchObject([
        {
          url: `${API}/orders/1`,
          origin: 'https://app.example.com',
          requestMethod: 'PUT',
          requestHeaders: 'content-type',
          status: 204,
        },
      ])
      expect(browser.calls.map(({ failure }) => failure)).toEqual([null, null])
    } finally {
      for (const step of end) step()
    }
    for (const name of ['fetch', 'XMLHttpRequest'] as const) {
      void globalThis[name]
      expect(Object.getOwnPropertyDescriptor(globalThis, name)).toEqual(original[name])
    }
  })
})
