/** The page on conformance, from its source. */

import { ENGINES } from '../../../src/browsers/rules.ts'
import { and } from '../../../src/explain/call.ts'
import { readTruth } from '../../../test/engines/page-probes/truth.ts'
import { UNEQUAL } from '../../../test/engines/page-probes/unequal.ts'
import { table } from '../markdown.ts'
import { capOf, engineNamed } from '../reasons/kept.ts'
import { expand } from '../source.ts'
import { CASES, fullVersionOf, MESSAGES, versionOf } from '../truth.ts'
import {
  type Agreement,
  casesOf,
  explainAgreement,
  FAMILIES,
  leaving,
  simulationAgreement,
} from './agreement.ts'
import { rulesList } from './rules.ts'

/** The page. */
export async function conformancePage(source: string): Promise<string> {
  const lines: [what: string, agreement: Agreement][] = [
    ['`explain`, `classify`', await explainAgreement()],
  ]
  for (const family of FAMILIES) {
    lines.push([`simulation, \`${family}\``, await simulationAgreement(casesOf(family))])
  }
  const alike = await simulationAgreement([...CASES.values()], 'standard')
  return `# Conformance\n\n${await expand(source, {
    blocks: {
      agreement: () => agreementTable([...lines, ['simulation, all, as the standard', alike]]),
      unequal: unequalTable,
      rules: rulesList,
    },
    words: {
      cases: () => count(CASES.size),
      'full-versions': () => and(ENGINES.map(fullVersionOf)),
      left: () => leftWords(lines.map(([, agreement]) => agreement)),
      probes: () => count(Object.keys(readTruth()).length),
      messages: () => count(MESSAGES.filter(({ message }) => message !== null).length),
      cap: about => `${capOf(engineNamed(about))}`,
    },
    filled: filledRows,
  })}`
}

const count = (n: number): string => n.toLocaleString('en')

const agreementTable = (lines: readonly (readonly [string, Agreement])[]): string =>
  table(
    [
      ['', 'cases', ...ENGINES.map(versionOf)],
      ...lines.map(([what, { cases, agreeing }]) => [
        what,
        count(cases),
        ...ENGINES.map(engine => count(agreeing[engine])),
      ]),
    ],
    [1, 2, 3, 4],
  )

function leftWords(agreements: readonly Agreement[]): string {
  const left = agreements.flatMap(({ cases, agreeing }) =>
    ENGINES.map(engine => cases - agreeing[engine]),
  )
  const sum = left.reduce((one, other) => one + other, 0)
  return sum === 0 ? 'no difference left' : `a difference left, in ${count(sum)} cases of them all`
}

const unequalTable = (): string =>
  table([
    ['page code', 'browsers', 'why'],
    ...Object.entries(UNEQUAL).map(([name, { in: browsers, why }]) => [
      `\`${name}\``,
      browsers.join(', '),
      why,
    ]),
  ])

/** Families get the number of their cases, and what leaves the standard the engines in which it does. */
async function filledRows([heading, ...rows]: string[][]): Promise<string[][]> {
  const filled = [heading!]
  for (const row of rows) {
    const known = row.includes('=') ? await knownOf(row, heading![1]!) : ''
    filled.push(row.map(cell => (cell === '=' ? known : cell)))
  }
  return filled
}

const knownOf = async ([first, , id]: string[], what: string): Promise<string> =>
  what === 'cases'
    ? count(casesOf(first!.replaceAll('`', '')).length)
    : (await leaving(id!)).join(', ')
