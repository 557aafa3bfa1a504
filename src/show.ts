/** A value as an error message shows it. */
export const show = (value: unknown): string =>
  typeof value === 'string' ? `'${value}'` : value === null ? 'null' : String(value)
