import type { BuildOptions } from 'esbuild'
import type { UnpluginOptions } from 'unplugin'
import { serving } from './middleware.ts'
import type { CheckedPluginOptions } from './options.ts'
import { CLIENT, IS_CLIENT, virtualClient } from './virtual.ts'

/** For esbuild in development: before each entry's code. It has no server to ask. */
export function esbuildHooks(options: CheckedPluginOptions): Partial<UnpluginOptions> {
  const { source } = serving({ ...options, ask: false }, '/')
  return {
    ...virtualClient(source),
    esbuild: {
      // All else esbuild need not ask about.
      onResolveFilter: IS_CLIENT,
      onLoadFilter: IS_CLIENT,
      config(initialOptions) {
        if (!isForPages(initialOptions) || isProduction(initialOptions)) return
        initialOptions.inject = [CLIENT, ...(initialOptions.inject ?? [])]
      },
    },
  }
}

/** What is not bundled may be a part of anything. */
const isForPages = ({ bundle, platform = 'browser' }: BuildOptions): boolean =>
  bundle === true && platform === 'browser'

/** By esbuild's own rule for NODE_ENV, https://esbuild.github.io/api/#platform, or by what is set. */
function isProduction(options: BuildOptions): boolean {
  const { define, minify, minifyWhitespace, minifyIdentifiers, minifySyntax } = options
  const named = define?.['process.env.NODE_ENV']
  if (named !== undefined) return /production/.test(named)
  const isMinified = minify || (minifyWhitespace && minifyIdentifiers && minifySyntax)
  return isMinified === true || process.env.NODE_ENV === 'production'
}
