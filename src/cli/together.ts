import type { Engine } from '../browsers/rules.ts'
import { and, NAMES } from '../explain/call.ts'

/** Lines for browsers, those of which the same is to be said together; `where` names them, unless it is all. */
export function together(
  engines: readonly Engine[],
  linesFor: (engine: Engine) => readonly string[],
): { readonly where: string; readonly lines: readonly string[] }[] {
  const groups = new Map<string, { names: Engine[]; lines: readonly string[] }>()
  for (const engine of engines) {
    const lines = linesFor(engine)
    const group = groups.get(lines.join('\n')) ?? { names: [], lines }
    group.names.push(engine)
    groups.set(lines.join('\n'), group)
  }
  return [...groups.values()].map(({ names, lines }) => ({
    where: names.length === engines.length ? '' : ` in ${and(names.map(name => NAMES[name]))}`,
    lines,
  }))
}
