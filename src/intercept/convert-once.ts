/**
 * Converts an argument to text, if it is an object: its own conversion runs just once, here, and the
 * browser is given the text.
 */
export function convertOnce(args: unknown[], index: number): void {
  const value = args[index]
  if (typeof value === 'object' && value !== null) args[index] = `${value}`
}
