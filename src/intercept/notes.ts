/** Hands its argument back as what it makes, so that a subclass adds its fields to it. */
class Given {
  constructor(object: object) {
    // biome-ignore lint/correctness/noConstructorReturn: the point of this class
    return object
  }
}

/** Notes on objects of the page. */
export interface Notes<T> {
  get(object: object): T | undefined
  set(object: object, note: T): void
}

/**
 * Makes a kind of note that is kept on the object itself, in a private field: no page can see it, it
 * goes with its object, and it costs a fifth of a WeakMap's entry (docs/decisions).
 */
export function notesOn<T>(): Notes<T> {
  return class Note extends Given {
    #note: T | undefined = undefined

    static get(object: object): T | undefined {
      return #note in object ? object.#note : undefined
    }

    static set(object: object, note: T): void {
      const noted = (#note in object ? object : new Note(object)) as Note
      noted.#note = note
    }
  }
}
