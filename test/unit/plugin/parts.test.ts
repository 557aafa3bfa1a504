import { describe, expect, test } from 'vitest'
import { guardedLookup, isThisMachine, mayConnect } from '../../../src/plugin/addresses.ts'
import { sourceOf } from '../../../src/plugin/client-config.ts'
import { Turnstile } from '../../../src/plugin/limits.ts'
import { checkPluginOptions } from '../../../src/plugin/options.ts'

describe('addresses', () => {
  test.each([
    ['93.184.216.34', true, true],
    ['127.0.0.1', true, false],
    ['::1', true, false],
    ['10.1.2.3', true, false],
    ['172.16.0.1', true, false],
    ['172.32.0.1', true, true],
    ['192.168.1.1', true, false],
    ['::ffff:192.168.1.1', true, false],
    ['fd00::1', true, false],
    ['169.254.169.254', false, false],
    ['::ffff:169.254.169.254', false, false],
    ['fe80::1', false, false],
  ])('%s: for a page on this machine %s, for one elsewhere %s', (address, here, elsewhere) => {
    expect(mayConnect(address, true)).toBe(here)
    expect(mayConnect(address, false)).toBe(elsewhere)
  })

  test('are told apart by where the page is', () => {
    expect(['127.0.0.1', '::1', '::ffff:127.0.0.1'].map(isThisMachine)).toEqual([true, true, true])
    expect(['192.168.1.7', undefined, ''].map(isThisMachine)).toEqual([false, false, false])
  })

  test('count by what a name resolves to', async () => {
    const resolved = (fromThisMachine: boolean) =>
      new Promise(resolve =>
        guardedLookup(fromThisMachine)('localhost', { all: false }, (error, address) =>
          resolve(error ? error.message : address),
        ),
      )
    expect(await resolved(true)).toMatch(/^(127\.0\.0\.1|::1)$/)
    expect(await resolved(false)).toBe('its address is not to be connected to')
  })
})

describe('the options', () => {
  test('name hosts with all below them', () => {
    const { allows, denies } = checkPluginOptions({ allow: 'example.com', deny: [/^db\./] })
    const hosts = ['example.com', 'api.example.com', 'evil-example.com', 'example.com.evil.org']
    expect(hosts.map(allows!)).toEqual([true, true, false, false])
    expect(['db.example.com', 'example.com'].map(denies)).toEqual([true, false])
  })

  test.each([
    [{ ask: 'yes' }, /option ask takes true or false/],
    [{ deny: 5 }, /option deny takes a string, a RegExp/],
    [{ include: [() => true] }, /option include takes/],
    [{ port: 1 }, /no option .port/],
  ])('%j are refused', (options, message) => {
    expect(() => checkPluginOptions(options as object)).toThrow(TypeError)
    expect(() => checkPluginOptions(options as object)).toThrow(message)
  })

  test('come to the page as they were', () => {
    const options = { a: [/x\/"<\/script>/gi, 'y"', undefined], b: null, c: 1.5, d: { e: true } }
    expect(new Function(`return ${sourceOf(options)}`)()).toEqual(options)
  })
})

test('a turnstile counts by the minute, and gives places away in order', async () => {
  let now = 0
  const turnstile = new Turnstile({ atOnce: 1, waiting: 1, perMinute: 3 }, () => now)
  const order: string[] = []
  const enter = (name: string) =>
    turnstile.pass(async () => {
      order.push(name)
      return name
    })
  expect(await Promise.all(['a', 'b', 'c'].map(enter))).toEqual(['a', 'b', null])
  expect(order).toEqual(['a', 'b'])
  expect(await enter('d')).toBe('d')
  expect(await enter('e')).toBeNull()
  now = 60_000
  expect(await enter('f')).toBe('f')
})
