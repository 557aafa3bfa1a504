// preflight: header baggage, header traceparent, header tracestate, header x-datadog-origin, header x-datadog-parent-id, header x-datadog-sampling-priority, header x-datadog-trace-id, content-type, header x-a, method PUT
import { datadogRum } from '@datadog/browser-rum'
import { makeCalls } from '../shared/calls.js'

datadogRum.init({
  applicationId: '00000000-0000-0000-0000-000000000000',
  clientToken: 'pub00000000000000000000000000000000',
  service: 'shop',
  proxy: 'https://telemetry.example.com/datadog',
  allowedTracingUrls: [/./],
})
// Its session begins a moment later.
while (!datadogRum.getInternalContext()) await new Promise(resolve => setTimeout(resolve, 10))

await makeCalls()
