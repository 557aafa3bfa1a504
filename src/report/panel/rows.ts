/** Which rows of a long list are worth drawing. */

/** Rows beyond the edges, so that a quick scroll shows no gap. */
const MORE = 8

/** The first row to draw, and the one after the last. */
export function rowsIn(
  top: number,
  height: number,
  rowHeight: number,
  count: number,
): { first: number; end: number } {
  const first = Math.max(0, Math.floor(top / rowHeight) - MORE)
  return {
    first: Math.min(first, count),
    end: Math.min(count, Math.ceil((top + height) / rowHeight) + MORE),
  }
}

/** Where to scroll so that a row is in view: as little as it takes. */
export function topFor(row: number, top: number, height: number, rowHeight: number): number {
  const start = row * rowHeight
  if (start < top) return start
  return Math.max(top, start + rowHeight - height)
}
