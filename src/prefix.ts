/** What every line on the console that is not inside a group begins with. */
export const PREFIX = '[why-preflight]'
