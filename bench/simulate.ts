/** What a simulated call costs in Node, beside the mock itself. */

import { HttpResponse, http } from 'msw'
import { setupServer } from 'msw/node'
import { simulateBrowser } from 'why-preflight/simulate'

/** Many short rounds: on a busy machine, what comes next to each other is disturbed alike. */
const ROUNDS = 45
const URL = 'http://api.example.com/orders'
const ORIGIN = 'http://app.example.com'
const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Methods': '*',
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Max-Age': '600',
}
const PUT = {
  method: 'PUT',
  headers: { 'Content-Type': 'application/json', 'X-Trace-Id': '1' },
  body: '{"id":1}',
}

const network = async ({ method }: Request): Promise<Response> =>
  new Response(method === 'OPTIONS' ? null : 'ok', { headers: CORS })

/** Microseconds a call, one after the other. */
async function timed(call: () => Promise<unknown>, times: number): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < times; i++) await call()
  return ((performance.now() - start) / times) * 1000
}

/** The median of several rounds, in which all ways take turns. */
async function compare<Name extends string>(
  ways: Record<Name, () => Promise<unknown>>,
  times: number,
): Promise<Record<Name, number>> {
  const names = Object.keys(ways) as Name[]
  const measured = new Map<Name, number[]>(names.map(name => [name, []]))
  for (const name of names) await timed(ways[name], times * 10)
  for (let round = 0; round < ROUNDS; round++) {
    for (const name of names) measured.get(name)!.push(await timed(ways[name], times))
  }
  const median = (name: Name) => measured.get(name)!.sort((a, b) => a - b)[ROUNDS >> 1]!
  return Object.fromEntries(names.map(name => [name, median(name)])) as Record<Name, number>
}

const text = async (response: Promise<Response>): Promise<string> => (await response).text()
const lines: string[] = []
const row = (what: string, value: string, budget: string): number =>
  lines.push(`${what.padEnd(52)} ${value.padStart(10)}   budget ${budget}`)

const plain = simulateBrowser({ origin: ORIGIN, network, report: 'silent' })
const over = await compare(
  {
    alone: () => text(network(new Request(URL))),
    get: () => text(plain.fetch(URL)),
    put: () => text(plain.fetch(URL, PUT)),
  },
  400,
)
const added = (name: 'get' | 'put') => `${(over[name] - over.alone).toFixed(1)} µs`
row('GET over a network function, added', added('get'), '40 µs')
row('PUT with a cached preflight, added', added('put'), '80 µs')

/** Microseconds for so many calls of a browser that has made none. */
async function fresh(times: number): Promise<number> {
  const browser = simulateBrowser({ origin: ORIGIN, network, report: 'silent' })
  return (await timed(() => text(browser.fetch(URL)), times)) * times
}

const growth: number[] = []
for (let round = 0; round < 9; round++) {
  const thousand = await fresh(1000)
  growth.push((await fresh(10_000)) / thousand)
}
const times = growth.sort((a, b) => a - b)[growth.length >> 1]!
row('10,000 calls against 1,000', `${times.toFixed(1)} ×`, '10 ×')

const server = setupServer(http.get(URL, () => HttpResponse.text('ok', { headers: CORS })))
server.listen()
const { fetch: mocked } = globalThis
const browser = simulateBrowser({ origin: ORIGIN, report: 'silent' })
browser.install()
const underMsw = await compare(
  { mocked: () => text(mocked(URL)), simulated: () => text(globalThis.fetch(URL)) },
  40,
)
browser.uninstall()
server.close()
row(
  `GET under MSW 3 (${underMsw.mocked.toFixed(0)} µs by global fetch)`,
  `${(underMsw.simulated / underMsw.mocked).toFixed(2)} ×`,
  '1.2 ×',
)

console.log(lines.join('\n'))
