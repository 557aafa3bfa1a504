import { describe, expect, test } from 'vitest'
import type { HarAudit } from '../../../src/har/audit.ts'
import { auditOf, recorded } from './auditing.ts'

const auditFrom = (name: string) => auditOf(recorded(name))

const failures = ({ failures }: HarAudit) =>
  failures.map(({ method, url, failure }) => {
    const at = 'request' in failure ? failure.request : 'never sent'
    return `${method} ${new URL(url).pathname} ${at}: ${failure.code}`
  })

const reasons = ({ endpoints }: HarAudit) =>
  Object.fromEntries(
    endpoints
      .filter(({ preflights, unshown }) => preflights + unshown > 0)
      .map(({ method, url, reasons }) => [
        `${method} ${new URL(url).pathname}`,
        reasons.map(({ code }) => code),
      ]),
  )

describe('a HAR that was written by', () => {
  test('Chrome, where a call begins before its preflight', async () => {
    const audit = await auditFrom('chrome')
    expect(audit).toMatchObject({
      ...{ browser: 'chromium', entries: 22, unreadable: 0, broken: null },
      ...{ calls: 10, preflights: 7, preflightMs: 147, spared: 1, sparedMs: 25.5 },
      ...{ unfollowed: 0, unshown: 0, cached: 0 },
    })
    expect(reasons(audit)).toEqual({
      'POST /orders': ['content-type'],
      'POST /signup': ['content-type'],
      'PUT /orders/:id': ['method', 'content-type'],
      // Authorization is taken out of HARs, but not out of preflights.
      'DELETE /orders/:id': ['method', 'header'],
      'OPTIONS /orders': ['method'],
      // A listener on the upload is not seen.
      'POST /upload': [],
    })
    expect(failures(audit)).toEqual([
      'POST /signup actual: allow-origin-missing',
      'PUT /orders/:id preflight: allow-origin-missing',
      'GET /status actual: network',
    ])
  })

  test('Firefox, where a preflight comes first', async () => {
    const audit = await auditFrom('firefox')
    expect(audit).toMatchObject({
      ...{ browser: 'firefox', entries: 7, calls: 4, preflights: 2, preflightMs: 40 },
      ...{ cached: 1, unshown: 0, unfollowed: 0 },
    })
    expect(failures(audit)).toEqual([
      'POST /orders/:id/pay preflight: header-not-allowed',
      'GET /me actual: allow-origin-wildcard',
    ])
    expect(audit.failures[1]!.failure.also).toMatchObject([{ code: 'allow-credentials' }])
  })

  test('Safari, which shows no preflights', async () => {
    const audit = await auditFrom('safari')
    expect(audit).toMatchObject({ browser: 'webkit', calls: 4, preflights: 0, unshown: 2 })
    expect(reasons(audit)).toEqual({ 'PUT /orders/:id': ['method', 'content-type'] })
    expect(failures(audit)).toEqual([
      'GET /me actual: allow-origin-missing',
      'GET /slow actual: network',
    ])
  })

  test('mitmproxy, which sees what browsers hide', async () => {
    const audit = await auditFrom('mitmproxy')
    expect(audit).toMatchObject({ browser: 'firefox', calls: 1, preflights: 4, unfollowed: 1 })
    expect(failures(audit)).toEqual([
      'PATCH /orders/:id preflight: allow-origin-missing',
      'DELETE /orders/:id preflight: network',
    ])
    expect(audit.failures[0]!.failure.also).toMatchObject([
      { code: 'preflight-redirect', location: 'https://api.example.com/orders/18/?key=…' },
      { code: 'method-not-allowed' },
      { code: 'header-not-allowed' },
    ])
  })

  test('Playwright, which shows none either, and has -1 for no status', async () => {
    const audit = await auditFrom('playwright')
    expect(audit).toMatchObject({ browser: 'chromium', calls: 2, preflights: 0, unshown: 1 })
    expect(failures(audit)).toEqual(['GET /gone actual: network'])
  })
})

test.each(['chrome', 'firefox', 'safari', 'mitmproxy'])(
  'no secret of %s is in its audit',
  async name => {
    const text = JSON.stringify(await auditFrom(name))
    expect(text).not.toMatch(/s3cret|private|hunter2|4bf92f/)
  },
)
