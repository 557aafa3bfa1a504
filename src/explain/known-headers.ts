/** Headers that users find on their calls without having set them, and what takes them off. */

interface Advice {
  what: string
  client: string | null
}

const OUTSIDE = 'a header outside the CORS safelist'

const TRACING = 'keep the tracing library off this origin'

const KNOWN: readonly (readonly [name: RegExp, by: string, client: string | null])[] = [
  [
    /^(sentry-trace|baggage)$/,
    'Sentry adds it',
    "leave this origin out of Sentry's tracePropagationTargets",
  ],
  [/^trace(parent|state)$|^b3$|^x-b3-/, 'tracing adds it', TRACING],
  [/^x-datadog-/, 'Datadog adds it', "leave this origin out of Datadog's allowedTracingUrls"],
  [
    /^request-(id|context)$/,
    'Application Insights adds it',
    'list this origin in correlationHeaderExcludedDomains',
  ],
  [/^(newrelic|x-newrelic-)/, 'New Relic adds it', TRACING],
  [/^x-requested-with$/, 'libraries add it', 'take x-requested-with out of the default headers'],
  [/^(cache-control|pragma|expires)$/, 'a header of responses', "use fetch's cache option instead"],
  [/^authorization$/, 'no credentials without it', null],
]

/** What is known of a header that is outside the safelist. */
export function adviceOn(name: string): Advice {
  const known = KNOWN.find(([pattern]) => pattern.test(name))
  return known
    ? { what: `${OUTSIDE}; ${known[1]}`, client: known[2] }
    : { what: OUTSIDE, client: `drop ${name} for this origin` }
}
