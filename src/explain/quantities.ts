/** Quantities in words. */

/** A number of things. */
export const counted = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`

/** A time. */
export const milliseconds = (ms: number): string => `${Math.round(ms)} ms`
