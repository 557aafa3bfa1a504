/** One simulated browser for all tests of a file. */

import { type SimulatedBrowser, simulateBrowser } from '../simulate/browser.ts'
import { takeFinished } from '../simulate/finished.ts'
import type { SimulateOptions } from '../simulate/options.ts'
import { type Banned, complaint } from './complaint.ts'
import { facadeOf } from './facade.ts'
import * as matchers from './matchers.ts'

/** What a suite needs of Vitest or Jest. */
export interface Runner {
  readonly expect: {
    extend(all: typeof matchers): void
    getState(): { testPath?: string | undefined }
  }
  beforeAll(hook: () => void): void
  beforeEach(hook: () => void): void
  afterEach(hook: () => void): void
  afterAll(hook: () => void): void
}

/** The browser of a test file, and what is asked of the tests there. */
export interface Suite {
  /** Always the browser in use. */
  readonly browser: SimulatedBrowser
  /** Puts another browser in its place, at once if it is installed. */
  simulate(options: SimulateOptions): void
  /** Lets tests fail for their calls. */
  ban(what: Partial<Banned>): void
  /** Registers matchers and hooks, once in a test file. */
  enter(runner: Runner): void
}

const SLOT = Symbol.for('why-preflight.suite')

/**
 * The suite of this test file.
 *
 * It is kept at the global object: after `vi.resetModules()` or `jest.resetModules()`, or where a
 * CommonJS copy meets an ES module, a second instance of this module must find the browser in use,
 * and must not register hooks from inside a test.
 */
export function suiteHere(): Suite {
  const holder = globalThis as { [SLOT]?: Suite }
  holder[SLOT] ??= createSuite()
  return holder[SLOT]
}

/** A suite that nobody has entered yet. */
export function createSuite(): Suite {
  let inUse: SimulatedBrowser | undefined
  let installed = false
  let entered: { path: string | undefined } | undefined
  let banned: Banned = { preflights: false, blocks: false }

  const current = (): SimulatedBrowser => {
    inUse ??= simulateBrowser()
    return inUse
  }

  const leave = (): void => {
    if (installed) current().uninstall()
    inUse = undefined
    installed = false
    entered = undefined
    banned = { preflights: false, blocks: false }
  }

  return {
    browser: facadeOf(current),
    simulate(options) {
      // The old one stays if the options are bad.
      const next = simulateBrowser(options)
      if (installed) {
        current().uninstall()
        next.install()
      }
      inUse = next
    },
    ban(what) {
      banned = { ...banned, ...what }
    },
    enter({ expect, beforeAll, beforeEach, afterEach, afterAll }) {
      const path = expect.getState().testPath
      if (entered && entered.path === path) return
      // Without isolation, a file that broke off leaves all this as it was.
      leave()
      entered = { path }
      expect.extend(matchers)
      beforeAll(() => {
        current().install()
        installed = true
      })
      beforeEach(() => {
        // Once more, for what has been put over it since, as by server.listen() in MSW.
        current().install()
      })
      afterEach(() => {
        // One hook for both: the order of hooks is the runner's, and the user's to configure.
        try {
          const text = complaint(takeFinished(), banned)
          if (text) throw new Error(text)
        } finally {
          current().reset()
        }
      })
      afterAll(leave)
    },
  }
}
