/** A place in the page's code, to be opened. */

import { placeIn } from './place.ts'

/** Draws a link to the place that a line of a stack trace names; the line itself if it names none. */
export function Placed({ line }: { readonly line: string }) {
  const place = placeIn(line)
  if (!place) return <code>{line}</code>
  return (
    <a href={place.href} target="_blank" rel="noreferrer" title={line}>
      <code>{place.label}</code>
    </a>
  )
}
