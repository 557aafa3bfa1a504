import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/engines/**/*.test.ts'],
    // Browsers side by side would take each other's time, and time is measured.
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 120_000,
  },
})
