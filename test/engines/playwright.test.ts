/** The fixture for Playwright Test, run by Playwright Test. */

import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { openSite, page as withScript } from '../playwright/site.ts'
import { chosenEngines } from './chosen.ts'

const ROOT = join(import.meta.dirname, '../..')
const CONFIG = 'test/playwright/playwright.config.ts'

/** What Playwright's JSON has of a test. */
interface Spec {
  title: string
  ok: boolean
  tests: { results: { errors: { message: string }[]; attachments: Attachment[] }[] }[]
}

interface Attachment {
  name: string
  contentType: string
  body?: string
}

interface Suite {
  specs: Spec[]
  suites?: Suite[]
}

/** Runs a project; gives every test of it. */
async function runProject(env: Record<string, string> = {}): Promise<Spec[]> {
  const child = spawn(
    process.execPath,
    ['node_modules/@playwright/test/cli.js', 'test', '-c', CONFIG, '--reporter=json'],
    { cwd: ROOT, env: { ...process.env, ...env, FORCE_COLOR: '0' } },
  )
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
  expect(out, err).toMatch(/^\{/)
  const { suites, errors } = JSON.parse(out) as { suites: Suite[]; errors: unknown[] }
  expect(errors).toEqual([])
  return suites.flatMap(specsIn)
}

/** Writes a project's files into a new folder; gives its path. */
function folderWith(name: string, files: Record<string, string>): string {
  const folder = join(ROOT, 'build', name)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const [file, code] of Object.entries(files)) writeFileSync(join(folder, file), code)
  return folder
}

const specsIn = ({ specs, suites = [] }: Suite): Spec[] => [...specs, ...suites.flatMap(specsIn)]

const errorsOf = ({ tests }: Spec): string[] =>
  tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(one => one.message)))

const failed = (specs: readonly Spec[]) =>
  specs.filter(({ ok }) => !ok).map(spec => [spec.title, ...errorsOf(spec)])

describe.runIf(chosenEngines.includes('chromium'))('the fixture for Playwright Test', () => {
  let specs: Spec[]
  beforeAll(async () => {
    specs = await runProject()
  }, 240_000)

  const named = (title: string): Spec => specs.find(spec => spec.title === title)!

  const reportOf = (title: string): string => {
    const attached = named(title).tests[0]!.results[0]!.attachments
    const report = attached.find(({ name }) => name === 'preflights')
    expect(report).toMatchObject({ contentType: 'text/plain' })
    return Buffer.from(report!.body!, 'base64').toString()
  }

  test('passes its own tests', () => {
    expect(failed(specs)).toEqual([])
    expect(specs.length).toBeGreaterThan(30)
  })

  test('attaches what the console would have', () => {
    const report = reportOf('verdict and browser agree on every card')
    expect(report).toMatch(
      /^19 calls to other origins, 12 preflights, waited \d+ ms for them\.\nCompared with what the browser sent: no verdict is wrong\.\n/,
    )
    expect(report).toMatch(
      /\n\[why-preflight\] POST \S+\/people {2}preflighted, waited \d+ ms\n {2}x-pingother {4}a header outside/,
    )
    expect(report).toMatch(/\n {4}Access-Control-Allow-Headers: content-type, x-pingother\n/)
    expect(report).toMatch(/\nBlocked\n {2}POST \S+\/stories {3}blocked\n/)
  })

  test('attaches verdicts that are wrong', () => {
    const report = reportOf('an OPTIONS was sent, and none foretold: by what is below the page')
    expect(report).toContain('Compared with what the browser sent: 1 verdict wrong.')
    expect(report).toMatch(/\n {2}an OPTIONS was sent, and none foretold\n {4}GET /)
  })

  test('says where nothing is compared', () => {
    const report = reportOf('collects calls of pages, and compares nothing')
    expect(report).toContain('Not compared: this chromium')
  })

  test('leaves expected calls out of the report', () => {
    const report = reportOf('leave out calls')
    expect(report).toContain('/orders')
    expect(report).not.toContain('/login')
  })

  test('attaches nothing where nothing was called', () => {
    const { attachments } = named('refuse what they can’t take').tests[0]!.results[0]!
    expect(attachments.map(({ name }) => name)).not.toContain('preflights')
  })

  test('refuses a bad option', async () => {
    const WHY_PREFLIGHT_TEST_DIR = folderWith('playwright-refused', {
      'refused.pw.ts': `import { test } from 'why-preflight/playwright'
        test.use({ preflightOptions: { exclude: 1 } })
        test('refused', ({ page }) => page.goto('about:blank'))`,
    })
    const refused = await runProject({ WHY_PREFLIGHT_TEST_DIR })
    expect(refused.flatMap(errorsOf)).toEqual([
      expect.stringContaining(
        'option exclude takes a string, a RegExp or an array of these, not 1',
      ),
    ])
  })

  test('does what its page in the documentation says', async () => {
    const page = readFileSync(join(ROOT, 'docs/playwright.md'), 'utf8')
    const [first, own, options] = [...page.matchAll(/^```ts\n(.*?)^```$/gms)].map(
      ([, code]) => code!,
    )
    const uses = (module: string) =>
      first!.replace("import { expect, test } from 'why-preflight/playwright'", module)
    const WHY_PREFLIGHT_TEST_DIR = folderWith('playwright-docs', {
      'first.pw.ts': first!,
      'own.ts': own!,
      'own.pw.ts': uses(
        "import { expect } from 'why-preflight/playwright'\nimport { test } from './own.ts'",
      ),
      'options.pw.ts': `${options!.replace('{ test }', '{ expect, test }')}${uses('')}`,
    })
    const site = await openSite(api => ({
      '/': withScript(`save = () => fetch('${api}/orders', {
        method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{}',
      })`).concat('<button onclick="save()">Save</button>'),
    }))
    try {
      const WHY_PREFLIGHT_BASE_URL = site.app
      const documented = await runProject({ WHY_PREFLIGHT_TEST_DIR, WHY_PREFLIGHT_BASE_URL })
      expect(failed(documented)).toEqual([])
      expect(documented).toHaveLength(3)
    } finally {
      await site.close()
    }
  })
})
