import { expect, test } from 'vitest'
import { Places } from '../../../src/request/places.ts'

const places = new Places(globalThis)
/** Calls itself through others, as clients do. */
const nested = (frames: number): string =>
  frames > 0 ? nested(frames - 1) : places.take(undefined)!.stack

test('stacks are deep enough for clients that call themselves many times', () => {
  expect(nested(60)).toContain('places.test.ts')
  expect(nested(60).split('\n').length).toBeGreaterThan(60)
})

test('the page’s limit of stacks stays as it was', () => {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = 3
  nested(20)
  expect(Error.stackTraceLimit).toBe(3)
  Error.stackTraceLimit = stackTraceLimit
})

/** The place in a page whose stacks are this one. */
function placeIn(stack: string): string | undefined {
  const captureStackTrace = (at: { stack?: string }) => {
    at.stack = stack
  }
  const target = { Date, Error: Object.freeze({ captureStackTrace, stackTraceLimit: 10 }) }
  return new Places(target as unknown as typeof globalThis).take(undefined)?.line
}

test.each([
  'http://localhost:5173/node_modules/.vite/deps/axios.js?v=1',
  'http://localhost:4200/@fs/app/.angular/cache/21.2.0/app/vite/deps/chunk-A.js',
  'webpack-internal:///./node_modules/axios/lib/axios.js',
  'https://cdn.example.com/axios-1.2.3.min.js',
])('what called %s is pointed at', dependency => {
  const stack = `    at a (${dependency}:1:1)\n    at save (http://localhost/src/main.js:2:2)`
  expect(placeIn(stack)).toBe('http://localhost/src/main.js:2:2')
})

test('where nothing else is on the stack, a dependency is', () => {
  expect(placeIn('    at a (http://localhost/node_modules/a/a.js:1:1)')).toBe(
    'http://localhost/node_modules/a/a.js:1:1',
  )
})
