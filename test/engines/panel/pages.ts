/** Pages of a shop, with the panel in them or without it. */

import { readFileSync } from 'node:fs'
import { js, LIBRARY } from '../coexist/bench.ts'
import { openEngine } from '../drive.ts'
import type { Engine } from '../engine.ts'
import type { EngineName } from '../find.ts'
import { openOrigins, type PageFile } from '../origins.ts'
import { server } from './shop.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')

/** A policy as strict as it can be while the page may still call its API. */
const STRICT = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; connect-src *">`
const STRICTEST = `<meta http-equiv="Content-Security-Policy" content="default-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'">`

/** What may be the worst that a page's own style does. */
const HOSTILE = '<link rel="stylesheet" href="/hostile.css">'

function page(head: string, ...scripts: string[]): PageFile {
  const tags = scripts.map(src => `<script src="${src}"></script>`).join('')
  return {
    type: 'text/html;charset=utf-8',
    body: `<!doctype html><html lang="en"><meta charset="utf-8"><title>Shop</title>${head}${tags}
      <main><h1>The tea shop</h1><p>Green, black, white.</p><button id="buy">Buy</button></main>`,
  }
}

const PANEL = ['/why-preflight.iife.js', '/start.js', '/shop.js']

const FILES: Record<string, PageFile> = {
  '/why-preflight.iife.js': js(LIBRARY),
  '/why-preflight.panel.js': js(read('../../../dist/why-preflight.panel.js')),
  '/axe.js': js(read('../../../node_modules/axe-core/axe.min.js')),
  '/start.js': js("watcher = whyPreflight.install({ panel: true, report: 'silent' })"),
  '/silent.js': js("watcher = whyPreflight.install({ report: 'silent' })"),
  '/shop.js': js(read('./page.js')),
  '/hostile.css': { type: 'text/css', body: read('./hostile.css') },
  '/shop.html': page(STRICT, ...PANEL),
  '/strictest.html': page(STRICTEST, ...PANEL),
  '/bare.html': page(STRICT, '/why-preflight.iife.js', '/silent.js', '/shop.js'),
  '/hostile.html': page(HOSTILE, ...PANEL),
  '/hostile-bare.html': page(HOSTILE, '/why-preflight.iife.js', '/silent.js', '/shop.js'),
}

/** A shop open in a browser. */
export interface Shop {
  readonly engine: Engine
  /** The origin of its API. */
  readonly api: string
  open(page: string): Promise<void>
  close(): Promise<void>
}

/** Opens a browser, and the servers of the shop. */
export async function openShop(name: EngineName): Promise<Shop> {
  const origins = await openOrigins({ files: FILES })
  const engine = await openEngine(name).catch(async error => {
    await origins.close()
    throw error
  })
  origins.open('shop', server)
  const api = `${origins.of.B}/c/shop`
  return {
    engine,
    api,
    open: async page => {
      // An address that differs in nothing, or in its fragment alone, would not be loaded anew.
      await engine.goto('about:blank')
      await engine.goto(`${origins.of.A}${page}#${encodeURIComponent(api)}`)
    },
    close: async () => {
      await engine.close()
      await origins.close()
    },
  }
}

/** Stands before what is run in the page: how to get at the panel. */
export const TOOLS = `
  const root = () => document.querySelector('why-preflight-panel')?.shadowRoot
  const all = selector => [...(root()?.querySelectorAll(selector) ?? [])]
  const named = text => all('button').find(button => button.textContent.startsWith(text))
  const drawn = (ms = 120) => new Promise(resolve => setTimeout(resolve, ms))
  const until = async is => { for (let left = 100; left > 0 && !is(); left--) await drawn(50) }
  const isTimed = ({ outcome, verdict, cost }) =>
    outcome !== 'ok' || !verdict.preflight || cost.preflightSent === 'yes'
  const visit = async () => {
    await shop()
    await until(() => watcher.calls.every(isTimed))
    await drawn()
  }
  const open = async () => {
    await until(() => all('button')[0])
    all('.toggle')[0]?.click()
    await drawn()
  }
  const texts = selector => all(selector).map(each => each.innerText.replace(/\\s+/g, ' ').trim())
  const set = async (selector, value) => {
    const field = all(selector)[0]
    field.value = value
    field.dispatchEvent(new Event(field.localName === 'input' ? 'input' : 'change', { bubbles: true }))
    await drawn()
  };`
