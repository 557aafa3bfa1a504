/** The plugin for dev servers and bundlers, in development alone. */

import { createUnplugin, type UnpluginContextMeta, type UnpluginOptions } from 'unplugin'
import { esbuildHooks } from './esbuild.ts'
import { type CheckedPluginOptions, checkPluginOptions, type PluginOptions } from './options.ts'
import { rollupHooks } from './rollup.ts'
import { viteHooks } from './vite.ts'
import { webpackHooks } from './webpack.ts'

export type { HostPart, PluginOptions, UrlPart } from './options.ts'

type MakeHooks = (
  options: CheckedPluginOptions,
  meta: UnpluginContextMeta,
) => Partial<UnpluginOptions>

/** What each bundler gets. */
const HOOKS: Readonly<Record<string, MakeHooks>> = {
  vite: viteHooks,
  webpack: webpackHooks,
  rspack: webpackHooks,
  rollup: rollupHooks,
  esbuild: esbuildHooks,
}

/**
 * Makes the plugin for any of them.
 *
 * @throws TypeError for a bad option.
 */
export const plugin = createUnplugin((options: PluginOptions | undefined, meta) => {
  const checked = checkPluginOptions(options)
  return { name: 'why-preflight', ...HOOKS[meta.framework]?.(checked, meta) }
})
