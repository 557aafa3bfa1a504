/** Which pages are not as they would be made. */

/** A page, and what about it is stale, as the end of a sentence. */
export interface Stale {
  readonly path: string
  readonly why: string
}

/**
 * Compares pages with what is written.
 *
 * @param written The text at a path; null where there is none.
 * @param present Paths of all that lies where only generated pages may be.
 */
export function staleIn(
  pages: ReadonlyMap<string, string>,
  written: (path: string) => string | null,
  present: readonly string[],
): Stale[] {
  const changed = [...pages].flatMap(([path, page]) => {
    const before = written(path)
    if (before === page) return []
    return { path, why: before === null ? 'is missing' : `is stale ${where(before, page)}` }
  })
  const left = present
    .filter(path => !pages.has(path))
    .map(path => ({ path, why: 'is there, but nothing makes it' }))
  return [...changed, ...left]
}

/** The first line that differs. */
function where(before: string, after: string): string {
  const [old, made] = [before.split('\n'), after.split('\n')]
  const line = old.findIndex((text, n) => text !== made[n])
  const at = line < 0 ? old.length : line
  return `from line ${at + 1} on:\n  - ${old[at] ?? '(the end)'}\n  + ${made[at] ?? '(the end)'}`
}
