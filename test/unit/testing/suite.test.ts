import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'

const PROJECTS = join(import.meta.dirname, 'projects')
const SETUP = join(PROJECTS, 'setup.ts')
const ENTRY = join(import.meta.dirname, '../../../src/vitest.ts')

interface Result {
  file: string
  title: string
  status: string
  messages: string
}

/** What of Vitest's report is read. */
interface Report {
  testResults: {
    name: string
    message: string
    assertionResults: { title: string; status: string; failureMessages?: string[] }[]
  }[]
}

/** Runs suites in a Vitest of their own. */
function run(files: readonly string[], env: Record<string, string>, args: string[] = []): Result[] {
  const vitest = join(import.meta.dirname, '../../../node_modules/vitest/vitest.mjs')
  const report = join(mkdtempSync(join(tmpdir(), 'why-preflight-')), 'report.json')
  const given = ['--config', join(PROJECTS, 'vitest.config.ts'), ...args, ...files]
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [vitest, 'run', '--reporter=json', `--outputFile=${report}`, ...given],
    { cwd: PROJECTS, env: { ...process.env, ...env }, encoding: 'utf8' },
  )
  if (!existsSync(report)) throw new Error(stdout + stderr)
  const { testResults } = JSON.parse(readFileSync(report, 'utf8')) as Report
  rmSync(dirname(report), { recursive: true })
  return testResults.flatMap(({ name, message, assertionResults }) => {
    if (assertionResults.length === 0) throw new Error(`${name}: ${message}`)
    return assertionResults.map(({ title, status, failureMessages = [] }) => ({
      file: name,
      title,
      status,
      messages: failureMessages.join('\n'),
    }))
  })
}

const failedOf = (results: readonly Result[]) =>
  results.filter(({ status }) => status !== 'passed').map(({ title }) => title)

const meantToFail = (results: readonly Result[]) =>
  results.map(({ title }) => title).filter(title => title.startsWith('✗'))

describe('why-preflight/vitest', () => {
  test.each([['--isolate'], ['--no-isolate']])(
    'as the setup file, %s',
    { timeout: 30_000 },
    isolate => {
      const results = run(['default', 'another'], { SETUP: ENTRY }, [isolate])
      expect(new Set(results.map(({ file }) => file)).size).toBe(2)
      expect(results.map(({ messages }) => messages).filter(Boolean)).toEqual([])
      expect(failedOf(results)).toEqual([])
    },
  )

  test.each([
    ['stack', '--isolate'],
    ['list', '--isolate'],
    ['parallel', '--isolate'],
    ['stack', '--no-isolate'],
  ])('in a setup file, hooks as a %s, %s', { timeout: 30_000 }, (HOOKS, isolate) => {
    const results = run(['watched', 'more'], { SETUP, HOOKS }, [isolate])
    expect(new Set(results.map(({ file }) => file)).size).toBe(2)
    expect(meantToFail(results).length).toBeGreaterThan(7)
    expect(failedOf(results)).toEqual(meantToFail(results))
  })

  test('a test that fails for its calls says why', { timeout: 30_000 }, () => {
    const results = run(['watched'], { SETUP })
    const messageOf = (title: string) =>
      results.find(result => result.title === `✗ ${title}`)?.messages ?? ''
    const preflight = messageOf('a preflight')
    expect(preflight).toContain('1 call of this test sent a preflight that is not expected.')
    expect(preflight).toContain('  PUT https://api.example.com/orders   preflighted')
    expect(preflight).toContain('PUT   a method other than GET, HEAD and POST')
    expect(preflight).toContain('expect(browser).toHavePreflighted(…)')
    expect(preflight).not.toContain('blocked')

    const beside = messageOf('a preflight beside the one that is asserted on')
    expect(beside).toContain('https://api.example.com/users')
    expect(beside).not.toContain('https://api.example.com/orders')

    const blocked = messageOf('a blocked call')
    expect(blocked).toContain('1 call of this test was blocked.')
    expect(blocked).toContain('  GET https://api.example.com/silent   blocked')
    expect(blocked).toContain('Access-Control-Allow-Origin: https://app.example.com')
    expect(blocked).toContain('expect(browser).toHaveBeenBlocked(…)')
    expect(blocked).not.toContain('toHavePreflighted')

    expect(messageOf('a call of another installed browser')).toContain('/other')
  })
})
