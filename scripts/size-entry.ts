/** What an application pulls in that imports nothing but `install`; its words are loaded later. */
export { install } from '../src/index.ts'
