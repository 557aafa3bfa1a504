import type { UnpluginOptions } from 'unplugin'

/** The module that is the watcher; webpack would take a colon in its name for a scheme. */
export const CLIENT = 'why-preflight-watcher'

/** What tells it from all others. */
export const IS_CLIENT = new RegExp(`^${CLIENT}$`)

/** Hooks by which bundlers find that module. */
export const virtualClient = (source: () => string): Partial<UnpluginOptions> => ({
  resolveId: {
    filter: { id: IS_CLIENT },
    handler: id => (id === CLIENT ? CLIENT : null),
  },
  load: {
    filter: { id: IS_CLIENT },
    handler: id => (id === CLIENT ? { code: source(), moduleSideEffects: true } : null) as never,
  },
})
