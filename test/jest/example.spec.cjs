const { http, HttpResponse } = require('msw')
const { setupServer } = require('msw/node')
const { browser, simulate } = require('why-preflight/jest')
const { cors } = require('why-preflight/msw')
const { simulateBrowser, failureOf } = require('why-preflight/simulate')

const API = 'https://api.example.com'
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

const saveOrder = id =>
  fetch(`${API}/orders/${id}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ id }),
  })

simulate({ browser: 'webkit', report: 'silent' })

// The setup file has installed the simulation already, so that this is the other order.
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterAll(() => server.close())

test('saving an order costs one preflight', async () => {
  const response = await saveOrder(1)
  expect(await response.json()).toEqual({ ok: true })
  expect(browser).toHavePreflighted({ url: /orders/, because: 'content-type' })
  expect(browser).toHaveSentPreflights(1)
  expect(browser).not.toHaveBeenBlocked()
})

test('what the policy leaves out is blocked, and says why', async () => {
  const error = await fetch(`${API}/orders/1`, { method: 'DELETE' }).catch(e => e)
  expect(error).toBeInstanceOf(TypeError)
  expect(error.message).toBe('Load failed')
  expect(failureOf(error).code).toBe('method-not-allowed')
  expect(browser).toHaveBeenBlocked({ because: 'method-not-allowed' })
})

test('XMLHttpRequest is simulated too', async () => {
  const xhr = new XMLHttpRequest()
  xhr.open('PUT', `${API}/orders/2`)
  xhr.responseType = 'json'
  await new Promise(resolve => {
    xhr.onload = resolve
    xhr.send()
  })
  expect(xhr.response).toEqual({ ok: true })
  expect(browser).toHavePreflighted({ because: 'method' })
})

test('a browser of the test’s own stands over the one of the setup file', async () => {
  const own = simulateBrowser({ origin: 'https://evil.example', report: 'silent' })
  own.install()
  try {
    await expect(saveOrder(3)).rejects.toThrow('Failed to fetch')
    expect(own).toHaveBeenBlocked({ because: 'allow-origin-missing' })
    expect(browser.calls).toHaveLength(0)
  } finally {
    own.uninstall()
  }
})
