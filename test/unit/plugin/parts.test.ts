import type { IncomingMessage } from 'node:http'
import { describe, expect, test } from 'vitest'
import { mayConnect } from '../../../src/plugin/addresses.ts'
import { sourceOf } from '../../../src/plugin/client-config.ts'
import { Turnstile } from '../../../src/plugin/limits.ts'
import { checkPluginOptions } from '../../../src/plugin/options.ts'
import { isFromHere, isOwnPage } from '../../../src/plugin/visitor.ts'

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
    ['64:ff9b::a9fe:a9fe', false, false],
    ['2002:a9fe:a9fe::1', false, false],
    ['fd00:ec2::254', false, false],
    ['100.100.100.200', false, false],
    ['64:ff9b::7f00:1', true, false],
    ['64:ff9b::5db8:d822', true, true],
    ['2606:2800:21f::1', true, true],
  ])('%s: for a page on this machine %s, for one elsewhere %s', (address, here, elsewhere) => {
    expect(mayConnect(address, true)).toBe(here)
    expect(mayConnect(address, false)).toBe(elsewhere)
  })
})

describe('a visitor', () => {
  const visitor = (headers: object, socket: object = {}) =>
    ({ headers, socket }) as Pick<IncomingMessage, 'headers' | 'socket'>

  test.each([
    ['127.0.0.1', '127.0.0.1', {}, true],
    ['::1', '::1', {}, true],
    ['::ffff:127.0.0.1', '::ffff:127.0.0.1', {}, true],
    ['192.168.1.5', '192.168.1.5', {}, true],
    ['192.168.1.7', '192.168.1.5', {}, false],
    [undefined, undefined, {}, false],
    ['127.0.0.1', '127.0.0.1', { 'x-forwarded-for': '127.0.0.1' }, false],
    ['127.0.0.1', '127.0.0.1', { forwarded: 'for=127.0.0.1' }, false],
  ])('from %s at %s with %j is from this machine: %s', (remote, local, headers, here) => {
    const socket = { remoteAddress: remote, localAddress: local }
    expect(isFromHere(visitor(headers, socket))).toBe(here)
  })

  test.each([
    [{ origin: 'http://a.example:5173', host: 'a.example:5173' }, false, true],
    [{ origin: 'https://a.example', host: 'a.example' }, true, true],
    [{ origin: 'https://a.example', host: 'a.example' }, false, false],
    [{ origin: 'https://a.example', ':authority': 'a.example' }, true, true],
    [
      { origin: 'https://a.example', host: 'a.example', 'x-forwarded-proto': 'https, http' },
      false,
      true,
    ],
    [{ origin: 'http://a.example', host: 'a.example:5173' }, false, false],
    [{ host: 'a.example' }, false, false],
  ])('with %j, over TLS %s, is a page of this server: %s', (headers, encrypted, isOwn) => {
    expect(isOwnPage(visitor(headers, { encrypted }))).toBe(isOwn)
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
  now = 59_999
  expect(await enter('f')).toBeNull()
  now = 60_000
  expect(await enter('g')).toBe('g')
})
