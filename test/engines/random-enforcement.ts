/** Random cases of the families that are about enforcing, so that a rule is tried on what nobody thought of. */

import type { Case } from './cases.ts'
import { type Random, randomFrom } from './random.ts'
import { randomAnswer, randomPreflightAnswer } from './random-answers.ts'
import { randomCacheCase } from './random-cached.ts'
import { asked, randomCall } from './random-calls.ts'
import { randomRedirectCase } from './random-redirects.ts'

/** A case without what all cases have in common. */
export type Content = Pick<Case, 'steps' | 'server'> & { note?: string }

const CONTENT: Record<'enforce' | 'cache' | 'redirect', (random: Random) => Content> = {
  enforce: randomEnforceCase,
  cache: randomCacheCase,
  redirect: randomRedirectCase,
}

/** Makes cases that differ from those of any other seed. */
export function randomEnforcement(
  family: keyof typeof CONTENT,
  seed: number,
  count: number,
): Case[] {
  const random = randomFrom(seed)
  return Array.from({ length: count }, (_, index) => ({
    id: `random-${family}-s${seed}-r${index}`,
    family,
    note: 'random',
    ...CONTENT[family](random),
  }))
}

function randomEnforceCase(random: Random): Content {
  const { chance, pick } = random
  const to = pick(['B', 'B', 'B', 'B', 'B', 'C', 'D', 'A'] as const)
  const step = randomCall(random, to, { oddity: 0.12, xhr: 0.4 })
  const question = asked(step)
  const { include } = question
  // The more is odd, the sooner something hides the rest.
  const [oddPreflight, oddAnswer] = pick([
    [0.5, 0],
    [0.25, 0.1],
    [0, 0.5],
    [0, 0.1],
  ] as const)
  return {
    steps: [step],
    server: {
      [to]: {
        ...(chance(0.97)
          ? { preflight: randomPreflightAnswer(random, question, oddPreflight) }
          : {}),
        actual: randomAnswer(random, include, oddAnswer),
      },
    },
  }
}
