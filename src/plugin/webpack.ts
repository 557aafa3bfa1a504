import type { UnpluginContextMeta, UnpluginOptions } from 'unplugin'
import { answerFrom, type ServedOptions } from './dev-server.ts'
import { serving } from './middleware.ts'
import type { CheckedPluginOptions } from './options.ts'
import { CLIENT, virtualClient } from './virtual.ts'

/** What is used of the compilers of webpack and Rspack alike. */
interface AnyCompiler {
  readonly context: string
  readonly options: ServedOptions & {
    readonly mode?: unknown
    readonly externalsPresets?: { readonly node?: unknown }
  }
  readonly hooks: {
    readonly afterEnvironment: { tap(name: string, run: () => void): void }
  }
  readonly webpack: {
    readonly EntryPlugin: new (
      context: string,
      entry: string,
      options: object,
    ) => { apply(compiler: AnyCompiler): void }
  }
}

/** For webpack and Rspack: an entry before all others, and an answer from their dev servers. */
export function webpackHooks(
  options: CheckedPluginOptions,
  meta: UnpluginContextMeta,
): Partial<UnpluginOptions> {
  const { compiler } = Object.values(meta).find(each => each?.compiler) as { compiler: AnyCompiler }
  if (compiler.options.mode !== 'development') return {}
  const { middleware, source } = serving(options, '/')
  const apply = (): void => {
    const { EntryPlugin } = compiler.webpack
    // Only then the options are complete.
    compiler.hooks.afterEnvironment.tap('why-preflight', () => {
      // What runs in Node has no page.
      if (compiler.options.externalsPresets?.node) return
      new EntryPlugin(compiler.context, CLIENT, { name: undefined }).apply(compiler)
      answerFrom(compiler.options, middleware)
    })
  }
  return { ...virtualClient(source), webpack: apply, rspack: apply }
}
