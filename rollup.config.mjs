import commonjs from '@rollup/plugin-commonjs'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import terser from '@rollup/plugin-terser'
import esbuild from 'rollup-plugin-esbuild'

const plugins = () => [
  nodeResolve(),
  commonjs(),
  esbuild({ target: 'es2022', tsconfig: 'tsconfig.json' }),
]

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
    plugins: [
      ...plugins(),
      terser({ ecma: 2020, compress: { passes: 2 }, format: { comments: false } }),
    ],
  },
]
