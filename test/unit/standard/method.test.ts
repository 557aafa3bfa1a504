import { describe, expect, test } from 'vitest'
import {
  isCorsSafelistedMethod,
  isForbiddenMethod,
  normalizeMethod,
} from '../../../src/standard/method.ts'

describe('a method is normalised', () => {
  test.each([
    ['get', 'GET'],
    ['GeT', 'GET'],
    ['GET', 'GET'],
    ['head', 'HEAD'],
    ['post', 'POST'],
    ['pOST', 'POST'],
    ['put', 'PUT'],
    ['delete', 'DELETE'],
    ['Options', 'OPTIONS'],
  ])('%s is sent as %s', (given, sent) => {
    expect(normalizeMethod(given)).toBe(sent)
  })

  test.each([
    'patch',
    'Patch',
    'PATCH',
    'query',
    'gets',
    'propfind',
    'TRACES',
    "a!#$%&'*+-.^_`|~9",
  ])('%s is sent as it is given', method => {
    expect(normalizeMethod(method)).toBe(method)
  })

  test.each(['', ' ', 'GET ', ' GET', 'G ET', 'GET\n', 'GET,POST', 'GÉT', 'PO(T', 'ıT'])(
    '%j is refused by name as no token',
    method => {
      expect(() => normalizeMethod(method)).toThrow(TypeError)
      expect(() => normalizeMethod(method)).toThrow(JSON.stringify(method))
      expect(() => normalizeMethod(method)).toThrow('not an HTTP token')
    },
  )

  test.each(['CONNECT', 'connect', 'TRACE', 'Trace', 'TRACK', 'tRACK'])(
    '%s is refused by name as forbidden',
    method => {
      expect(() => normalizeMethod(method)).toThrow(TypeError)
      expect(() => normalizeMethod(method)).toThrow(`method ${method} is forbidden`)
    },
  )
})

test.each([
  ['CONNECT', true],
  ['connect', true],
  ['TRACE', true],
  ['trace', true],
  ['TRACK', true],
  ['TrAcK', true],
  ['TRAC', false],
  ['TRACES', false],
  [' TRACE', false],
  ['DELETE', false],
  ['', false],
])('forbidden method: %j %s', (method, forbidden) => {
  expect(isForbiddenMethod(method)).toBe(forbidden)
})

test.each([
  ['GET', true],
  ['HEAD', true],
  ['POST', true],
  ['get', false],
  ['post', false],
  ['PUT', false],
  ['DELETE', false],
  ['OPTIONS', false],
  ['PATCH', false],
  ['QUERY', false],
  ['', false],
])('needs no preflight by itself: %j %s', (method, safelisted) => {
  expect(isCorsSafelistedMethod(method)).toBe(safelisted)
})
