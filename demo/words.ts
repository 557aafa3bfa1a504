/** The library's own words, so that the page says exactly what the console says. */

export { browserLines, clientLine } from '../src/explain/call.ts'
export { reasonWords } from '../src/explain/reasons.ts'
export { refusalWords } from '../src/explain/refusals.ts'
export { engineOf } from '../src/intercept/engine.ts'
