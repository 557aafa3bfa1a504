/** Methods, for servers that look at those of the calls themselves. */

import type { Remedy } from '../remedy.ts'

/**
 * The methods to list where a server turns a call away, or leaves its answer without CORS headers,
 * if the method is not listed. Browsers need no permission for the first three; the server does.
 */
export const servedMethods = ({ methods }: Remedy): string[] => [
  ...new Set(['GET', 'HEAD', 'POST', ...methods]),
]
