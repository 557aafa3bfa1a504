import { SIZES } from './sizes.mjs'

export default Object.entries(SIZES).map(([name, [, limit, which = '*']]) => ({
  name,
  path: `build/size/${name}/${which}.js`,
  limit,
}))
