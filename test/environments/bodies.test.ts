/** Whatever a page sends arrives at the handler. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cors } from '../../src/msw/index.ts'
import { simulateBrowser } from '../../src/simulate/index.ts'
import { listen } from './msw.ts'
import { send } from './page.ts'

const PAGE = 'http://localhost:3000'
const API = 'https://api.example.com'
const POLICY = { origins: '*', headers: ['content-type'] }

/** Reads a request as its path says. */
const READ: Record<string, (request: Request) => Promise<unknown>> = {
  json: request => request.json(),
  text: request => request.text(),
  bytes: async request => [...new Uint8Array(await request.arrayBuffer())],
  async form(request) {
    const form = await request.formData()
    return { name: form.get('name'), all: form.getAll('tag') }
  },
}

const server = setupServer(
  cors(
    API,
    POLICY,
    http.post(`${API}/:as`, async ({ request, params }) => {
      const copy = request.clone()
      const read = READ[`${params.as}`]!
      return HttpResponse.json({
        body: await read(request),
        again: await read(copy),
        type: request.headers.get('content-type')?.replace(/boundary=.*/, 'boundary=…') ?? null,
      })
    }),
  ),
)
const browser = simulateBrowser({ origin: PAGE, report: 'silent' })

beforeAll(() => {
  listen(server, 'error')
  browser.install()
})
afterAll(() => {
  browser.uninstall()
  server.close()
})

function form(): FormData {
  const data = new FormData()
  data.append('name', 'Zoë')
  data.append('tag', 'a')
  data.append('tag', 'b')
  return data
}

function formWithFile(): FormData {
  const data = form()
  data.append('file', new File(['content'], 'note.txt', { type: 'text/plain' }))
  return data
}

const FORM = { name: 'Zoë', all: ['a', 'b'] }
const TEXT = 'text/plain;charset=UTF-8'
const FORM_TYPE = 'multipart/form-data; boundary=…'
const URL_TYPE = 'application/x-www-form-urlencoded;charset=UTF-8'

const BODIES = [
  {
    name: 'JSON',
    as: 'json',
    body: () => JSON.stringify({ a: [1, 'ü'] }),
    type: 'application/json',
    header: 'application/json',
    arrives: { a: [1, 'ü'] },
  },
  { name: 'text', as: 'text', body: () => 'tëxt', type: TEXT, arrives: 'tëxt' },
  { name: 'empty text', as: 'text', body: () => '', type: TEXT, arrives: '' },
  { name: 'a form', as: 'form', body: form, type: FORM_TYPE, arrives: FORM },
  {
    name: 'a form with a file',
    // Read as text: a Request in jsdom can't read a form with files.
    as: 'text',
    body: formWithFile,
    type: FORM_TYPE,
    arrives: expect.stringMatching(
      /filename="note.txt"\r\nContent-Type: text\/plain\r\n\r\ncontent\r\n/,
    ),
  },
  {
    name: 'URLSearchParams',
    as: 'text',
    body: () => new URLSearchParams({ q: 'ü & x' }),
    type: URL_TYPE,
    arrives: 'q=%C3%BC+%26+x',
  },
  {
    name: 'URLSearchParams, read as a form',
    as: 'form',
    body: () => new URLSearchParams({ name: 'Zoë', tag: 'a' }),
    type: URL_TYPE,
    arrives: { name: 'Zoë', all: ['a'] },
  },
  {
    name: 'a Blob',
    as: 'bytes',
    body: () => new Blob([new Uint8Array([0, 128, 255])], { type: 'image/png' }),
    type: 'image/png',
    arrives: [0, 128, 255],
  },
  {
    name: 'a Blob without a type',
    as: 'bytes',
    body: () => new Blob([new Uint8Array([1, 2])]),
    type: null,
    arrives: [1, 2],
  },
  {
    name: 'an ArrayBuffer',
    as: 'bytes',
    body: () => new Uint8Array([0, 128, 255]).buffer,
    type: null,
    arrives: [0, 128, 255],
  },
  {
    name: 'a part of an ArrayBuffer',
    as: 'bytes',
    body: () => new Uint8Array([0, 128, 255, 7]).subarray(1, 3),
    type: null,
    arrives: [128, 255],
  },
]

test.each(BODIES)('fetch sends $name', async ({ as, body, type, header, arrives }) => {
  const response = await fetch(`${API}/${as}`, {
    method: 'POST',
    body: body(),
    ...(header && { headers: { 'Content-Type': header } }),
  })
  expect(await response.json()).toEqual({ body: arrives, again: arrives, type })
})

// Vitest's Request for jsdom is without the content of a form's files.
const BY_REQUEST = BODIES.filter(({ body }) => body !== formWithFile)

test.each(BY_REQUEST)('a Request brings $name', async ({ as, body, type, header, arrives }) => {
  const request = new Request(`${API}/${as}`, {
    method: 'POST',
    body: body(),
    ...(header && { headers: { 'Content-Type': header } }),
  })
  const response = await fetch(request)
  // Environments differ in how they write their own types.
  const own = request.headers.get('content-type')
  expect(await response.json()).toEqual({
    body: arrives,
    again: arrives,
    type: own?.replace(/boundary=.*/, 'boundary=…') ?? null,
  })
  expect(type === null).toBe(own === null)
})

test.each(BODIES)('XMLHttpRequest sends $name', async ({ as, body, type, header, arrives }) => {
  const [xhr] = await send(`${API}/${as}`, {
    method: 'POST',
    body: body(),
    ...(header && { headers: { 'Content-Type': header } }),
  })
  expect(JSON.parse(xhr.responseText)).toEqual({ body: arrives, again: arrives, type })
})

test('a body that the page changes after the call arrives as it was', async () => {
  const bytes = new Uint8Array([1, 2, 3])
  const call = fetch(`${API}/bytes`, { method: 'POST', body: bytes })
  bytes.fill(9)
  expect((await (await call).json()).body).toEqual([1, 2, 3])
})

test('a large body arrives whole', async () => {
  const text = 'größer '.repeat(200_000)
  const response = await fetch(`${API}/text`, { method: 'POST', body: text })
  expect((await response.json()).body).toBe(text)
})
