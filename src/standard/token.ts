const TOKEN = /^[!#$%&'*+.^_`|~\w-]+$/

/** Whether text is an HTTP token, as method and header names must be: https://httpwg.org/specs/rfc9110.html#tokens */
export const isToken = (text: string): boolean => TOKEN.test(text)
