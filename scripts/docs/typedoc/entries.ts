/** What can be imported from the package and has types. */

/** An entry of the package. */
export interface Entry {
  /** As it is imported: `why-preflight/msw`. */
  readonly specifier: string
  /** Its page, without the ending. */
  readonly page: string
  /** Path of its source. */
  readonly source: string
}

interface Package {
  readonly name: string
  readonly exports: Readonly<Record<string, unknown>>
}

/** The entries by the package's `exports`, in its order. */
export const entriesOf = ({ name, exports }: Package): Entry[] =>
  Object.entries(exports).flatMap(([path, conditions]) => {
    const types = typesOf(conditions)
    return types === undefined
      ? []
      : {
          specifier: path.replace('.', name),
          page: path === '.' ? 'index' : path.slice('./'.length),
          source: types.replace('./dist/types/', 'src/').replace(/\.d\.ts$/, '.ts'),
        }
  })

function typesOf(conditions: unknown): string | undefined {
  if (typeof conditions !== 'object' || conditions === null) return undefined
  const { types, import: module } = conditions as { types?: string; import?: unknown }
  return types ?? typesOf(module)
}
