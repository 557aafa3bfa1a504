/** Servers into whose configuration a recipe's text goes as it is printed. */

import cors from 'cors'
import express from 'express'
import { type ChildServer, startChild } from './child.ts'
import { type ProgramName, serverProgram } from './find.ts'
import { listen, type Running } from './listen.ts'
import { nginxChild } from './nginx-child.ts'

/** A server that recipes are tried on. */
export type RunnableServer = ProgramName | 'express'

/** What is answered where; behind all of it, OPTIONS is refused, and CORS is done wrong. */
export const PATHS = { '/open/': [200], '/error/': [500], '/locked/': [401], '/down/': [502, 503] }

/** Those that are here. */
export const runnableServers: RunnableServer[] = [
  'express',
  ...(['nginx', 'apache', 'caddy'] as const).filter(serverProgram),
]

/** An application that does CORS wrongly. */
export const startBehind = (): Promise<Running> =>
  listen((request, response) => {
    request.resume()
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Vary', 'Accept-Encoding')
    response.statusCode = request.url!.startsWith('/error') ? 500 : 200
    if (request.method === 'OPTIONS') response.statusCode = 401
    response.end()
  })

/** Starts a server with a recipe in it, before the application at `behind`. */
export const startWith = (
  server: RunnableServer,
  recipe: string,
  behind: string,
): Promise<Running> =>
  server === 'express' ? startExpress(recipe) : startChild(CHILDREN[server](recipe, behind))

function startExpress(recipe: string): Promise<Running> {
  const app = express()
  // Or else it prints the errors that are meant.
  app.set('env', 'test')
  new Function('app', 'cors', recipe)(app, cors)
  app.use((request, response) => {
    if (request.url.startsWith('/error')) throw new Error('broken')
    const isLocked = request.url.startsWith('/locked') || request.method === 'OPTIONS'
    response.status(isLocked ? 401 : request.url.startsWith('/down') ? 502 : 200).end()
  })
  return listen(app)
}

const DOWN = 'http://127.0.0.1:1'

const CHILDREN: Record<ProgramName, (recipe: string, behind: string) => ChildServer> = {
  nginx: (recipe, behind) => {
    const [, http = ''] = /in http \{ \}: (.*)$/m.exec(recipe) ?? []
    return nginxChild(
      `location / { ${recipe}
         proxy_pass ${behind}; }
       location /locked/ { ${recipe}
         auth_basic login; auth_basic_user_file /dev/null; proxy_pass ${behind}; }
       location /down/ { ${recipe}
         proxy_pass ${DOWN}; }`,
      http,
    )
  },
  apache: (recipe, behind) => ({
    name: 'apache',
    args: (file, folder) => ['-X', '-d', folder, '-f', file],
    configuration: (port, folder) => `
      ${MODULES.map(name => `LoadModule ${name}_module ${MODULES_AT}/mod_${name}.so`).join('\n')}
      ServerName localhost
      PidFile ${folder}/pid
      ErrorLog ${folder}/errors
      ${process.getuid?.() === 0 ? 'User www-data\nGroup www-data' : ''}
      Listen 127.0.0.1:${port}
      <VirtualHost 127.0.0.1:${port}>
        ${recipe}
        ProxyPass /down/ ${DOWN}/
        ProxyPass / ${behind}/
        <Location /locked/>
          AuthType Basic
          AuthName login
          AuthUserFile /dev/null
          Require valid-user
        </Location>
      </VirtualHost>`,
  }),
  caddy: (recipe, behind) => ({
    name: 'caddy',
    args: file => ['run', '--config', file, '--adapter', 'caddyfile'],
    configuration: port => `{
        admin off
        auto_https off
      }
      http://127.0.0.1:${port} {
        ${recipe.replace(/\}$/, '')}
          handle /locked/* {
            basicauth {
              nobody ${HASH}
            }
          }
          reverse_proxy /down/* ${DOWN}
          reverse_proxy ${behind}
        }
      }`,
  }),
}

const MODULES_AT = '/usr/lib/apache2/modules'
const MODULES = [
  ...['mpm_event', 'authz_core', 'authz_user', 'authn_core', 'authn_file', 'auth_basic'],
  ...['headers', 'rewrite', 'proxy', 'proxy_http'],
]

/** Nobody's password. */
const HASH = 'JDJhJDE0JFJYTUZXdXAxWjZ5M3JUNHkxb2VuN2VjVVRtRmJqWVhmNm1xQ3ZkYVFnbGQuV1pEZ2VjVWJH'
