/** Express with cors. */

import cors, { type CorsOptions } from 'cors'
import express, { type RequestHandler } from 'express'
import type { Policies } from './combination.ts'

/** The policies for the page at `page`. */
export const expressPolicies = (page: string): Policies => {
  const right: CorsOptions = {
    origin: page,
    methods: ['PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['content-type', 'x-custom', 'authorization'],
    credentials: true,
    maxAge: 600,
  }
  const all = cors(right)
  return {
    right: {
      calls: [
        'get',
        'head',
        'form',
        'post',
        'put',
        'patch',
        'authorization',
        'putCredentials',
        'delete',
      ],
      serve: app(all),
    },
    'any-origin': {
      calls: ['get', 'put', 'authorization', 'credentials', 'saveData'],
      serve: app(cors()),
    },
    none: { calls: ['get', 'form', 'put'], serve: app() },
    'other-site': {
      calls: ['get', 'put'],
      serve: app(cors({ ...right, origin: 'https://www.example' })),
    },
    'trailing-slash': { calls: ['get', 'put'], serve: app(cors({ ...right, origin: `${page}/` })) },
    'wildcard-with-credentials': {
      calls: ['get', 'credentials', 'putCredentials'],
      serve: app(cors({ ...right, origin: '*' })),
    },
    'no-credentials': {
      calls: ['put', 'credentials', 'putCredentials'],
      serve: app(cors({ ...right, credentials: false })),
    },
    'headers-wildcard': {
      calls: ['post', 'authorization', 'putCredentials'],
      serve: app(cors({ ...right, allowedHeaders: '*' })),
    },
    'put-missing': {
      calls: ['put', 'delete'],
      serve: app(cors({ ...right, methods: ['DELETE'] })),
    },
    'header-missing': {
      calls: ['post', 'put'],
      serve: app(cors({ ...right, allowedHeaders: ['content-type'] })),
    },
    'lower-case': {
      calls: ['put', 'patch'],
      serve: app(cors({ ...right, methods: ['put', 'patch'] })),
    },
    junk: {
      calls: ['post'],
      serve: app(cors({ ...right, allowedHeaders: 'content-type; x-custom' })),
    },
    'login-first': { calls: ['get', 'authorization', 'put'], serve: app(login, all) },
    'error-first': { calls: ['get', 'put'], serve: app(broken, all) },
    'error-later': { calls: ['get', 'put'], serve: app(all, broken) },
    'preflight-broken': { calls: ['put'], serve: app(onOptions(broken), all) },
    'only-on-options': { calls: ['form', 'put', 'semicolon'], serve: app(onOptions(all)) },
    'redirect-first': { calls: ['get', 'put'], serve: app(slash, all) },
    'redirect-later': { calls: ['get', 'put'], serve: app(all, slash) },
    'redirect-away': { calls: ['get', 'put'], serve: app(cors(), away('/any-origin/')) },
    twice: { calls: ['get', 'put'], serve: app(all, again(page)) },
  }
}

/** Express answers OPTIONS by itself where there are routes. */
function app(...handlers: RequestHandler[]) {
  const made = express()
  // Or else it prints the errors that are meant.
  made.set('env', 'test')
  if (handlers.length > 0) made.use(...handlers)
  const answer: RequestHandler = (_, response) => void response.json({})
  made.route('/{*path}').get(answer).post(answer).put(answer).patch(answer).delete(answer)
  return made
}

const login: RequestHandler = (request, response, next) =>
  request.headers.authorization ? next() : void response.status(401).end()

const broken: RequestHandler = () => {
  throw new Error('broken')
}

const onOptions =
  (handler: RequestHandler): RequestHandler =>
  (request, response, next) =>
    request.method === 'OPTIONS' ? handler(request, response, next) : next()

const slash: RequestHandler = (request, response, next) =>
  request.path.endsWith('/') ? next() : response.redirect(301, request.url.replace('?', '/?'))

/** To the same server by its other name, which makes the page's origin `null`. */
const away =
  (path: string): RequestHandler =>
  ({ socket, url }, response) =>
    response.redirect(
      307,
      `http://localhost:${socket.localPort}${path}${url.replace(/^.*[/]/, '')}`,
    )

const again =
  (page: string): RequestHandler =>
  (_, response, next) => {
    response.append('Access-Control-Allow-Origin', page)
    next()
  }
