/** A place in the page's code, as a stack trace names it. */
export interface Place {
  /** The script. */
  readonly href: string
  /** Its file with line and column, for people. */
  readonly label: string
}

/** Reads `https://app.example.com/src/orders.ts:17:9`, alone or in a frame; null for what is none. */
export function placeIn(text: string): Place | null {
  const [, href = '', position = ''] =
    /((?:https?|file|blob):[^\s()]+?)((?::\d+){1,2})\)?$/.exec(text) ?? []
  if (!URL.canParse(href)) return null
  const { pathname } = new URL(href)
  return { href, label: `${pathname.split('/').at(-1) || pathname}${position}` }
}
