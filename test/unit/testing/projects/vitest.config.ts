/** Suites that are run by a test; their setup file comes from outside. */

import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['*.case.ts'],
    setupFiles: process.env.SETUP ?? [],
    sequence: { hooks: (process.env.HOOKS ?? 'stack') as 'stack' | 'list' | 'parallel' },
    maxWorkers: 1,
  },
})
