/** ASP.NET Core. */

import type { Remedy } from '../remedy.ts'
import { ifAny, quoted, quotedAll } from './text.ts'

/** The policy, and the middleware, that answer so. */
export function aspnet(remedy: Remedy): string {
  const { origin, credentials, preflighted, methods, headers, maxAge, exposed } = remedy
  const calls = [
    `.WithOrigins(${quoted(origin)})`,
    ...ifAny(methods, `.WithMethods(${quotedAll(methods)})`),
    ...ifAny(headers, `.WithHeaders(${quotedAll(headers)})`),
    ...ifAny(exposed, `.WithExposedHeaders(${quotedAll(exposed)})`),
    ...(credentials ? ['.AllowCredentials()'] : []),
    ...(preflighted ? [`.SetPreflightMaxAge(TimeSpan.FromSeconds(${maxAge}))`] : []),
  ]
  return [
    'builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy',
    `${calls.map(call => `    ${call}`).join('\n')}));`,
    '',
    '// After UseRouting, before UseAuthentication.',
    ...(origin === '*' ? [] : VARY),
    'app.UseCors();',
  ].join('\n')
}

/** The middleware itself says `Vary` only where several origins are allowed. */
const VARY = [
  'app.Use((context, next) =>',
  '{',
  '    context.Response.OnStarting(() =>',
  '    {',
  '        context.Response.Headers.Append("Vary", "Origin");',
  '        return Task.CompletedTask;',
  '    });',
  '    return next(context);',
  '});',
]
