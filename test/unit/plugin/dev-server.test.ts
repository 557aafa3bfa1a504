import { expect, test } from 'vitest'
import { answerFrom, type ServedOptions } from '../../../src/plugin/dev-server.ts'

const middleware = () => undefined

const names = (given: readonly unknown[]) => given.map(each => (each as { name: string }).name)

const setUp = (options: ServedOptions, ...given: string[]): string[] => {
  const { devServer } = options
  if (typeof devServer !== 'object') throw new Error('there is no dev server')
  const all = given.map(name => ({ name }))
  return names(devServer.setupMiddlewares!(all, {}))
}

test('a middleware comes behind the checks, before all that answers', () => {
  const options: ServedOptions = {}
  answerFrom(options, middleware)
  expect(
    setUp(options, 'host-header-check', 'cross-origin-header-check', 'compression', 'static'),
  ).toEqual([
    'host-header-check',
    'cross-origin-header-check',
    'why-preflight',
    'compression',
    'static',
  ])
  expect(setUp(options, 'static')).toEqual(['why-preflight', 'static'])
})

test('what the user has set up stays, in front and behind', () => {
  const options: ServedOptions = {
    devServer: { setupMiddlewares: all => [{ name: 'mine' }, ...all, { name: 'last' }] },
  }
  answerFrom(options, middleware)
  expect(setUp(options, 'host-header-check', 'static')).toEqual([
    'mine',
    'host-header-check',
    'why-preflight',
    'static',
    'last',
  ])
})

test('a dev server that is a plugin has it in its own options; one that is off stays off', () => {
  const server = { options: { port: 1 }, setupMiddlewares: () => undefined }
  const other = { options: {}, apply: () => undefined }
  const options: ServedOptions = { devServer: false, plugins: [null, other, server] }
  answerFrom(options, middleware)
  expect(options.devServer).toBe(false)
  expect(other.options).toEqual({})
  expect(server.options).toEqual({ port: 1, setupMiddlewares: expect.any(Function) })
})
