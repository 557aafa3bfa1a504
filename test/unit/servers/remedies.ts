/** Remedies to write recipes for. */

import type { Remedy } from '../../../src/explain/remedy.ts'

/** A remedy for a preflighted call, unless told otherwise. */
export const remedyOf = (said: Partial<Remedy> = {}): Remedy => ({
  ...{ url: 'https://api.example.com/orders?token=secret', origin: 'https://app.example.com' },
  ...{ credentials: false, preflighted: true, methods: ['PUT'], headers: ['content-type'] },
  ...{ maxAge: 7200, exposed: [] },
  ...said,
})

/** One for a call without a preflight. */
export const simpleRemedy = (said: Partial<Remedy> = {}): Remedy =>
  remedyOf({ preflighted: false, methods: [], headers: [], ...said })
