import { setTimeout } from 'node:timers/promises'
import { answering, type Running } from '../../test/unit/server/answers.ts'

/** What a preflight takes, so that a page can tell. */
const DELAY_MS = 80

/** An API on this machine that knows of CORS for POST alone. */
export const openApi = (): Promise<Running> =>
  answering(async ({ method, headers }, response) => {
    if (method === 'POST' || headers['access-control-request-method'] === 'POST') {
      response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*')
      response.setHeader('Access-Control-Allow-Headers', 'content-type, x-trace-id')
      response.setHeader('Timing-Allow-Origin', '*')
    }
    if (method === 'OPTIONS') await setTimeout(DELAY_MS)
    response.writeHead(204).end()
  })
