/** The matchers in each runner's own `expect`. */

import { expect as jestExpect } from 'expect'
import { expect as vitestExpect } from 'vitest'
import * as matchers from '../../../src/matchers.ts'
import type { PreflightMatchers } from '../../../src/testing/matchers.ts'

/** What both can do. */
type Expect = (
  received: unknown,
) => PreflightMatchers<void> & { not: PreflightMatchers<void> } & Record<
    'resolves' | 'rejects',
    PreflightMatchers<Promise<void>>
  >

vitestExpect.extend(matchers)
jestExpect.extend(matchers)

export const EXPECTS: readonly (readonly [runner: string, expect: Expect])[] = [
  ['Vitest', vitestExpect as unknown as Expect],
  ['Jest', jestExpect as unknown as Expect],
]
