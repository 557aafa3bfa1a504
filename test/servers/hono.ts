/** Hono with hono/cors, under Node. */

import { getRequestListener } from '@hono/node-server'
import { Hono, type MiddlewareHandler } from 'hono'
import { cors } from 'hono/cors'
import type { Policies } from './combination.ts'

/** The policies for the page at `page`. */
export const honoPolicies = (page: string): Policies => {
  const right = {
    origin: page,
    allowMethods: ['PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['content-type', 'x-custom', 'authorization'],
    credentials: true,
    maxAge: 600,
  }
  const but = (said: Partial<typeof right>) => app(cors({ ...right, ...said }))
  return {
    right: { calls: ['get', 'head', 'form', 'authorization', 'putCredentials'], serve: but({}) },
    'any-origin': { calls: ['get', 'put', 'credentials'], serve: app(cors()) },
    none: { calls: ['get', 'put'], serve: app() },
    'other-site': { calls: ['get', 'put'], serve: but({ origin: 'https://www.example' }) },
    'trailing-slash': { calls: ['form', 'put'], serve: but({ origin: `${page}/` }) },
    'wildcard-with-credentials': {
      calls: ['get', 'credentials', 'putCredentials'],
      serve: but({ origin: '*' }),
    },
    'no-credentials': {
      calls: ['credentials', 'putCredentials'],
      serve: but({ credentials: false }),
    },
    'headers-wildcard': {
      calls: ['authorization', 'post'],
      serve: but({ allowHeaders: ['*'], credentials: false }),
    },
    'put-missing': { calls: ['put'], serve: but({ allowMethods: ['PATCH'] }) },
    'header-missing': { calls: ['post'], serve: but({ allowHeaders: ['content-type'] }) },
    'lower-case': { calls: ['put'], serve: but({ allowMethods: ['put'] }) },
    'error-later': { calls: ['get', 'put'], serve: app(cors(right), broken) },
    'error-first': { calls: ['get', 'put'], serve: app(broken, cors(right)) },
    'not-allowed-first': {
      calls: ['form', 'put', 'semicolon'],
      serve: app(notAllowed, cors(right)),
    },
  }
}

const broken: MiddlewareHandler = () => {
  throw new Error('broken')
}

const notAllowed: MiddlewareHandler = (context, next) =>
  context.req.method === 'OPTIONS' ? Promise.resolve(context.body(null, 405)) : next()

function app(...handlers: MiddlewareHandler[]) {
  const made = new Hono()
  for (const handler of handlers) made.use('*', handler)
  made.on(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'], '*', context => context.json({}))
  made.onError((_, context) => context.text('broken', 500))
  return getRequestListener(made.fetch)
}
