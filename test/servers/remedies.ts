/** Remedies whose recipes are tried, each with a call that it is for. */

import type { Remedy } from '../../src/explain/remedy.ts'
import { CALLS, type Call } from './combination.ts'

/** A remedy, and a call that it lets through. */
export interface Tried {
  name: string
  remedy: Remedy
  call: Omit<Call, 'url'>
}

const ODD = ["x-a'b", 'x-$1', 'x-50%', 'x-`c`']

/** They are for the page at `page`. */
export const triedRemedies = (page: string): Tried[] => {
  const simple: Remedy = {
    ...{ url: 'http://127.0.0.1/orders', origin: page, credentials: false, preflighted: false },
    ...{ methods: [], headers: [], maxAge: 7200, exposed: [] },
  }
  const preflighted = { ...simple, preflighted: true, methods: ['PUT'], headers: ['content-type'] }
  return [
    { name: 'simple', remedy: simple, call: CALLS.get },
    {
      name: 'simple, with credentials',
      remedy: { ...simple, credentials: true, exposed: ['x-total', 'x-page'] },
      call: CALLS.credentials,
    },
    { name: 'preflighted', remedy: preflighted, call: CALLS.put },
    {
      name: 'preflighted, with credentials',
      remedy: {
        ...preflighted,
        ...{ credentials: true, methods: ['DELETE', 'PUT'], exposed: ['x-total'] },
      },
      call: CALLS.putCredentials,
    },
    {
      name: 'odd headers',
      remedy: { ...preflighted, methods: [], headers: ODD },
      call: { ...CALLS.get, headers: ODD.map(name => [name, '1']) },
    },
  ]
}
