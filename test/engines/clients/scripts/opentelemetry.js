// preflight: header traceparent, content-type, header x-a, method PUT
import { registerInstrumentations } from '@opentelemetry/instrumentation'
import { FetchInstrumentation } from '@opentelemetry/instrumentation-fetch'
import { XMLHttpRequestInstrumentation } from '@opentelemetry/instrumentation-xml-http-request'
import { WebTracerProvider } from '@opentelemetry/sdk-trace-web'
import { makeCalls } from '../shared/calls.js'

new WebTracerProvider().register()
const propagateTraceHeaderCorsUrls = [/./]
registerInstrumentations({
  instrumentations: [
    new FetchInstrumentation({ propagateTraceHeaderCorsUrls }),
    new XMLHttpRequestInstrumentation({ propagateTraceHeaderCorsUrls }),
  ],
})

await makeCalls()
