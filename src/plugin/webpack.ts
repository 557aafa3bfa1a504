import type { UnpluginOptions } from 'unplugin'
import { type Middleware, serving } from './middleware.ts'
import type { CheckedPluginOptions } from './options.ts'
import { CLIENT, virtualClient } from './virtual.ts'

interface SetupServer {
  setupMiddlewares?: (middlewares: unknown[], server: unknown) => unknown[]
}

/** What is used of the compilers of webpack and Rspack alike. */
interface AnyCompiler {
  readonly context: string
  readonly options: {
    readonly mode?: unknown
    readonly externalsPresets?: { readonly node?: unknown }
    devServer?: SetupServer | boolean | undefined
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
export function webpackHooks(options: CheckedPluginOptions): Partial<UnpluginOptions> {
  const { middleware, source } = serving(options, '/')
  const apply = (compiler: AnyCompiler): void => {
    if (compiler.options.mode !== 'development') return
    // What runs in Node has no page.
    if (compiler.options.externalsPresets?.node) return
    const { EntryPlugin } = compiler.webpack
    new EntryPlugin(compiler.context, CLIENT, { name: undefined }).apply(compiler)
    answerFrom(compiler, middleware)
  }
  return {
    ...virtualClient(source),
    webpack: compiler => apply(compiler as unknown as AnyCompiler),
    rspack: compiler => apply(compiler as unknown as AnyCompiler),
  }
}

/** Puts the middleware first, before what the user has set up. */
function answerFrom({ options }: AnyCompiler, middleware: Middleware): void {
  const { devServer } = options
  if (typeof devServer === 'boolean') return
  const own = devServer?.setupMiddlewares
  options.devServer = {
    ...devServer,
    setupMiddlewares: (middlewares, server) => [
      { name: 'why-preflight', middleware },
      ...(own ? own(middlewares, server) : middlewares),
    ],
  }
}
