/** Which URLs: a part of one, a pattern, or a function that is given it. */
export type Matcher = string | RegExp | ((url: string) => boolean)

/** Whether a value can match URLs. */
export const isMatcher = (value: unknown): value is Matcher =>
  typeof value === 'string' || typeof value === 'function' || isRegExp(value)

/** Whether one of the matchers matches a URL. */
export const matchesAny = (list: readonly Matcher[], url: string): boolean =>
  list.some(matcher =>
    typeof matcher === 'string'
      ? url.includes(matcher)
      : typeof matcher === 'function'
        ? matcher(url)
        : // Unlike test(), search() keeps no position in a global pattern.
          url.search(matcher) >= 0,
  )

const isRegExp = (value: unknown): value is RegExp =>
  Object.prototype.toString.call(value) === '[object RegExp]'
