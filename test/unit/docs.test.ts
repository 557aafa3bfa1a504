/**
 * The pages in docs/reasons: each code has one, its snippets do what they say, and links lead
 * somewhere.
 *
 * A snippet of JavaScript that begins with `// explain: <origin of the page> → <codes>` makes one
 * call, which `explain` must judge with just these codes (`none` for no preflight);
 * `// explain (firefox): …` asks for one browser. Blocks of HTTP below it are its preflight and the
 * answer that the console recommends.
 *
 * A snippet that begins with `// simulate: <origin of the page> → <code>` makes one call in a
 * simulated browser, which must refuse it for this reason (`ok` for not at all). Blocks of HTTP
 * below it are the server's answers, in order: `(no answer)` for none, and `(and so on)` at the end
 * of one that is given from then on. A block of text is what the browsers print.
 */

import { readdirSync, readFileSync } from 'node:fs'
import { runInThisContext } from 'node:vm'
import { describe, expect, test, vi } from 'vitest'
import { type Browser, ENGINES } from '../../src/browsers/rules.ts'
import type { Verdict } from '../../src/browsers/verdict.ts'
import { serverLines } from '../../src/explain/call.ts'
import { failureWords } from '../../src/explain/failures.ts'
import { type ExplainContext, explain } from '../../src/explain.ts'
import { simulateBrowser } from '../../src/simulate/browser.ts'
import type { SimulatedCall } from '../../src/simulate/calls.ts'
import { FAILURE_CODES, REASON_CODES } from '../../src/testing/codes.ts'
import { brokenLinksOf, FENCE, linksOf } from './markdown.ts'

/** No simulation tells of networks, so these pages have nothing to run. */
const UNSIMULATED = ['local-network-insecure', 'local-network-mismatch', 'local-network-denied']

/** Browsers can't be brought to it over HTTP/1.1, so what they print is not known. */
const UNPRINTED = ['redirect-stream']

const CODES: readonly string[] = [...REASON_CODES, ...FAILURE_CODES]
const FOLDER = new URL('../../docs/reasons/', import.meta.url)
const FILES = readdirSync(FOLDER).sort()
const textOf = (file: string) => readFileSync(new URL(file, FOLDER), 'utf8')

const MARK = /^\/\/ (explain|simulate)(?: \((\w+)\))?: (\S+) → (.+)\n/

interface Snippet {
  readonly verb: 'explain' | 'simulate'
  readonly code: string
  readonly origin: string
  readonly browser: Browser
  readonly codes: readonly string[]
}

interface Made {
  readonly url: string
  readonly init: RequestInit
  readonly verdict: Verdict
}

interface Block {
  readonly language: string
  readonly block: string
  /** The marked snippet that it belongs to. */
  readonly snippet: Snippet | undefined
}

/** The blocks of a page in their order. */
function blocksOf(file: string): Block[] {
  let snippet: Snippet | undefined
  return [...textOf(file).matchAll(FENCE)].map(([, language = '', block = '']) => {
    if (language === 'js') snippet = snippetOf(block)
    return { language, block, snippet }
  })
}

function snippetOf(code: string): Snippet | undefined {
  const [, verb, browser = 'standard', origin = '', codes = ''] = MARK.exec(code) ?? []
  if (!verb) return undefined
  return {
    verb: verb as Snippet['verb'],
    code,
    origin,
    browser: browser as Browser,
    codes: codes === 'none' ? [] : codes.split(', '),
  }
}

const answersTo = (file: string, snippet: Snippet): string[] =>
  blocksOf(file).flatMap(({ language, block, snippet: of }) =>
    language === 'http' && of?.code === snippet.code ? [block] : [],
  )

