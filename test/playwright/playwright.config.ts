/** Runs the fixture's tests with Playwright Test itself, in the Chromium that the other tests use. */

import { defineConfig } from '@playwright/test'
import { locate } from '../engines/find.ts'

const chromium = locate('chromium')

export default defineConfig({
  testDir: '.',
  testMatch: '*.pw.ts',
  outputDir: '../../build/playwright',
  workers: 1,
  reporter: 'line',
  use: {
    launchOptions: {
      executablePath: chromium?.browser ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu'],
    },
  },
})
