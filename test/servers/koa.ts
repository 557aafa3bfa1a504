/** Koa with @koa/cors. */

import cors from '@koa/cors'
import Koa, { type Middleware } from 'koa'
import type { Policies } from './combination.ts'

/** The policies for the page at `page`. */
export const koaPolicies = (page: string): Policies => {
  const right: cors.Options = {
    origin: page,
    allowMethods: ['PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['content-type', 'x-custom', 'authorization'],
    credentials: true,
    maxAge: 600,
  }
  const but = (said: cors.Options) => app(cors({ ...right, ...said }))
  return {
    right: { calls: ['get', 'head', 'form', 'post', 'putCredentials', 'delete'], serve: but({}) },
    none: { calls: ['get', 'put'], serve: app() },
    'other-site': { calls: ['get', 'put'], serve: but({ origin: 'https://www.example' }) },
    'trailing-slash': { calls: ['head', 'put'], serve: but({ origin: `${page}/` }) },
    // Koa then reflects the origin.
    'wildcard-with-credentials': {
      calls: ['credentials', 'putCredentials'],
      serve: but({ origin: '*' }),
    },
    'no-credentials': { calls: ['credentials', 'put'], serve: but({ credentials: false }) },
    'headers-wildcard': {
      calls: ['post', 'authorization'],
      serve: but({ allowHeaders: '*', credentials: false }),
    },
    'methods-wildcard': {
      calls: ['put', 'putCredentials'],
      serve: but({ allowMethods: '*', credentials: false }),
    },
    'put-missing': { calls: ['put', 'delete'], serve: but({ allowMethods: 'DELETE' }) },
    'header-missing': {
      calls: ['post', 'put', 'saveData'],
      serve: but({ allowHeaders: 'content-type' }),
    },
    'lower-case': { calls: ['delete'], serve: but({ allowMethods: 'put,delete' }) },
    junk: { calls: ['put'], serve: but({ allowHeaders: 'content-type, "x-custom"' }) },
    'error-keeps-headers': { calls: ['get', 'put'], serve: app(cors(right), broken) },
    'error-drops-headers': {
      calls: ['get', 'put'],
      serve: app(cors({ ...right, keepHeadersOnError: false }), broken),
    },
    'not-allowed-first': { calls: ['get', 'put'], serve: app(notAllowed, cors(right)) },
  }
}

const broken: Middleware = () => {
  throw new Error('broken')
}

const notAllowed: Middleware = (context, next) => {
  if (context.method === 'OPTIONS') context.throw(405)
  return next()
}

function app(...handlers: Middleware[]) {
  const made = new Koa()
  made.silent = true
  for (const handler of handlers) made.use(handler)
  made.use(context => {
    if (context.method !== 'OPTIONS') context.body = {}
  })
  return made.callback()
}