/** Runs a snippet in a simulated browser, with answers of the server in order. */
async function simulate(
  { code, origin, browser }: Snippet,
  answers: readonly string[],
  engine = browser,
): Promise<SimulatedCall> {
  let given = 0
  const network = () => {
    const last = answers.at(-1) ?? ''
    const answer = answers[given++] ?? (last.endsWith(AND_SO_ON) ? last : undefined)
    if (answer === undefined) throw new Error('the page gives no answer to this request')
    return responseOf(answer)
  }
  const simulated = simulateBrowser({ origin, browser: engine, network, report: 'silent' })
  const fetch = (...call: Parameters<typeof simulated.fetch>) => {
    const response = simulated.fetch(...call)
    response.catch(() => {})
    return response
  }
  const body = `(async (fetch, XMLHttpRequest) => {\n${code}\n})`
  await runInThisContext(body)(fetch, simulated.XMLHttpRequest)
  expect(simulated.calls, 'calls that the snippet makes').toHaveLength(1)
  const [call] = simulated.calls
  await vi.waitFor(() => expect(call!.outcome).not.toBe('pending'), { interval: 1 })
  expect(given, 'answers that the call needs').toBeGreaterThanOrEqual(answers.length)
  return call!
}

const AND_SO_ON = '(and so on)\n'

function responseOf(answer: string): Response {
  if (answer === '(no answer)\n') throw new Error('nobody listens there')
  const [head = '', body = ''] = answer.replace(AND_SO_ON, '').trimEnd().split('\n\n')
  const [statusLine = '', ...lines] = head.split('\n')
  const [, status, statusText] = /^HTTP\/1\.1 (\d{3}) (.+)$/.exec(statusLine) ?? []
  const headers = new Headers()
  for (const line of lines) {
    const colon = line.indexOf(':')
    headers.append(line.slice(0, colon), line.slice(colon + 1))
  }
  const init = { status: Number(status), statusText: `${statusText}`, headers }
  return new Response(status === '204' ? null : body, init)
}

const BROWSERS = { chromium: 'Chrome', firefox: 'Firefox', webkit: 'Safari' }

/** What browsers print for a snippet's call, a line each. */
async function printedFor(snippet: Snippet, answers: readonly string[]): Promise<string> {
  const lines = ENGINES.map(async engine => {
    const call = await simulate(snippet, answers, engine)
    const message = call.failure && failureWords(call.failure, call).browsers[engine]
    return `${BROWSERS[engine]}: ${message ?? '(nothing)'}\n`
  })
  return (await Promise.all(lines)).join('')
}

