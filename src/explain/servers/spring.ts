/** Spring Boot with Spring MVC. */

import type { Remedy } from '../remedy.ts'
import { servedMethods } from './methods.ts'
import { ifAny, quoted, quotedAll } from './text.ts'

/** The bean that answers so. */
export function spring(remedy: Remedy): string {
  const { origin, credentials, preflighted, headers, maxAge, exposed } = remedy
  return [
    '@Bean',
    'FilterRegistrationBean<CorsFilter> corsFilter() {',
    '    var policy = new CorsConfiguration();',
    `    policy.setAllowedOrigins(List.of(${quoted(origin)}));`,
    `    policy.setAllowedMethods(List.of(${quotedAll(servedMethods(remedy))}));`,
    ...ifAny(headers, `    policy.setAllowedHeaders(List.of(${quotedAll(headers)}));`),
    ...ifAny(exposed, `    policy.setExposedHeaders(List.of(${quotedAll(exposed)}));`),
    ...(credentials ? ['    policy.setAllowCredentials(true);'] : []),
    ...(preflighted ? [`    policy.setMaxAge(${maxAge}L);`] : []),
    '    var source = new UrlBasedCorsConfigurationSource();',
    '    source.registerCorsConfiguration("/**", policy);',
    '    var filter = new FilterRegistrationBean<>(new CorsFilter(source));',
    '    // Before Spring Security, which would ask OPTIONS for a login.',
    '    filter.setOrder(Ordered.HIGHEST_PRECEDENCE);',
    '    return filter;',
    '}',
  ].join('\n')
}

/** What it does otherwise than the remedy says. */
export const springNote = (): string =>
  'Spring refuses calls whose method is not listed, so GET, HEAD and POST are; it answers OPTIONS with 200, which is as good as 204.'
