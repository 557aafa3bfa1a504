/** The simulation in each environment that a suite may run in, with each version of MSW. */

import { defineConfig } from 'vitest/config'

const ENVIRONMENTS = ['node', 'happy-dom', 'jsdom'] as const
const VERSIONS = { 'MSW 3': 'msw', 'MSW 2': 'msw-2' } as const

export default defineConfig({
  test: {
    projects: ENVIRONMENTS.flatMap(environment =>
      Object.entries(VERSIONS).map(([version, name]) => ({
        resolve: { alias: [{ find: /^msw(?=$|\/)/, replacement: name }] },
        test: {
          name: `${environment}, ${version}`,
          environment,
          include: ['test/environments/**/*.test.ts'],
        },
      })),
    ),
  },
})
