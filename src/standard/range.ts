const SIMPLE_RANGE = /^bytes=(\d+)-(\d*)$/

/** The largest number an engine reads from a Range header; the standard knows no limit. */
export type RangeLimit = bigint | undefined

/**
 * Whether a Range value is one range with a start, the only kind that needs no preflight.
 * https://fetch.spec.whatwg.org/#simple-range-header-value
 */
export function isSimpleRange(value: string, limit?: RangeLimit): boolean {
  const match = SIMPLE_RANGE.exec(value)
  if (!match) return false
  const first = BigInt(match[1]!)
  const last = match[2] ? BigInt(match[2]) : first
  return first <= last && (limit === undefined || last <= limit)
}
