// preflight: header baggage, header sentry-trace, content-type, header x-a, method PUT
import * as Sentry from '@sentry/browser'
import { makeCalls } from '../shared/calls.js'

Sentry.init({
  dsn: 'https://public@telemetry.example.com/1',
  integrations: [Sentry.browserTracingIntegration()],
  tracesSampleRate: 1,
  tracePropagationTargets: [/api|\/c\//],
})

await makeCalls()
