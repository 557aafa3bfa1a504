/** The page's events on which copies of the watcher find one another. */
const HERE = 'why-preflight:here'

/**
 * Whether this copy of the watcher is the page's first: each bundle may bring one. It says so by an
 * event, which leaves nothing behind that a page would come upon.
 */
export function isFirst(page: EventTarget): boolean {
  if (!page.dispatchEvent(new Event(HERE, { cancelable: true }))) return false
  page.addEventListener(HERE, event => event.preventDefault())
  return true
}
