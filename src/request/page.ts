import type { UrlParts } from '../standard/description.ts'

/** What a call takes from the page that makes it. */
export interface Page {
  /** `null` as text where the origin is opaque. */
  readonly origin: string
  /** Parses a URL against the page's base URL. Throws a TypeError for what is none. */
  readonly resolve: (url: string) => UrlParts
}
