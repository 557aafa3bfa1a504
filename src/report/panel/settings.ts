/** What the panel remembers from one page to the next. */

import { EVERYTHING, type Filter } from './filter.ts'

/** The corners of the page that the panel may lie in. */
export const CORNERS = ['bottom-right', 'bottom-left', 'top-right', 'top-left'] as const
export type Corner = (typeof CORNERS)[number]

/** Which of its views the panel shows. */
export type View = 'calls' | 'summary'

/** How the panel stands. */
export interface Settings {
  readonly open: boolean
  readonly corner: Corner
  readonly view: View
  readonly filter: Filter
}

const KEY = 'why-preflight.panel'
const DEFAULTS: Settings = {
  open: false,
  corner: 'bottom-right',
  view: 'calls',
  filter: EVERYTHING,
}

/** Reads what was remembered; the defaults for what was not, or is no longer understood. */
export function remembered(storage: Pick<Storage, 'getItem'> | undefined): Settings {
  try {
    return settingsIn(JSON.parse(storage?.getItem(KEY) ?? '{}'))
  } catch {
    return DEFAULTS
  }
}

/** Remembers; where the page may not store anything, nothing. */
export function remember(storage: Pick<Storage, 'setItem'> | undefined, settings: Settings): void {
  try {
    storage?.setItem(KEY, JSON.stringify(settings))
  } catch {
    // It may be full, or denied.
  }
}

function settingsIn(stored: Partial<Settings>): Settings {
  const { open, corner, view, filter } = stored
  return {
    open: open === true,
    corner: CORNERS.find(known => known === corner) ?? DEFAULTS.corner,
    view: view === 'summary' ? view : DEFAULTS.view,
    filter: {
      text: textIn(filter?.text),
      reason: textIn(filter?.reason),
      endpoint: textIn(filter?.endpoint),
      avoidable: filter?.avoidable === true,
    },
  }
}

const textIn = (value: unknown): string => (typeof value === 'string' ? value : '')
