import type { UnpluginOptions } from 'unplugin'
import { serving } from './middleware.ts'
import type { CheckedPluginOptions } from './options.ts'
import { CLIENT, virtualClient } from './virtual.ts'

/** For Rollup, while it watches: the first import of each entry. It has no server to ask. */
export function rollupHooks(options: CheckedPluginOptions): Partial<UnpluginOptions> {
  const { source } = serving({ ...options, ask: false }, '/')
  return {
    ...virtualClient(source),
    rollup: {
      transform: {
        // What is CommonJS before must not be taken for a module because of the import.
        order: 'post',
        handler(code, id) {
          if (!this.meta.watchMode || !this.getModuleInfo(id)?.isEntry) return null
          // On the same line, so that all others stay where they are.
          return { code: `import '${CLIENT}';${code}`, map: null }
        },
      },
    },
  }
}
