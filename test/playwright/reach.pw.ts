/** Calls are seen wherever a context makes them, from the first line on. */

import { expect, test } from 'why-preflight/playwright'
import { openSite, type Site, page as withScript } from './site.ts'

let site: Site
test.beforeAll(async () => {
  site = await openSite(api => {
    const put = (path: string) => `fetch('${api}/brief/${path}', { method: 'PUT' })`
    return {
      '/': withScript(''),
      '/page.html': withScript(put('page')),
      '/frame.html': withScript(put('frame')),
      '/imported.js': put('imported'),
      '/classic.js': `importScripts('/imported.js'); ${put('classic')}.then(() => postMessage(''))`,
      '/module.js': `import '/imported.js'; ${put('module')}.then(() => postMessage(''))`,
      '/nested.js': `new Worker('/classic.js').onmessage = () => postMessage('')`,
      '/shared.js': `const made = ${put('shared')}
        onconnect = ({ ports: [port] }) => made.then(() => port.postMessage(''))`,
      '/service.js': `const made = ${put('service')}
        onmessage = ({ source }) => made.then(() => source.postMessage(''))`,
    }
  })
})
test.afterAll(() => site.close())
test.beforeEach(() => {
  site.arrived.length = 0
})

/** Paths of the calls with an OPTIONS of their own, as the fixture and as the API has them. */
const paths = (urls: readonly string[]) =>
  urls.map(url => url.slice(url.indexOf('/brief/') + '/brief/'.length)).sort()

test.afterEach(async ({ preflights }) => {
  // Waits for the answers.
  await expect(preflights).not.toHaveBeenBlocked()
  expect(preflights.disagreements).toEqual([])
  const arrived = site.arrived.filter(({ method }) => method === 'OPTIONS').map(({ path }) => path)
  expect(paths(preflights.preflights.map(({ url }) => url))).toEqual(paths(arrived))
})

test('in frames of its own origin, of others and of none', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(
    ([app, elsewhere]) => {
      for (const [name, value] of [
        ['src', `${app}/frame.html`],
        ['src', `${elsewhere}/frame.html`],
        ['srcdoc', `<iframe sandbox="allow-scripts" src="${app}/frame.html"></iframe>`],
      ] as const) {
        document.body.append(Object.assign(document.createElement('iframe'), { [name]: value }))
      }
    },
    [site.app, site.elsewhere] as const,
  )
  await expect.poll(() => preflights.calls.length).toBe(3)
  await expect(preflights).toHaveSentPreflights(3)
})

test('in a frame without a document, at once', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(api => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const { fetch } = frame.contentWindow as unknown as typeof globalThis
    return fetch(`${api}/brief/empty`, { method: 'PUT' }).then(response => response.status)
  }, site.api)
  await expect(preflights).toHaveSentPreflights(1)
})

for (const features of ['', 'noopener', 'width=300']) {
  test(`in a window opened with '${features}'`, async ({ page, preflights }) => {
    await page.goto(site.app)
    await page.evaluate(given => void open('/page.html', '', given), features)
    await expect(preflights).toHavePreflighted({ url: '/brief/page' })
  })
}

test('in an empty window, through its opener', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(api => {
    const opened = open('') as unknown as typeof globalThis
    return opened.fetch(`${api}/brief/opened`, { method: 'PUT' }).then(() => 0)
  }, site.api)
  await expect(preflights).toHaveSentPreflights(1)
})

test('in another page of the context', async ({ context, preflights }) => {
  const page = await context.newPage()
  await page.goto(`${site.app}/page.html`)
  await expect(preflights).toHavePreflighted({ url: '/brief/page' })
})

for (const type of ['classic', 'module'] as const) {
  test(`in ${type} workers`, async ({ page, preflights }) => {
    const times = 10
    await page.goto(site.app)
    await page.evaluate(
      async ([kind, api, n]) => {
        const code = `fetch('${api}/brief/inline', { method: 'PUT' }).then(() => postMessage(''))`
        const blob = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }))
        const inline = `data:text/javascript,${encodeURIComponent(code)}`
        for (let left = n; left > 0; left--) {
          for (const url of [`/${kind}.js`, blob, inline]) {
            const worker = new Worker(url, { type: kind })
            await new Promise((resolve, reject) => {
              worker.onmessage = resolve
              worker.onerror = ({ message }) => reject(new Error(message))
            })
          }
        }
      },
      [type, site.api, times] as const,
    )
    await expect(preflights).toHaveSentPreflights(4 * times)
  })
}

test('in a worker of a worker', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(
    () =>
      new Promise(resolve => {
        new Worker('/nested.js').onmessage = resolve
      }),
  )
  await expect(preflights).toHaveSentPreflights(2)
})

test('in a shared worker, once for all pages', async ({ page, context, preflights }) => {
  for (const one of [page, await context.newPage()]) {
    await one.goto(site.app)
    await one.evaluate(
      () =>
        new Promise(resolve => {
          new SharedWorker('/shared.js').port.onmessage = resolve
        }),
    )
  }
  await expect(preflights).toHaveSentPreflights(1)
})

test('in a service worker', async ({ page, preflights }) => {
  await page.goto(site.app)
  await page.evaluate(async () => {
    const answered = new Promise(resolve => {
      navigator.serviceWorker.onmessage = resolve
    })
    const { installing } = await navigator.serviceWorker.register('/service.js', { scope: '/no/' })
    installing!.postMessage('')
    await answered
  })
  await expect(preflights).toHaveSentPreflights(1)
})

test('before a navigation', async ({ page, preflights }) => {
  await page.goto(`${site.app}/page.html`)
  await page.evaluate(api => {
    addEventListener('beforeunload', () => {
      fetch(`${api}/brief/leaving`, { method: 'PUT', keepalive: true })
    })
  }, site.api)
  await page.goto(`${site.elsewhere}/page.html`)
  await page.goto('about:blank')
  await expect(preflights).toHaveSentPreflights(3)
})
