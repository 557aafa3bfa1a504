/** A page on a reason or failure, from its source. */

import { isBadPort } from '../../../src/browsers/blocked.ts'
import { ENFORCEMENT } from '../../../src/browsers/enforcement.ts'
import { ENGINES } from '../../../src/browsers/rules.ts'
import { and } from '../../../src/explain/call.ts'
import { failureLines } from '../../../src/explain/failures.ts'
import { TITLES } from '../../../src/explain/titles.ts'
import type { Failure } from '../../../src/standard/failure.ts'
import { answerTo, explained, preflightOf } from '../explained.ts'
import { fence, table } from '../markdown.ts'
import { simulated } from '../simulated.ts'
import type { Snippet } from '../snippet.ts'
import { type Directive, expand, type Knowledge, type Place } from '../source.ts'
import { recordedMessages, versionOf } from '../truth.ts'
import { filledCells } from './cells.ts'
import { capOf, engineNamed, keptSentence, keptTable } from './kept.ts'
import { printed, printedFor } from './printed.ts'
import { said, wordsOnCall, wordsOnVerdict } from './words.ts'

export type Code = keyof typeof TITLES

/** The page on a code. */
export const reasonPage = async (code: Code, source: string): Promise<string> =>
  `# \`${code}\`: ${TITLES[code]}\n\n${await expand(source, knowledgeOn(code))}`

/** The index of all pages. */
export const indexPage = (source: string): Promise<string> => expand(source, knowledgeOn())

const knowledgeOn = (code?: Code): Knowledge => ({
  blocks: {
    preflight: below(async snippet =>
      fence('http', preflightOf(await explained(snippet), snippet.origin)),
    ),
    answer: below(async snippet =>
      fence('http', answerTo(await explained(snippet), snippet.origin)),
    ),
    printed: below(
      async (snippet, { answers }) =>
        `Browsers print:\n\n${fence('text', await printedFor(snippet, answers))}`,
    ),
    'printed-on': about => {
      const { url, origin } = unsimulated(code!, about)
      return fence('text', recordedMessages(code!, url, origin).map(printed))
    },
    words: below(async (snippet, { answers }) =>
      snippet.verb === 'explain'
        ? wordsOnVerdict((await explained(snippet)).verdict)
        : wordsOnCall(await simulated(snippet, answers)),
    ),
    'words-on': about => said(failureLines(unsimulated(code!, about).failure)),
    'kept-table': keptTable,
    codes: about =>
      table([
        ['code', 'what it is'],
        ...(about.split(' ') as Code[]).map(code => [`[${code}](${code}.md)`, TITLES[code]]),
      ]),
  },
  words: {
    kept: keptSentence,
    cap: about => `${capOf(engineNamed(about))}`,
    more: () =>
      'More on the [answer](README.md#what-the-server-has-to-answer) and on ' +
      '[how long it is kept](README.md#how-long-browsers-remember-the-answer).',
    versions: () => and(ENGINES.map(versionOf)),
    version: about => versionOf(engineNamed(about)),
    'fetch-message': about => ENFORCEMENT[engineNamed(about)].message,
    'bad-ports': about => badPorts(+about),
  },
  filled: filledCells,
})

/** A directive that speaks of the snippet above it. */
const below =
  (about: (snippet: Snippet, place: Place) => Promise<string>): Directive =>
  (_, place) => {
    if (!place.snippet) throw new Error('there is no snippet above')
    return about(place.snippet, place)
  }

/** What no simulation can bring about: `<url> from <origin of the page>`. */
function unsimulated(code: Code, about: string) {
  const [url = '', origin = ''] = about.split(' from ')
  const failure = { code, request: 'actual', hop: 0, url } as Failure
  return { failure, url, origin }
}

/** The ports from one on that browsers never connect to, runs of three and more as such. */
function badPorts(from: number): string {
  const runs: [first: number, last: number][] = []
  for (let port = from; port < 65_536; port++) {
    if (!isBadPort(`${port}`)) continue
    const run = runs.at(-1)
    if (run && run[1] === port - 1) run[1] = port
    else runs.push([port, port])
  }
  return and(
    runs.flatMap(([first, last]) =>
      last - first < 2 ? [...new Set([first, last])].map(String) : `${first} to ${last}`,
    ),
  )
}
