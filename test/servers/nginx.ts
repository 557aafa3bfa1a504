/** nginx: locations as they are found in the wild. */

import type { Policies } from './combination.ts'

/** The policies for the page at `page`, before an application at `behind` that has CORS of its own. */
export const nginxPolicies = (page: string, behind: string): Policies<string> => {
  const origin = `add_header Access-Control-Allow-Origin ${page}`
  const lists = `
    add_header Access-Control-Allow-Methods "PUT, PATCH, DELETE";
    add_header Access-Control-Allow-Headers "content-type, x-custom, authorization";
    add_header Access-Control-Allow-Credentials true;`
  const preflight = (lines: string) => `if ($request_method = OPTIONS) { ${lines} return 204; }`
  const answered = (lines: string) => `${preflight(lines)} ${lines}`
  return {
    right: {
      calls: ['get', 'head', 'form', 'post', 'authorization', 'putCredentials', 'delete'],
      serve: `${answered(`${origin}; ${lists}`)} return 200;`,
    },
    none: { calls: ['get', 'put'], serve: 'return 200;' },
    'other-site': {
      calls: ['get', 'put'],
      serve: `${answered(`add_header Access-Control-Allow-Origin https://www.example; ${lists}`)} return 200;`,
    },
    'trailing-slash': {
      calls: ['get', 'put'],
      serve: `${answered(`add_header Access-Control-Allow-Origin ${page}/; ${lists}`)} return 200;`,
    },
    'wildcard-with-credentials': {
      calls: ['put', 'credentials', 'putCredentials'],
      serve: `${answered(`add_header Access-Control-Allow-Origin *; ${lists}`)} return 200;`,
    },
    'credentials-in-capitals': {
      calls: ['credentials'],
      serve: `${origin}; add_header Access-Control-Allow-Credentials TRUE; return 200;`,
    },
    'headers-wildcard': {
      calls: ['post', 'authorization'],
      serve: `${answered(`${origin}; add_header Access-Control-Allow-Headers *;`)} return 200;`,
    },
    // A static file, as it were: nginx answers OPTIONS with 405.
    'not-allowed': { calls: ['get', 'put'], serve: `${origin} always; ${lists} empty_gif;` },
    login: {
      calls: ['get', 'authorization', 'put'],
      serve: `${origin} always; ${lists} auth_basic login; auth_basic_user_file /dev/null; empty_gif;`,
    },
    // Without always, add_header leaves errors out.
    'errors-left-out': {
      calls: ['get', 'put'],
      serve: `${answered(`${origin}; ${lists}`)} return 500;`,
    },
    'only-on-options': {
      calls: ['get', 'form', 'put'],
      serve: `${preflight(`${origin}; ${lists}`)} return 200;`,
    },
    'not-on-options': {
      calls: ['get', 'put', 'saveData', 'semicolon'],
      serve: `${preflight('')} ${origin}; return 200;`,
    },
    // An add_header further in makes nginx forget those further out.
    forgotten: {
      calls: ['get', 'put'],
      serve: `${origin}; ${lists} ${preflight('add_header X-Served-By nginx;')} return 200;`,
    },
    twice: {
      calls: ['get', 'put'],
      serve: `${origin} always; proxy_pass ${behind};`,
    },
    redirect: {
      calls: ['get', 'put'],
      serve: `${origin} always; rewrite ^(.*[^/])$ $1/ permanent; ${preflight(`${origin}; ${lists}`)} return 200;`,
    },
    list: {
      calls: ['get', 'put'],
      serve: `${answered(`add_header Access-Control-Allow-Origin "${page}, https://www.example"; ${lists}`)} return 200;`,
    },
    'down-behind': {
      calls: ['get', 'put'],
      serve: `${answered(`${origin}; ${lists}`)} proxy_pass http://127.0.0.1:1;`,
    },
  }
}

/** The locations of all policies. */
export const locations = (policies: Policies<string>): string =>
  Object.entries(policies)
    .map(([name, { serve }]) => `location /${name}/ { ${serve} }`)
    .join('\n')
