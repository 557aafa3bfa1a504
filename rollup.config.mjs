import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'

export const plugins = () => [
  nodeResolve(),
  commonjs(),
  esbuild({ target: 'es2022', jsx: 'automatic', jsxImportSource: 'preact' }),
]

/** Says that what lies in the folder is CommonJS, code and types. */
const commonJsScope = () => ({
  name: 'commonjs-scope',
  generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'package.json', source: '{ "type": "commonjs" }\n' })
  },
})

export const minify = module =>
  terser({
    ecma: 2020,
    module,
    compress: { passes: 3 },
    // A page may serve the script in any encoding.
    format: { comments: false, ascii_only: true },
  })

/** What tests import; Jest mostly wants CommonJS. */
const forTests = {
  simulate: 'src/simulate/index.ts',
  msw: 'src/msw/index.ts',
  matchers: 'src/matchers.ts',
  jest: 'src/jest.ts',
  server: 'src/server.ts',
  playwright: 'src/playwright.ts',
}
/** The plugin for each; configurations may be CommonJS. */
const forBundlers = Object.fromEntries(
  ['vite', 'webpack', 'rspack', 'rollup', 'esbuild'].map(name => [name, `src/${name}.ts`]),
)
/** What stays in `node_modules`, the parts of packages and Node's own modules included. */
export const external = [
  ...['msw', 'tough-cookie', 'vitest', '@playwright/test'],
  ...['acorn', 'cli-progress', 'commander', 'picocolors', 'shlex', 'wrap-ansi'],
  /^(stream-json|stream-chain|unplugin|@noble\/hashes)(\/|$)/,
  /^node:/,
]

export default [
  {
    input: { index: 'src/index.ts', auto: 'src/auto.ts', panel: 'src/panel.ts' },
    output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: '[name].js' },
    plugins: plugins(),
  },
  {
    input: { ...forTests, ...forBundlers, vitest: 'src/vitest.ts', cli: 'src/cli/index.ts' },
    output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: 'testing-[name].js' },
    external,
    plugins: plugins(),
  },
  {
    input: { ...forTests, ...forBundlers },
    output: {
      dir: 'dist/cjs',
      format: 'cjs',
      sourcemap: true,
      chunkFileNames: 'testing-[name].js',
      exports: 'named',
    },
    external,
    plugins: [...plugins(), commonJsScope()],
  },
  {
    input: 'src/iife.ts',
    output: {
      file: 'dist/why-preflight.iife.js',
      format: 'iife',
      name: 'whyPreflight',
      sourcemap: true,
    },
    plugins: [...plugins(), minify(false)],
  },
  {
    input: 'src/panel.ts',
    output: { file: 'dist/why-preflight.panel.js', format: 'es', sourcemap: true },
    plugins: [...plugins(), minify(true)],
  },
  {
    input: 'src/plugin/client.ts',
    output: { file: 'dist/plugin-client.js', format: 'iife' },
    plugins: plugins(),
  },
  {
    input: 'src/plugin/panel.ts',
    output: { file: 'dist/plugin-panel.js', format: 'iife', name: 'WHY_PREFLIGHT_PANEL' },
    plugins: [...plugins(), minify(false)],
  },
  {
    input: 'src/playwright/page-script.ts',
    output: { file: 'dist/playwright-client.js', format: 'iife' },
    // Every frame and worker has to read it before anything else.
    plugins: [...plugins(), minify(false)],
  },
]
