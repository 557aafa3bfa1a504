/** A time as a bar, with a part of it in its own colour. */

interface Props {
  /** In milliseconds, as `part` and `most`. */
  readonly total: number
  /** The part that stands out. */
  readonly part: number
  /** What fills the whole width. */
  readonly most: number
  readonly kind?: 'saved'
  readonly wide?: boolean
}

/** Draws a bar; what it says stands in words beside it. */
export const Bar = ({ total, part, most, kind, wide }: Props) => (
  <span class={wide ? 'bar wide' : 'bar'} aria-hidden="true">
    <span class="total" style={{ width: share(total, most) }}>
      <span class={kind ? `part ${kind}` : 'part'} style={{ width: share(part, total) }} />
    </span>
  </span>
)

const share = (of: number, whole: number): string =>
  `${whole > 0 ? Math.min(100, (of / whole) * 100) : 0}%`
