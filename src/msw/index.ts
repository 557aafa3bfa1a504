/**
 * Declares a server's CORS policy as handlers of Mock Service Worker, 2 or 3.
 *
 * @module
 */

export { cors } from './cors.ts'
export type { CorsPolicy, OriginMatcher } from './policy.ts'
export { preflight } from './preflight.ts'
export type { PreflightInfo, PreflightResolver } from './preflight-handler.ts'
