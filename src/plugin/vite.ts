import type { UnpluginOptions } from 'unplugin'
import { FOLDER, type Serving, serving } from './middleware.ts'
import type { CheckedPluginOptions } from './options.ts'

/** For Vite: a script before all others in each page that its dev server serves. */
export function viteHooks(options: CheckedPluginOptions): Partial<UnpluginOptions> {
  let base = '/'
  let served: Serving
  return {
    vite: {
      apply: 'serve',
      configResolved(config) {
        base = config.base
        served = serving(options, base)
      },
      configureServer(server) {
        server.middlewares.use((request, response, next) =>
          served.middleware(request, response, next),
        )
      },
      transformIndexHtml: {
        order: 'pre',
        // A module would come after the page's other scripts.
        handler: () => [
          { tag: 'script', attrs: { src: `${base}${FOLDER}/client.js` }, injectTo: 'head-prepend' },
        ],
      },
    },
  }
}