/** Runs a snippet; what it would send is explained instead. */
async function run({ code, origin, browser }: Snippet): Promise<Made> {
  const made: Made[] = []
  const make = (input: string, init: RequestInit, context: ExplainContext = {}) => {
    const verdict = explain(input, init, { ...context, origin, browser })
    made.push({ url: new URL(input, origin === 'null' ? undefined : origin).href, init, verdict })
  }

  class Xhr {
    withCredentials = false
    #method = ''
    #url = ''
    readonly #headers: [string, string][] = []
    readonly #listeners = new Set<string>()
    readonly upload = Object.assign(Object.create(null), {
      addEventListener: (type: string) => void this.#listeners.add(type),
      removeEventListener: (type: string) => void this.#listeners.delete(type),
    })

    open(method: string, url: string) {
      this.#method = method
      this.#url = url
    }

    setRequestHeader(name: string, value: string) {
      this.#headers.push([name, value])
    }

    send(body: BodyInit | null = null) {
      const handlers = Object.keys(this.upload).filter(key => key.startsWith('on'))
      const types = handlers.filter(key => this.upload[key]).map(key => key.slice(2))
      const credentials = this.withCredentials ? 'include' : 'same-origin'
      const init = { method: this.#method, headers: this.#headers, body, credentials } as const
      const uploadListeners = [...this.#listeners, ...types]
      make(this.#url, init, { initiator: 'xmlhttprequest', uploadListeners })
    }
  }

  const fetch = async (url: string, init: RequestInit = {}) => {
    make(url, init)
    return new Response()
  }
  const navigator = {
    sendBeacon: (url: string, body: BodyInit) =>
      make(url, { body, credentials: 'include' }, { initiator: 'beacon' }),
  }
  const body = `(async (fetch, XMLHttpRequest, navigator) => {\n${code}\n})`
  await runInThisContext(body)(fetch, Xhr, navigator)
  expect(made, 'calls that the snippet makes').toHaveLength(1)
  return made[0]!
}

const codesOf = ({ blocked, reasons }: Verdict): string[] =>
  blocked ? [blocked.code] : reasons.map(({ code }) => code)

/** What of a preflight the pages show. */
function preflightOf({ url, verdict: { request } }: Made, origin: string): string[] {
  const { host, pathname, search } = new URL(url)
  return [
    `OPTIONS ${pathname}${search} HTTP/1.1`,
    `Host: ${host}`,
    `Origin: ${origin}`,
    `Access-Control-Request-Method: ${request?.method}`,
    ...(request?.headers.length
      ? [`Access-Control-Request-Headers: ${request.headers.join(',')}`]
      : []),
  ]
}

const answerTo = ({ url, init, verdict }: Made, origin: string): string[] => [
  'HTTP/1.1 204 No Content',
  ...serverLines(
    { method: `${init.method}`, url, credentials: `${init.credentials}`, verdict },
    origin,
  ),
]

test('each code has its page, and there are no others', () => {
  expect(FILES).toEqual([...CODES.map(code => `${code}.md`), 'README.md'].sort())
})

test('the index links each page', () => {
  const linked = new Set(linksOf(new URL('README.md', FOLDER)))
  expect(CODES.filter(code => !linked.has(`${code}.md`))).toEqual([])
})

describe.each(CODES)('the page on %s', code => {
  const file = `${code}.md`

  test('is named after its code', () => {
    expect(textOf(file).split('\n', 1)[0]).toMatch(new RegExp(`^# \`${code}\`: .`))
  })

  if (UNSIMULATED.includes(code)) {
    test('has nothing to run', () => {
      expect(blocksOf(file).filter(({ language }) => language === 'js')).toEqual([])
    })
    return
  }

  test('begins with a snippet that causes it', () => {
    expect(blocksOf(file)[0]?.snippet?.codes).toContain(code)
  })

  if (blocksOf(file)[0]?.snippet?.verb === 'simulate') {
    test('shows a call that passes, and what browsers print', () => {
      const blocks = blocksOf(file)
      expect(blocks.flatMap(({ snippet }) => snippet?.codes ?? [])).toContain('ok')
      const languages = blocks.map(({ language }) => language)
      if (!UNPRINTED.includes(code)) expect(languages).toContain('text')
    })
  }

  if ((REASON_CODES as readonly string[]).includes(code)) {
    test('shows the preflight and the answer', () => {
      const blocks = blocksOf(file).filter(({ language }) => language === 'http')
      const starts = blocks.map(({ block }) => block.split(' ', 1)[0])
      expect(starts).toEqual(expect.arrayContaining(['OPTIONS', 'HTTP/1.1']))
    })
  }
})

const cases = FILES.flatMap(file =>
  blocksOf(file).flatMap(({ language, block, snippet }, index) =>
    snippet ? [[file, index + 1, { language, block, snippet }] as const] : [],
  ),
)

test.each(cases)('%s, block %i, is true', async (file, _index, { language, block, snippet }) => {
  if (snippet.verb === 'simulate') {
    const answers = answersTo(file, snippet)
    if (language === 'js') {
      const { failure, outcome } = await simulate(snippet, answers)
      expect([failure?.code ?? outcome]).toEqual(snippet.codes)
    } else if (language === 'text') {
      expect(block).toBe(await printedFor(snippet, answers))
    }
    return
  }
  const made = await run(snippet)
  if (language === 'http') {
    const { origin } = snippet
    const expected = block.startsWith('OPTIONS')
      ? preflightOf(made, origin)
      : answerTo(made, origin)
    expect(block.trimEnd().split('\n')).toEqual(expected)
  } else {
    expect(codesOf(made.verdict)).toEqual(snippet.codes)
  }
})

test.each(FILES)('%s has JavaScript only in snippets that are checked', file => {
  const unchecked = blocksOf(file).filter(({ language, snippet }) => language === 'js' && !snippet)
  expect(unchecked).toEqual([])
})

test.each(FILES)('links inside %s lead somewhere', file => {
  expect(brokenLinksOf(new URL(file, FOLDER))).toEqual([])
})

test('recorded cases that the pages name exist', () => {
  const recorded = readFileSync(new URL('../truth/cases.jsonl', import.meta.url), 'utf8')
  const named = FILES.flatMap(file => textOf(file).match(/classify-[a-z0-9-]*\d/g) ?? [])
  expect(named.length).toBeGreaterThan(0)
  expect(named.filter(id => !recorded.includes(`"id":"${id}"`))).toEqual([])
})
