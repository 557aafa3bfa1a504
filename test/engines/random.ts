/** Choices that are the same for the same seed. */

export interface Random {
  /** True for about this share of calls. */
  chance(share: number): boolean
  /** A whole number below `n`. */
  upTo(n: number): number
  pick<T>(list: ArrayLike<T>): T
  /** At most `most` things, each made anew. */
  some<T>(most: number, make: () => T): T[]
}

export function randomFrom(seed: number): Random {
  const random = numbersFrom(seed)
  const upTo = (n: number) => Math.floor(random() * n)
  return {
    chance: share => random() < share,
    upTo,
    pick: <T>(list: ArrayLike<T>): T => list[upTo(list.length)]!,
    some: (most, make) => Array.from({ length: upTo(most + 1) }, make),
  }
}

/** Numbers from 0 to 1 (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
