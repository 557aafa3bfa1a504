/**
 * Where each entry begins, and what it may weigh, minified and compressed: with what it loads later
 * on, and without what a package manager installs beside it.
 */
export const SIZES = {
  // As an application has it that imports only `install`, before the words come for a finding.
  install: ['scripts/size-entry.ts', '12.75 kB', '{install,now-size-entry}'],
  auto: ['src/auto.ts', '15.2 kB'],
  index: ['src/index.ts', '30 kB'],
  iife: ['src/iife.ts', '16.2 kB'],
  'plugin-client': ['src/plugin/client.ts', '16.6 kB'],
  panel: ['src/panel.ts', '15.7 kB'],
  simulate: ['src/simulate/index.ts', '30 kB'],
  msw: ['src/msw/index.ts', '3.3 kB'],
  matchers: ['src/matchers.ts', '9.3 kB'],
  jest: ['src/jest.ts', '33 kB'],
  vitest: ['src/vitest.ts', '33 kB'],
  playwright: ['src/playwright.ts', '18.4 kB'],
  server: ['src/server.ts', '17 kB'],
  vite: ['src/vite.ts', '15 kB'],
  webpack: ['src/webpack.ts', '15 kB'],
  rspack: ['src/rspack.ts', '15 kB'],
  rollup: ['src/rollup.ts', '15 kB'],
  esbuild: ['src/esbuild.ts', '15 kB'],
  cli: ['src/cli/index.ts', '40 kB'],
}
