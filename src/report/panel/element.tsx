/** The panel's element, in a shadow root of its own. */

import { render } from 'preact'
import { App } from './app.tsx'
import type { Source } from './source.ts'
import { STYLES } from './styles.ts'

const NAME = 'why-preflight-panel'

/** What goes on inside is no business of the page's own listeners. */
const KEPT_IN = [
  ...['click', 'dblclick', 'contextmenu', 'pointerdown', 'pointerup', 'mousedown', 'mouseup'],
  ...['keydown', 'keyup', 'keypress', 'input', 'change', 'wheel', 'touchstart', 'touchend'],
  ...['focusin', 'focusout', 'copy', 'selectstart'],
]

/** Makes an element that shows a source's calls; it is not in the page yet. */
export function panelElement(source: Source, page: typeof globalThis): HTMLElement {
  const { document, customElements } = page
  // Another copy of this library may have been here before.
  if (!customElements.get(NAME)) customElements.define(NAME, class extends page.HTMLElement {})
  const element = document.createElement(NAME)
  const root = element.attachShadow({ mode: 'open' })
  const sheet = new page.CSSStyleSheet()
  sheet.replaceSync(STYLES)
  root.adoptedStyleSheets = [sheet]
  for (const type of KEPT_IN) root.addEventListener(type, event => event.stopPropagation())
  render(<App source={source} />, root)
  return element
}

/** Takes an element out of the page for good. */
export function removePanel(element: HTMLElement): void {
  if (element.shadowRoot) render(null, element.shadowRoot)
  element.remove()
}
