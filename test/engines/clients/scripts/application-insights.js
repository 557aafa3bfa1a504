// preflight: header request-id, header traceparent, content-type, header x-a, method PUT
import { ApplicationInsights } from '@microsoft/applicationinsights-web'
import { makeCalls } from '../shared/calls.js'

const insights = new ApplicationInsights({
  config: {
    connectionString:
      'InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://telemetry.example.com/',
    enableCorsCorrelation: true,
  },
})
insights.loadAppInsights()

await makeCalls()
