import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { checkOptions } from '../../src/options.ts'

const root = new URL('../../', import.meta.url)
const readme = readFileSync(new URL('README.md', root), 'utf8')
const { scripts, exports } = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'))

const blocks = (language: string): string[] =>
  [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, code]) => code!,
  )

describe('the README', () => {
  // Run in Node against the built package, as its users import it; there, nothing is watched.
  test.each(blocks('js').map(code => [code]))('has a snippet that runs: %#', code => {
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
      target: {},
    }
    for (const name of named) {
      expect(() => checkOptions({ [name]: values[name] ?? 'x' })).not.toThrow()
    }
    expect(() => checkOptions({ other: 1 } as object)).toThrow(`it takes ${named.join(', ')}`)
  })

  test('links to files that are there', () => {
    const links = [...readme.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path]) => path!)
    expect(links.length).toBeGreaterThan(1)
    for (const path of links) expect(existsSync(new URL(path, root)), path).toBe(true)
  })
})
