import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type { Call } from '../../../src/browsers/call.ts'
import { chosenEngines } from '../chosen.ts'
import { openEngine } from '../drive.ts'
import type { EngineName } from '../find.ts'
import { openOrigins } from '../origins.ts'
import { library } from '../verdicts.ts'

const page = readFileSync(new URL('./page.js', import.meta.url), 'utf8')
/** A client from npm, as a bundler's development server would serve it. */
const client = 'globalThis.fetchLike = url => fetch(url, { headers: { "x-client": "1" } })'

/** The number of the line that ends in a comment. */
const lineOf = (comment: string): number =>
  page.split('\n').findIndex(line => line.endsWith(`// ${comment}`)) + 1

const js = (body: string) => ({ type: 'text/javascript;charset=utf-8', body })
const html = (...scripts: string[]) => ({
  type: 'text/html;charset=utf-8',
  body: `<!doctype html>${scripts.map(src => `<script src="${src}"></script>`).join('')}`,
})

async function inPage<T>(engineName: EngineName, path: string, source: string): Promise<T> {
  const origins = await openOrigins({
    files: {
      '/library.js': js(library()),
      '/install.js': js("globalThis.watcher = whyPreflight.install({ report: 'silent' })"),
      '/node_modules/client/index.js': js(client),
      '/src/page.js': js(page),
      '/page.html': html(
        '/library.js',
        '/install.js',
        '/node_modules/client/index.js',
        '/src/page.js',
      ),
      '/wrapped.html': html('/wrap.js', '/library.js'),
      '/wrap.js': js(`
        const { fetch } = window
        window.fetch = (...args) => fetch(...args)
        globalThis.warnings = []
        console.warn = (...args) => warnings.push(args.join(' '))`),
    },
  })
  const allow: [string, string][] = [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Methods', '*'],
    ['Access-Control-Allow-Headers', '*'],
  ]
  const answer = { preflight: { status: 204, headers: allow }, actual: { headers: allow } }
  origins.open('places', { B: answer })
  const engine = await openEngine(engineName)
  try {
    await engine.goto(`${origins.of.A}${path}`)
    return await engine.run<T>(`const api = '${origins.of.B}/c/places'; ${source}`)
  } finally {
    await engine.close()
    await origins.close()
  }
}

describe.each(chosenEngines)('in %s', engine => {
  test('each reason has the line that caused it, each call the line that made it', async () => {
    const calls = await inPage<Call[]>(engine, '/page.html', 'await run(api); return watcher.calls')
    const places = calls.flatMap(({ url, verdict }) =>
      verdict.reasons.map(reason => {
        const name = 'name' in reason ? reason.name : reason.code
        return [`${new URL(url).pathname.split('/').pop()} ${name}`, reason.setAt]
      }),
    )
    const at = (comment: string) =>
      expect.stringMatching(new RegExp(`/src/page\\.js:${lineOf(comment)}:\\d+$`))
    expect(Object.fromEntries(places)).toEqual({
      'init method': at('init'),
      'init x-init': at('init'),
      'headers x-set': at('set'),
      'headers x-appended': at('append'),
      'made x-made': at('made'),
      'request x-request': at('request'),
      'request x-later': at('later'),
      'body content-type': at('body'),
      'xhr method': at('open'),
      'xhr x-pingother': at('header'),
      'xhr content-type': at('type'),
      'xhr upload-listener': at('listener'),
      'helper x-client': expect.stringContaining(`/src/page.js:`),
      'beacon content-type': at('beacon'),
    })
    for (const { stack } of calls) {
      expect(stack).toContain('/src/page.js:')
      expect(stack).not.toContain('library.js')
    }
    expect(calls.map(({ initiator }) => initiator)).toContain('eventsource')
  })

  test('what was wrapped before is named once', async () => {
    const warnings = await inPage<string[]>(
      engine,
      '/wrapped.html',
      "whyPreflight.install(); await fetch('/'); return warnings",
    )
    expect(warnings.length).toBe(1)
    expect(warnings[0]).toMatch(/^\[why-preflight\] fetch: wrapped by other code/)
  })
})
