/** Names are judged by the addresses they have at the moment of connecting. */

import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { answering, type Running } from '../server/answers.ts'
import { ask, type DevServer, devServer, question } from './asking.ts'

const addresses = vi.hoisted(() => new Map<string, string[]>())

vi.mock('node:dns', async original => {
  const dns = await original<typeof import('node:dns')>()
  const lookup = (name: string, _options: object, done: (error: null, found: object[]) => void) =>
    done(
      null,
      addresses.get(name)!.map(address => ({ address, family: address.includes(':') ? 6 : 4 })),
    )
  return { ...dns, lookup }
})

const FAR = { headers: { 'x-forwarded-for': '203.0.113.7' } }

let target: Running
let dev: DevServer
let reached = 0

beforeAll(async () => {
  target = await answering((_request, response) => {
    reached++
    response.writeHead(204).end()
  })
  dev = await devServer()
})
beforeEach(() => {
  reached = 0
})
afterAll(async () => {
  await dev.close()
  target.close()
})

const named = (name: string, ...found: string[]) => {
  addresses.set(name, found)
  return question(`http://${name}:${new URL(target.url).port}/`)
}

test('a name of an address where clouds keep credentials is refused, also among others', async () => {
  expect((await ask(dev, named('metadata.example', '169.254.169.254'))).status).toBe(403)
  expect((await ask(dev, named('both.example', '127.0.0.1', 'fe80::1'))).status).toBe(403)
  expect(reached).toBe(0)
})

test('a private address counts by where the page is', async () => {
  expect((await ask(dev, named('inside.example', '127.0.0.1'))).status).toBe(200)
  expect(reached).toBe(1)
  expect((await ask(dev, named('inside.example', '127.0.0.1'), FAR)).status).toBe(403)
  expect(reached).toBe(1)
})

test('a name is looked up for each connection', async () => {
  expect((await ask(dev, named('turning.example', '127.0.0.1'))).status).toBe(200)
  expect((await ask(dev, named('turning.example', '169.254.169.254'))).status).toBe(403)
  expect(reached).toBe(1)
})
