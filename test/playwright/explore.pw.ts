import { expect, test } from 'why-preflight/playwright'
import { openSite, page as html, type Site } from './site.ts'
let site: Site
test.beforeAll(async () => {
  site = await openSite(api => ({
    '/': html(''),
    '/first.html': html(`fetch('${api}/first', { method: 'PUT' })`),
    '/w.js': `fetch('${api}/worker', { method: 'PUT' }).then(() => globalThis.postMessage?.('done')); onconnect = e => e.ports[0].postMessage('x')`,
    '/sw.js': `oninstall = e => e.waitUntil(fetch('${api}/sw', { method: 'PUT' }))`,
    '/frame.html': html(`fetch('${api}/frame', { method: 'PUT' })`),
  }))
})
test.afterAll(() => site.close())
const show = (p: any) => { for (const c of p.calls) console.log(c.method, c.url.slice(-12), c.verdict.preflight, c.outcome, c.status, c.cost.preflightSent, c.exchanges.map((e: any) => e.kind).join(), c.failure?.code); for (const d of p.disagreements) console.log('DIS', d.what, d.call?.url ?? d.preflight?.url) }
test('frames', async ({ page, preflights, context }) => {
  await page.goto(site.app + '/first.html')
  await page.evaluate(([a, b]) => { for (const u of [a + '/frame.html', b + '/frame.html']) { const f = document.createElement('iframe'); f.src = u; document.body.append(f) } const f = document.createElement('iframe'); document.body.append(f); (f.contentWindow as any).fetch(a + '/nope', { method: 'PUT' }) }, [site.app, site.elsewhere])
  await page.evaluate(() => { open('/first.html'); open('/first.html', '', 'noopener') })
  await page.waitForTimeout(800)
  show(preflights)
  console.log(site.arrived.splice(0))
})
test('workers', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(async (api) => { for (let i = 0; i < 10; i++) for (const type of ['classic', 'module'] as const) {
     const w = new Worker('/w.js', { type }); await new Promise(r => { w.onmessage = r })
     const code = `fetch('${api}/blob', { method: 'PUT' }).then(() => globalThis.postMessage('done'))`
     const w2 = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type }); await new Promise(r => { w2.onmessage = r })
     const w3 = new Worker('data:text/javascript,' + encodeURIComponent(code), { type }); await new Promise(r => { w3.onmessage = r })
     const w4 = new Worker(URL.createObjectURL(new Blob(['const w = new Worker("' + location.origin + '/w.js"); w.onmessage = e => postMessage(1)'], { type: 'text/javascript' })), { type }); await new Promise(r => { w4.onmessage = r })
     } }, site.api)
  await page.evaluate(async () => { const s = new SharedWorker('/w.js'); await new Promise(r => { s.port.onmessage = r }) })
  await page.evaluate(async () => { const r = await navigator.serviceWorker.register('/sw.js', { scope: '/nowhere/' }); await new Promise(r => setTimeout(r, 800)) })
  show(preflights)
  console.log(site.arrived.splice(0).length)
})
test('extra', async ({ page, preflights }) => {
  await page.setExtraHTTPHeaders({ 'x-extra': '1' })
  await page.goto(site.app)
  await page.evaluate(a => fetch(a + '/plain'), site.api)
  await page.evaluate(a => fetch(a + '/put', { method: 'PUT' }), site.api)
  show(preflights)
  console.log(site.arrived.splice(0))
})
test('route', async ({ page, preflights }) => {
  await page.route('**/mock', r => r.fulfill({ body: 'x', headers: { 'access-control-allow-origin': '*' } }))
  await page.goto(site.app)
  await page.evaluate(a => fetch(a + '/mock', { method: 'PUT' }), site.api)
  await page.evaluate(a => fetch(a + '/unmocked', { method: 'PUT' }), site.api)
  await page.evaluate(a => fetch(a + '/plain'), site.api)
  show(preflights)
  console.log(site.arrived.splice(0))
})
test('closed', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(a => fetch(a + '/closed', { method: 'PUT' }).catch(() => 0), site.api)
  await page.evaluate(a => fetch(a + '/closed').catch(() => 0), site.api)
  await page.evaluate(a => fetch(a + '/closed', { signal: AbortSignal.timeout(1) }).catch(() => 0), site.api)
  await page.evaluate(a => fetch('http://127.0.0.1:9/x', { method: 'PUT'}).catch(() => 0), site.api)
  show(preflights)
  console.log(site.arrived.splice(0))
})
test('leave', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(a => { addEventListener('pagehide', () => { navigator.sendBeacon(a + '/beacon', new Blob(['{}'], { type: 'application/json' })); fetch(a + '/keep', { method: 'PUT', keepalive: true }) }) }, site.api)
  await page.evaluate(() => { location.href = '/first.html' })
  await page.waitForTimeout(500)
  show(preflights)
  await page.close()
  await new Promise(r => setTimeout(r, 300))
  show(preflights)
  console.log(site.arrived.splice(0))
})
