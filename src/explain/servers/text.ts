/** Text as the recipes write it. */

/** A string in double quotes, as JSON, Java and C# read it. */
export const quoted = (text: string): string => JSON.stringify(text)

/** Strings in double quotes, in a row. */
export const quotedAll = (texts: readonly string[]): string => texts.map(quoted).join(', ')

/** A line that is there only for a list that has something in it. */
export const ifAny = (list: readonly string[], line: string): string[] =>
  list.length > 0 ? [line] : []
