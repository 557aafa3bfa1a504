import type { UrlParts } from '../standard/description.ts'

/** What a call takes from the page that makes it. */
export interface Page {
  /** `null` as text where the origin is opaque. */
  readonly origin: string
  /** The base URL now. */
  readonly base: () => string
  /** Parses a URL against a base URL, the page's own now by default. Throws a TypeError for what is none. */
  readonly resolve: (url: string, base?: string) => UrlParts
}
