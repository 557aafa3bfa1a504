/** A middleware in the dev servers of webpack and Rspack. */

import type { Middleware } from './middleware.ts'

type Setup = (middlewares: unknown[], server: unknown) => unknown[]

interface ServerOptions {
  setupMiddlewares?: Setup
}

/** What of a compiler's options has to do with its dev server. */
export interface ServedOptions {
  devServer?: ServerOptions | boolean | undefined
  readonly plugins?: readonly unknown[] | undefined
}

/** Lets the dev server answer with a middleware, wherever it has its options from. */
export function answerFrom(options: ServedOptions, middleware: Middleware): void {
  const { devServer, plugins = [] } = options
  if (typeof devServer !== 'boolean') options.devServer = answering(devServer, middleware)
  for (const plugin of plugins) {
    if (isServer(plugin)) plugin.options = answering(plugin.options, middleware)
  }
}

/** Since its version 6, webpack's dev server is a plugin that has options of its own. */
const isServer = (plugin: unknown): plugin is { options: ServerOptions | undefined } =>
  typeof plugin === 'object' &&
  plugin !== null &&
  typeof (plugin as ServerOptions).setupMiddlewares === 'function'

const answering = (options: ServerOptions | undefined, middleware: Middleware): ServerOptions => ({
  ...options,
  setupMiddlewares(middlewares, server) {
    const all = options?.setupMiddlewares?.(middlewares, server) ?? middlewares
    // Behind the server's own checks of who asks, before everything that answers.
    const checks = all.findLastIndex(each => /-check$/.test(`${(each as { name?: string }).name}`))
    return all.toSpliced(checks + 1, 0, { name: 'why-preflight', middleware })
  },
})
