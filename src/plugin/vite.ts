import type { UnpluginOptions } from 'unplugin'
import { type Serving, serving } from './middleware.ts'
import type { CheckedPluginOptions } from './options.ts'

/** For Vite: a script before all others in each page that its dev server serves. */
export function viteHooks(options: CheckedPluginOptions): Partial<UnpluginOptions> {
  let served: Serving
  return {
    // A middleware of another plugin may answer all there is.
    enforce: 'pre',
    vite: {
      apply: 'serve',
      configResolved(config) {
        served = serving(options, config.base)
      },
      configureServer(server) {
        server.middlewares.use((request, response, next) =>
          served.middleware(request, response, next),
        )
      },
      transformIndexHtml: {
        // After all others have put theirs, and Vite the base before what the page has.
        order: 'post',
        // A module would come after the page's other scripts.
        handler: () => [
          { tag: 'script', attrs: { src: served.clientPath }, injectTo: 'head-prepend' },
        ],
      },
    },
  }
}
