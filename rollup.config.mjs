import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'

const plugins = () => [nodeResolve(), commonjs(), esbuild({ target: 'es2022' })]

const minify = module =>
  terser({
    ecma: 2020,
    module,
    compress: { passes: 3 },
    // A page may serve the script in any encoding.
    format: { comments: false, ascii_only: true },
  })

export default [
  {
    input: { index: 'src/index.ts', auto: 'src/auto.ts' },
    output: { dir: 'dist', format: 'es', sourcemap: true, chunkFileNames: '[name].js' },
    plugins: plugins(),
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
  // Only to be weighed: each by itself, as a bundler would make it.
  ...['scripts/size-entry.ts', 'src/auto.ts'].map(input => ({
    input: { [input.includes('size') ? 'install' : 'auto']: input },
    output: { dir: 'build/size', format: 'es', chunkFileNames: '[name]-later.js' },
    plugins: [...plugins(), minify(true)],
  })),
]
