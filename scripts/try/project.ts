import type { Place } from './place.ts'

/** Something that a newcomer does with the package. */
export interface Project {
  readonly name: string
  /** The section of a page that it follows. */
  readonly follows?: readonly [page: string, section: string]
  /** @throws Error where it does not work. */
  run(place: Place): Promise<void>
}
