import type { BuildOptions } from 'esbuild'
import type { UnpluginOptions } from 'unplugin'
import { serving } from './middleware.ts'
import type { CheckedPluginOptions } from './options.ts'
import { CLIENT, virtualClient } from './virtual.ts'

/** For esbuild in development: before each entry's code. It has no server to ask. */
export function esbuildHooks(options: CheckedPluginOptions): Partial<UnpluginOptions> {
  const { source } = serving({ ...options, ask: false }, '/')
  return {
    ...virtualClient(source),
    esbuild: {
      config(initialOptions) {
        if (isProduction(initialOptions)) return
        initialOptions.inject = [CLIENT, ...(initialOptions.inject ?? [])]
      },
    },
  }
}

/** By esbuild's own rule for NODE_ENV: https://esbuild.github.io/api/#platform */
function isProduction({ define, minify, platform }: BuildOptions): boolean {
  const named = define?.['process.env.NODE_ENV']
  return platform === 'node' || (named === undefined ? minify === true : /production/.test(named))
}
