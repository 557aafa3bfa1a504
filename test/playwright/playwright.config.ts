/** Runs the fixture's tests with Playwright Test itself, in the Chromium that the other tests use. */

import { defineConfig } from '@playwright/test'
import { locate } from '../engines/find.ts'

const chromium = locate('chromium')

export default defineConfig({
  // The documentation's own tests are somewhere else.
  testDir: process.env.WHY_PREFLIGHT_TEST_DIR ?? '.',
  testMatch: '*.pw.{ts,cjs}',
  outputDir: '../../build/playwright',
  workers: 1,
  reporter: 'line',
  use: {
    baseURL: process.env.WHY_PREFLIGHT_BASE_URL,
    launchOptions: {
      executablePath: chromium?.browser ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
})
