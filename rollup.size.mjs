/** Each entry by itself, as a bundler would make it, only to be weighed. */

import { external, minify, plugins } from './rollup.config.mjs'
import { SIZES } from './sizes.mjs'

export default Object.entries(SIZES).map(([entry, [input]]) => ({
  input: { [entry]: input },
  output: {
    dir: `build/size/${entry}`,
    format: 'es',
    chunkFileNames: ({ isDynamicEntry }) => `${isDynamicEntry ? 'later' : 'now'}-[name].js`,
  },
  external,
  plugins: [...plugins(), minify(true)],
}))
