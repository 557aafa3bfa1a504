/** Fastify with @fastify/cors. */

import cors, { type FastifyCorsOptions } from '@fastify/cors'
import fastify, { type FastifyInstance } from 'fastify'
import type { Policies } from './combination.ts'

/** The policies for the page at `page`. */
export async function fastifyPolicies(page: string): Promise<Policies> {
  const right: FastifyCorsOptions = {
    origin: page,
    methods: ['PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'x-custom', 'authorization'],
    credentials: true,
    maxAge: 600,
  }
  const but = (said: FastifyCorsOptions) => app(withCors({ ...right, ...said }))
  return {
    right: { calls: ['get', 'head', 'form', 'post', 'putCredentials'], serve: await but({}) },
    none: { calls: ['get', 'put'], serve: await app() },
    // PUT is none of them.
    'default-methods': { calls: ['put', 'post'], serve: await app(withCors({ origin: page })) },
    'other-site': { calls: ['get', 'put'], serve: await but({ origin: ['https://www.example'] }) },
    'trailing-slash': { calls: ['get', 'put'], serve: await but({ origin: `${page}/` }) },
    'no-origin': { calls: ['get', 'put'], serve: await but({ origin: false }) },
    reflected: { calls: ['credentials', 'putCredentials'], serve: await but({ origin: true }) },
    'wildcard-with-credentials': {
      calls: ['put', 'credentials', 'putCredentials'],
      serve: await but({ origin: '*' }),
    },
    'headers-wildcard': {
      calls: ['post', 'authorization'],
      serve: await but({ allowedHeaders: ['*'], credentials: false }),
    },
    'methods-wildcard': {
      calls: ['delete', 'putCredentials'],
      serve: await but({ methods: ['*'] }),
    },
    'header-missing': {
      calls: ['post', 'semicolon'],
      serve: await but({ allowedHeaders: ['x-custom'] }),
    },
    'lower-case': { calls: ['delete'], serve: await but({ methods: ['delete'] }) },
    junk: { calls: ['put'], serve: await but({ methods: 'PUT DELETE' }) },
    'max-age-zero': { calls: ['put'], serve: await but({ maxAge: 0 }) },
    'error-later': { calls: ['get', 'put'], serve: await app(withCors(right), broken) },
    'login-first': { calls: ['get', 'put'], serve: await app(login, withCors(right)) },
  }
}

type Plugin = (app: FastifyInstance) => unknown

const withCors =
  (options: FastifyCorsOptions): Plugin =>
  app =>
    app.register(cors, options)

const login: Plugin = app =>
  app.addHook('onRequest', async (request, reply) => {
    if (!request.headers.authorization) await reply.code(401).send()
  })

const broken: Plugin = app =>
  app.addHook('preHandler', async () => {
    throw new Error('broken')
  })

async function app(...plugins: Plugin[]) {
  const made = fastify()
  for (const plugin of plugins) await plugin(made)
  made.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/*',
    handler: async () => ({}),
  })
  await made.ready()
  return made.routing
}
