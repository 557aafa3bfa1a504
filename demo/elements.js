/** Making elements: `h('p.note', 'text', child)`; what is nothing is left out. */
export function h(selector, ...children) {
  const [tag, ...classes] = selector.split('.')
  const element = document.createElement(tag)
  if (classes.length > 0) element.className = classes.join(' ')
  element.append(...children.flat().filter(child => child !== null && child !== undefined))
  return element
}

/** The same with attributes. */
export function withAttributes(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  return element
}
