/** What Chromium says of requests: https://chromedevtools.github.io/devtools-protocol/tot/Network/ */

export interface NetworkEvents {
  'Network.requestWillBeSent': {
    requestId: string
    request: { url: string; method: string; headers: Record<string, string> }
    /** Seconds since some moment. */
    timestamp: number
    /** `requestId` is that of the request which a preflight is for. */
    initiator: { type: string; requestId?: string }
    /** Of a redirect that led here. */
    redirectResponse?: Answered
    type?: string
  }
  /** As it came over the network, also where the page is not to see it. */
  'Network.responseReceivedExtraInfo': {
    requestId: string
    statusCode: number
    headers: Record<string, string>
  }
  'Network.responseReceived': { requestId: string; timestamp: number; response: Answered }
  'Network.loadingFinished': { requestId: string; timestamp: number }
  'Network.loadingFailed': {
    requestId: string
    timestamp: number
    errorText: string
    canceled?: boolean
    corsErrorStatus?: { corsError: string }
  }
}

export interface Answered {
  status: number
  headers: Record<string, string>
  fromServiceWorker?: boolean
}
