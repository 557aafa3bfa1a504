/** The panel in the real engines. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chosenEngines } from '../chosen.ts'
import { openShop, type Shop, TOOLS } from './pages.ts'

describe.each(chosenEngines)('the panel in %s', name => {
  let shop: Shop

  beforeAll(async () => {
    shop = await openShop(name)
  })
  afterAll(() => shop?.close())

  const run = <T>(source: string) => shop.engine.run<T>(`${TOOLS}${source}`)

  /** A page as if opened for the first time. */
  async function fresh(page: string) {
    await shop.open(page)
    await run('localStorage.clear()')
    await shop.open(page)
  }

  /** One on which all calls of the shop were made. */
  async function visited() {
    await fresh('/shop.html')
    await run('await visit()')
  }

  describe('on a page with calls', () => {
    beforeAll(() => visited())

    test('counts preflights, and what was blocked or failed', async () => {
      const hint = name === 'chromium' ? 0 : 1
      expect(await run('return texts("button")')).toEqual([
        `${8 + hint} preflights 2 blocked or failed`,
      ])
    })

    test('lists calls to other origins, the newest first, with the time of their preflight', async () => {
      await run('await open()')
      const rows = await run<string[]>('return texts("[role=option]")')
      expect(rows).toHaveLength(11)
      expect(rows[0]).toMatch(
        /^PUT http.*\/orders\/7 preflight( \d+ ms)? method, content-type, header$/,
      )
      expect(rows[1]).toMatch(/^DELETE http.*\/deny failed method$/)
      expect(rows[2]).toMatch(/^GET http.*\/orders blocked disallowed-by-mode$/)
      // Timing may come too late on a busy machine; a time that is there was measured.
      expect(rows.filter(row => / preflight \d+ ms /.test(row)).length).toBeGreaterThan(4)
      const [longest, ...bars] = await run<[number, number][]>(`
        return all('.row .bar').map(bar => {
          const widths = [bar, ...bar.querySelectorAll('span')].map(each => each.getBoundingClientRect().width)
          return [widths[1] / widths[0], widths[2] / widths[1]]
        }).sort(([a], [b]) => b - a)`)
      expect(longest![0]).toBeCloseTo(1)
      expect(bars.filter(([total]) => total < 1).length).toBeGreaterThan(5)
      expect(bars.filter(([, part]) => part > 0.3 && part < 0.95).length).toBeGreaterThan(3)
      expect(rows[10]).toMatch(/^GET http.*\/orders\?state=… no preflight/)
    })

    test.each([
      ['text', 'set("input[type=search]", "x-request-id")', 4],
      ['reason', 'set("select[aria-label$=reasons]", "upload-listener")', 1],
      [
        'endpoint',
        'set("select[aria-label$=endpoints]", all("option").find(o => o.value.startsWith("POST") && o.value.endsWith("/search")).value)',
        2,
      ],
      [
        'avoidable',
        '(all("input[type=checkbox]")[0].click(), drawn())',
        name === 'chromium' ? 3 : 4,
      ],
    ])('filters by %s', async (_, filter, count) => {
      await run(`await ${filter}`)
      expect(await run('return all("[role=option]").length')).toBe(count)
      await run(`
        await set('input[type=search]', '')
        for (const select of ['reasons', 'endpoints']) await set('select[aria-label$=' + select + ']', '')
        const [box] = all('input[type=checkbox]')
        if (box.checked) { box.click(); await drawn() }`)
      expect(await run('return all("[role=option]").length')).toBe(11)
    })

    test('tells of a call why it is preflighted, where that was set, what is sent and to be answered', async () => {
      const detail = await run<string>(
        'all("[role=option]")[0].click(); await drawn(); return all(".detail")[0].innerText',
      )
      expect(detail).toMatch(/PUT a method other than GET, HEAD and POST, set at shop\.js:\d+:\d+/)
      expect(detail).toMatch(/x-request-id a header outside the CORS safelist, set at shop\.js:\d+/)
      expect(detail).toContain('Client: send text/plain and drop x-request-id')
      expect(detail).toContain('Access-Control-Request-Headers: content-type,x-request-id')
      expect(detail).toContain('Access-Control-Allow-Headers: content-type, x-request-id')
      expect(detail).toContain('Access-Control-Max-Age: 7200')
      expect(detail).toMatch(/(Chrome|Firefox), (Firefox|Safari): the same\./)
      expect(detail).toMatch(/Where it was made\s+shop\.js/)
      const links = await run<string[]>('return all(".detail li a").map(a => a.href)')
      expect(links.some(href => /^http:\/\/127\.0\.0\.1:\d+\/shop\.js$/.test(href))).toBe(true)
      expect(links.some(href => href.endsWith('/docs/reasons/header.md'))).toBe(true)
    })

    test('tells how other browsers treat a call', async () => {
      const detail = await run<string>(
        'all("[role=option]").find(row => /photo(?!s)/.test(row.textContent)).click(); await drawn(); return all(".detail")[0].innerText',
      )
      expect(detail).toContain(
        name === 'chromium' ? 'Firefox, Safari: preflighted.' : 'Chrome: no preflight.',
      )
    })

    test('tells why a call never left', async () => {
      const detail = await run<string>(
        'all("[role=option]").find(row => row.textContent.includes("blocked")).click(); await drawn(); return all(".detail")[0].innerText',
      )
      expect(detail).toContain('blocked before anything was sent')
      expect(detail).toContain("leave mode out, or set it to 'cors'")
    })

    test('copies the header lines, or selects them where it may not', async () => {
      await run(
        'all("[role=option]")[0].click(); await drawn(); named("Copy").click(); await drawn()',
      )
      const [button, selected] = await run<string[]>(
        'return [named("Cop").textContent, String(root().getSelection?.() ?? getSelection())]',
      )
      expect(button === 'Copied' || /Access-Control-Allow-Origin/.test(selected!)).toBe(true)
    })

    test('sums up by endpoint what was waited, and what a longer memory would save', async () => {
      const rows = await run<string[]>(
        'named("Summary").click(); await drawn(); return texts("tbody tr")',
      )
      const [, waited, saved] = /orders\/7 4 [2-4] (\d+) ms (\d+) ms/.exec(rows.join())!
      expect(Number(waited)).toBeGreaterThan(110)
      expect(Number(saved)).toBeGreaterThan(50)
      expect(Number(saved)).toBeLessThan(Number(waited))
      await run('named("Calls").click(); await drawn()')
    })

    test.each(['light', 'dark'])('axe finds nothing in %s, open or closed', async scheme => {
      await run(`
        await import('/axe.js')
        const sheet = new CSSStyleSheet()
        // What a reader prefers can't be set in all engines; the colours are the same.
        sheet.replaceSync(':host { color-scheme: ${scheme} !important }')
        root().adoptedStyleSheets.push(sheet)
        await open()
        named('Calls').click()
        await drawn()
        all('[role=option]')[1].click()
        await drawn()`)
      expect(await run('return getComputedStyle(all("aside")[0]).backgroundColor')).toBe(
        scheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(28, 33, 40)',
      )
      const faults = () =>
        run<string[]>(`
          // axe reckons contrasts inside of the body only.
          document.body.append(root().host)
          const runOnly = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
          const { violations, incomplete } = await axe.run(document, { runOnly })
          document.documentElement.append(root().host)
          return [...violations, ...incomplete].flatMap(({ id, nodes }) =>
            nodes.map(({ target, failureSummary }) => id + ' ' + target + ' ' + failureSummary))`)
      expect(await faults()).toEqual([])
      await run('named("Summary").click(); await drawn()')
      expect(await faults()).toEqual([])
      await run('named("Close").click(); await drawn()')
      expect(await faults()).toEqual([])
    })
  })

  test('remembers on the next page whether it is open, where, and what was looked for', async () => {
    await visited()
    await run(`
      await open()
      await set('select.push', 'top-left')
      await set('input[type=search]', 'orders')`)
    await shop.open('/shop.html')
    await run('await until(() => all("aside.open")[0])')
    expect(
      await run('return [all("aside")[0].dataset.corner, all("input[type=search]")[0].value]'),
    ).toEqual(['top-left', 'orders'])
  })

  test('can be used by keyboard alone', async () => {
    await visited()
    const focused = () =>
      run<string>(
        'const e = root().activeElement; return e ? (e.getAttribute("aria-label") ?? e.textContent ?? "") : ""',
      )
    /** Presses Tab until something has the focus. */
    const reach = async (what: RegExp) => {
      for (let left = 30; left > 0; left--) {
        if (what.test(await focused())) return
        await shop.engine.press('Tab')
      }
      throw new Error(`no ${what} among ${await focused()}`)
    }
    await run('document.querySelector("#buy").focus()')
    await reach(/preflights/)
    await shop.engine.press('Enter')
    await run('await drawn()')
    expect(await focused()).toBe('Calls, newest first')

    await shop.engine.press('ArrowDown', 'ArrowDown')
    const selected = () =>
      run<string>(
        'await drawn(); return all("[aria-selected=true]").map(row => row.getAttribute("aria-label") + "#" + (all("[role=listbox]")[0].getAttribute("aria-activedescendant") === row.id)).join()',
      )
    expect(await selected()).toMatch(/^DELETE .*, preflighted, then failed#true$/)
    await shop.engine.press('End')
    expect(await selected()).toMatch(/^GET .*, needs no preflight.*#true$/)
    await shop.engine.press('Home', 'Enter')
    expect(
      await run(
        'await drawn(); return root().activeElement.localName + root().activeElement.innerText.slice(0, 3)',
      ),
    ).toBe('h2PUT')

    // On through the reasons and the lines to copy, to the frames of the stack.
    for (const what of [/^PUT$/, /^Copy$/, /^shop\.js/]) await reach(what)
    await run('all("h2")[0].tabIndex = -1; all("h2")[0].focus()')
    for (const what of [
      /^Calls$/,
      /^Summary$/,
      /^Where the panel lies$/,
      /^Close$/,
      /text$/,
      /reasons$/,
      /endpoints$/,
    ]) {
      await reach(what)
    }
    await shop.engine.press('Escape')
    await run('await drawn()')
    expect(await focused()).toMatch(/preflights/)
  })

  test('works under the strictest policy, and breaks none of it', async () => {
    await fresh('/strictest.html')
    await run(`
      globalThis.violated = []
      addEventListener('securitypolicyviolation', event => violated.push(event.effectiveDirective))
      await visit()
      await open()
      all('[role=option]')[0].click()
      await drawn()`)
    // What the page itself may not do, be it with the panel or without.
    const others = await run('return violated.filter(directive => directive !== "connect-src")')
    expect(others).toEqual([])
    expect(await run('return getComputedStyle(all("aside")[0]).position')).toBe('absolute')
    // Sizes are set by script, and hold.
    expect(await run('return all(".rows")[0].clientHeight / all(".row")[0].offsetHeight')).toBe(11)
  })

  test('neither shifts nor styles a page, however that is styled, nor is styled by it', async () => {
    const LAYOUT = `return JSON.stringify([...document.querySelectorAll('html, head, body, body *')].map(element => {
      const { x, y, width, height } = element.getBoundingClientRect()
      const { color, font, visibility, borderTopWidth } = getComputedStyle(element)
      return [element.localName, x, y, width, height, color, font, visibility, borderTopWidth]
    }).concat([document.documentElement.scrollHeight, document.documentElement.scrollWidth]))`
    for (const [bare, withPanel] of [
      ['/bare.html', '/shop.html'],
      ['/hostile-bare.html', '/hostile.html'],
    ] as const) {
      await fresh(bare)
      const before = await run(LAYOUT)
      await shop.open(withPanel)
      await run('await open()')
      expect(await run(LAYOUT)).toBe(before)
    }
    const LOOK = `
      const { color, fontSize, visibility, opacity, textTransform, pointerEvents } = getComputedStyle(all('header h2')[0])
      const { width, right } = all('aside')[0].getBoundingClientRect()
      return { color, fontSize, visibility, opacity, textTransform, pointerEvents, width, gap: innerWidth - right }`
    const amongHostile = await run(LOOK)
    await shop.open('/shop.html')
    await run('await until(() => all("aside.open")[0])')
    expect(amongHostile).toEqual(await run(LOOK))
  })

  test('what is typed and clicked in it is not heard by the page', async () => {
    await visited()
    await run(`
      globalThis.heard = []
      for (const type of ['keydown', 'keyup', 'click', 'input', 'pointerdown']) document.addEventListener(type, () => heard.push(type))
      await open()
      all('input[type=search]')[0].focus()`)
    await shop.engine.press('p', 'u', 't')
    expect(await run('await drawn(); return [heard, all("input[type=search]")[0].value]')).toEqual([
      [],
      'put',
    ])
  })

  test('is dragged to another corner by its button, which then does not open it', async () => {
    await visited()
    const [x, y] = await run<[number, number]>(`
      const { left, top, width, height } = all('.toggle')[0].getBoundingClientRect()
      return [Math.round(left + width / 2), Math.round(top + height / 2)]`)
    await shop.engine.drag([x, y], [40, 30])
    expect(
      await run(
        'await drawn(); return [all("aside")[0].className, all("aside")[0].dataset.corner]',
      ),
    ).toEqual(['closed', 'top-left'])
    await shop.engine.drag([40, 30], [41, 30])
    expect(await run('await drawn(); return all("aside")[0].className')).toBe('open')
  })

  test('comes back where a framework has cleared the document', async () => {
    await visited()
    await run(`
      await open()
      root().host.remove()
      await shop()
      await drawn(500)`)
    expect(await run('return all("[role=option]")[0].getAttribute("aria-setsize")')).toBe('22')
  })

  test('goes with its watcher, and comes only where it is wanted', async () => {
    await shop.open('/shop.html')
    await run('await until(() => root())')
    await run('watcher.uninstall(); await drawn()')
    expect(await run('return root() === undefined')).toBe(true)
    await shop.open('/bare.html')
    await run('await visit()')
    const [element, loaded] = await run<[boolean, string[]]>(
      'return [root() !== undefined, performance.getEntriesByType("resource").map(({ name }) => name)]',
    )
    expect(element).toBe(false)
    expect(loaded.some(url => url.includes('panel'))).toBe(false)
  })
})
