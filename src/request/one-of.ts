/**
 * A member of a RequestInit that takes one of some words; undefined where it is left out.
 *
 * @throws TypeError for any other word.
 */
export function oneOf<T extends string>(
  values: readonly T[],
  name: string,
  value: unknown,
): T | undefined {
  if (value === undefined) return undefined
  const found = values.find(candidate => candidate === `${value}`)
  if (found === undefined) throw new TypeError(`${name} takes ${values.join(', ')}, not ${value}`)
  return found
}
