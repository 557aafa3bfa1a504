/** Amazon API Gateway: the CORS configuration of an HTTP API. */

import type { Remedy } from '../remedy.ts'
import { servedMethods } from './methods.ts'

const METHODS = new Set(['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])

/** The configuration, as `aws apigatewayv2 update-api --cors-configuration` takes it. */
export function apigateway(remedy: Remedy): string {
  const { origin, credentials, preflighted, headers, maxAge, exposed } = remedy
  const configuration = {
    AllowOrigins: [origin],
    AllowMethods: servedMethods(remedy).filter(method => METHODS.has(method)),
    ...(headers.length > 0 ? { AllowHeaders: headers } : {}),
    ...(exposed.length > 0 ? { ExposeHeaders: exposed } : {}),
    ...(credentials ? { AllowCredentials: true } : {}),
    ...(preflighted ? { MaxAge: maxAge } : {}),
  }
  return JSON.stringify(configuration, null, 2)
}

/** What an HTTP API can't do, or needs besides. */
export function apigatewayNote({ preflighted, methods }: Remedy): string {
  const unknown = methods.filter(method => !METHODS.has(method))
  return [
    'For aws apigatewayv2 update-api --cors-configuration; what the integration says of CORS no longer counts.',
    ...(unknown.length > 0
      ? [`API Gateway knows no ${unknown.join(', ')}: that call can't be allowed.`]
      : []),
    ...(preflighted
      ? [
          'A route ANY or $default with an authorizer asks OPTIONS for a login too: add a route OPTIONS /{proxy+} without one.',
        ]
      : []),
    'Let a cache before it keep answers apart by Origin.',
  ].join(' ')
}
