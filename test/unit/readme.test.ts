import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { split } from 'shlex'
import { describe, expect, test } from 'vitest'
import { PROJECTS } from '../../scripts/try/projects.ts'
import { checkOptions } from '../../src/options.ts'
import { checkSimulateOptions } from '../../src/simulate/options.ts'
import { type Block, blocksOf, brokenLinksOf, linksOf, pageOf } from '../markdown.ts'
import { CHROME } from './har/hars.ts'
import { answering } from './server/answers.ts'

const root = new URL('../../', import.meta.url)
const readme = pageOf('README.md')
const inTests = pageOf('docs/tests.md')
const commandLine = pageOf('docs/command-line.md')
const PAGES = { 'README.md': readme, 'docs/tests.md': inTests, 'docs/command-line.md': commandLine }
const { scripts, exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

/** What `npm run try:package` follows, in projects of its own. */
const isTried = (page: string, { section }: Block): boolean =>
  PROJECTS.some(({ follows }) => follows?.[0] === page && follows[1] === section)

const fileOf = (page: string, name: string): string =>
  blocksOf(page).find(({ file }) => file === name)!.code

describe('the README', () => {
  // Run in Node against the built package, as its users import it; there, nothing is watched.
  const snippets = blocksOf(readme).filter(({ language, file }) => language === 'js' && !file)
  test.each(snippets)('has a snippet that runs, below $section', ({ code }) => {
    const checks = [...code.matchAll(/^(verdict\.\w+) \/\/ (.+)$/gm)].map(
      ([, expression, comment]) =>
        `console.log(JSON.stringify([${expression}, ${JSON.stringify(comment)}]))`,
    )
    const printed = execFileSync(
      process.execPath,
      ['--input-type=module', '-e', `${code}\n${checks.join('\n')}`],
      { cwd: root, encoding: 'utf8' },
    )
    for (const line of printed.split('\n').filter(Boolean)) {
      const [value, comment] = JSON.parse(line) as [unknown, string]
      if (comment.includes('…'))
        expect(value).toMatchObject([{ code: 'content-type', essence: 'application/json' }])
      else expect(value).toEqual(new Function(`return (${comment})`)())
    }
  })

  // Run by Vitest against the built package: whole test files, and what goes into a setup file.
  test('has tests that pass', () => {
    const folder = fileURLToPath(new URL('build/readme/', root))
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    const write = (name: string, code: string) => writeFileSync(`${folder}${name}`, code)
    const config = fileOf(inTests, 'vitest.config.ts')
    for (const name of ['example.test.ts', 'server.test.ts', 'setup.ts']) {
      write(name, fileOf(inTests, name))
    }
    write(
      'whole.test.ts',
      "import { browser } from 'why-preflight/vitest'\n" +
        "import { expect, test } from 'vitest'\n" +
        "test('is simulated', async () => {\n  await fetch('data:,')\n  expect(browser.calls).toHaveLength(1)\n})",
    )
    write('vitest.config.ts', config)
    const run = (...args: string[]) =>
      execFileSync('node_modules/.bin/vitest', ['run', '--root', folder, ...args], {
        cwd: fileURLToPath(root),
        encoding: 'utf8',
      })
    expect(run()).toContain('4 passed')
    write('vitest.config.ts', config.replace('why-preflight/vitest', './setup.ts'))
    expect(run('whole')).toContain('1 passed')
  })

  describe('on asking a server', () => {
    const API = 'https://api.example.com'

    /** Runs a program while this process answers it. */
    const runBeside = async (program: string, args: string[], input = '', env = {}) => {
      const child = spawn(program, args, {
        cwd: fileURLToPath(root),
        env: { ...process.env, FORCE_COLOR: '', ...env },
      })
      child.stdin.end(input)
      const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)])
      return { out, err }
    }

    test('shows what a check really prints', async () => {
      const server = await answering((_request, response) => {
        response.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
        response.setHeader('Vary', 'Origin')
        response.writeHead(204).end()
      })
      const [plain, pasted] = [...commandLine.matchAll(/^npx why-preflight (check .*)$/gm)].map(
        ([, words]) => split(words!.replaceAll(API, server.url)),
      )
      const clean = (printed: string) =>
        printed
          .replaceAll(server.url, API)
          .replace(/\d+ ms/g, 'ms')
          .trim()
      const { out } = await runBeside(process.execPath, ['dist/cli.js', ...plain!])
      const sample = blocksOf(commandLine).find(({ code }) => code.startsWith(`PUT ${API}`))!.code
      expect(clean(out)).toBe(clean(sample))
      const { out: second } = await runBeside(process.execPath, ['dist/cli.js', ...pasted!])
      expect(clean(second)).toContain(clean(sample))
      expect(second).toContain('For nginx')
      server.close()
    })

    test('audits a session', async () => {
      const commands = [...commandLine.matchAll(/^npx why-preflight har session\.har(.*)$/gm)]
      expect(commands).toHaveLength(2)
      for (const [, options] of commands) {
        const words = split(options!.replace(/>.*$/, ''))
        const { out } = await runBeside(
          process.execPath,
          ['dist/cli.js', 'har', '-', ...words],
          CHROME,
        )
        expect(out).toContain('3 preflights')
      }
    })

    test('explains what is piped in', async () => {
      expect(commandLine).toContain('\npbpaste | npx why-preflight explain\n')
      const copied = `curl '${API}/a' -X PUT -H 'Origin: https://app.example.com'`
      const { out } = await runBeside(process.execPath, ['dist/cli.js', 'explain'], copied)
      expect(out).toMatch(/Chrome +preflighted/)
    })

    test('has a test that passes', async () => {
      const server = await answering((request, response) => {
        response.setHeader('Access-Control-Allow-Origin', allowed(request.headers.origin))
        response.setHeader('Access-Control-Allow-Methods', 'PUT')
        response.setHeader('Access-Control-Allow-Headers', 'x-trace-id')
        response.setHeader('Access-Control-Max-Age', '600')
        response.setHeader('Vary', 'Origin')
        response.writeHead(204).end()
      })
      const allowed = (origin = '') =>
        /^https:\/\/(app|admin)\.example\.com$/.test(origin) ? origin : 'https://app.example.com'
      const folder = fileURLToPath(new URL('build/readme-server/', root))
      mkdirSync(folder, { recursive: true })
      writeFileSync(`${folder}deployed.test.ts`, fileOf(commandLine, 'deployed.test.ts'))
      const { out } = await runBeside('node_modules/.bin/vitest', ['run', '--root', folder], '', {
        API_URL: server.url,
      })
      expect(out).toContain('2 passed')
      server.close()
    })
  })

  test('names only commands that exist', () => {
    const named = [...readme.matchAll(/npm (?:run )?(test|demo|check|bench|record)\b/g)].map(
      ([, name]) => name!,
    )
    expect(new Set(named)).toEqual(new Set(['test', 'demo', 'check', 'bench', 'record']))
    for (const name of named) expect(scripts).toHaveProperty(name)
  })

  test('names a script for a script tag that is there', () => {
    const [, path] = /src="node_modules\/why-preflight\/([^"]+)"/.exec(readme) ?? []
    expect(Object.values(exports)).toContain(`./${path}`)
    expect(existsSync(new URL(path!, root))).toBe(true)
  })

  test('names every option, and no other', () => {
    const table = readme.slice(readme.indexOf('| option |'))
    const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2)
    const named = rows.flatMap(row =>
      [...row.split('|')[1]!.matchAll(/`(\w+)`/g)].map(([, name]) => name!),
    )
    const values: Record<string, unknown> = {
      report: 'silent',
      limit: 1,
      browser: 'webkit',
      panel: true,
      track: true,
      target: {},
    }
    for (const name of named) {
      expect(() => checkOptions({ [name]: values[name] ?? 'x' })).not.toThrow()
    }
    expect(() => checkOptions({ other: 1 } as object)).toThrow(`it takes ${named.join(', ')}`)
  })

  test('names every option of a simulation, and no other', () => {
    const table = inTests.slice(inTests.lastIndexOf('| option '))
    const rows = table.slice(0, table.indexOf('\n\n')).split('\n').slice(2)
    const named = rows.map(row => /`(\w+)`/.exec(row)![1]!)
    expect(() => checkSimulateOptions({ other: 1 } as object)).toThrow(
      `it takes ${named.join(', ')}`,
    )
  })

  test.each(Object.keys(PAGES))('%s links to what is there', page => {
    expect(linksOf(page)).not.toEqual([])
    expect(brokenLinksOf(page)).toEqual([])
  })

  // A block that nobody runs may say anything.
  test.each(Object.entries(PAGES))('%s has no block that is not tested', (page, text) => {
    const untested = blocksOf(text).filter(
      block => !isTried(page, block) && !isTestedHere(page, block),
    )
    expect(untested).toEqual([])
  })
})

/** Whether a test above takes a block, by what it is. */
function isTestedHere(page: string, { language, file, code }: Block): boolean {
  if (page === 'README.md') {
    // The first block is what Vite's project prints.
    const isSample = language === '' && code === blocksOf(readme)[0]!.code
    // The fixture's own tests run it as it stands on its page.
    const isPlaywrights = code === blocksOf(pageOf('docs/playwright.md'))[1]!.code
    return (
      isSample ||
      isPlaywrights ||
      (language === 'js' && !file) ||
      /^npm (ci|run|install)/.test(code)
    )
  }
  if (language === 'sh') return /^(npx why-preflight (check|har) |pbpaste )/.test(code)
  return file !== null || code.startsWith('PUT ')
}
