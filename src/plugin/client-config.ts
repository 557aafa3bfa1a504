import type { UrlPart } from './options.ts'

/** What the dev server gives the watcher along; nothing of it is secret, or of one start alone. */
export interface ClientConfig {
  readonly watch: Readonly<
    Record<'include' | 'exclude' | 'expected', readonly UrlPart[] | undefined>
  >
  /** The path below which questions are answered; null where nobody answers. */
  readonly ask: string | null
  /** Whether there is a panel; its script then stands before the watcher's. */
  readonly panel: boolean
}

/** The name under which it stands around the watcher's script. */
export const CONFIG_NAME = 'WHY_PREFLIGHT_CONFIG'

/** As an expression of JavaScript that may stand in a script: patterns too. */
export const sourceOf = (value: unknown): string => {
  if (value instanceof RegExp)
    return `new RegExp(${sourceOf(value.source)}, ${sourceOf(value.flags)})`
  if (Array.isArray(value)) return `[${value.map(sourceOf).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([name, each]) => `${JSON.stringify(name)}: ${sourceOf(each)}`,
    )
    return `{ ${members.join(', ')} }`
  }
  return value === undefined ? 'undefined' : JSON.stringify(value)
}
