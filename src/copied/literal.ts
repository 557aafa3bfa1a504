/** The values of expressions that are what they say. */

import type * as acorn from 'acorn'
import { at, CopiedError } from './copied-error.ts'

/** `new Request(url, init)`. */
export class StatedRequest {
  readonly url: unknown
  readonly init: unknown

  constructor(url: unknown, init: unknown = {}) {
    this.url = url
    this.init = init
  }
}

type Maker = (...args: unknown[]) => unknown

/** What `new` makes of literals. */
const CLASSES: Readonly<Record<string, Maker>> = {
  Headers: headers => new Headers(headers as HeadersInit),
  URLSearchParams: init => new URLSearchParams(init as Record<string, string>),
  URL: (url, base) => new URL(`${url}`, base as string | undefined).href,
  FormData: () => new FormData(),
  Request: (url, init) => new StatedRequest(url, init),
}

/** What calls make of literals. */
const FUNCTIONS: Readonly<Record<string, Maker>> = {
  'JSON.stringify': value => JSON.stringify(value),
  encodeURIComponent: text => encodeURIComponent(`${text}`),
  String: value => `${value}`,
}

const sum = (one: unknown, other: unknown): unknown =>
  typeof one === 'number' && typeof other === 'number' ? one + other : `${one}${other}`

type AnyNode = acorn.Expression | acorn.SpreadElement | acorn.Super | acorn.PrivateIdentifier

/** Works out the values of expressions in a text, and runs nothing. */
export class Evaluation {
  readonly #text: string

  constructor(text: string) {
    this.#text = text
  }

  /** @throws CopiedError for an expression that can't be known. */
  of(node: AnyNode): unknown {
    return at(this.#text, node.start, () => this.#value(node))
  }

  #value(node: AnyNode): unknown {
    switch (node.type) {
      case 'Literal':
        return 'regex' in node && node.regex ? this.#unknown(node) : node.value
      case 'TemplateLiteral':
        return node.quasis
          .map(({ value }, at) => `${value.cooked}${this.#inserted(node.expressions[at])}`)
          .join('')
      case 'ObjectExpression':
        return this.#object(node)
      case 'ArrayExpression':
        return node.elements.map(each => (each ? this.of(each) : undefined))
      case 'UnaryExpression':
        return this.#unary(node)
      case 'BinaryExpression':
        return node.operator === '+'
          ? sum(this.of(node.left), this.of(node.right))
          : this.#unknown(node)
      case 'Identifier':
        return node.name === 'undefined' ? undefined : this.#unknown(node)
      case 'NewExpression':
        return this.#made(CLASSES, node)
      case 'CallExpression':
        return this.#made(FUNCTIONS, node)
      default:
        return this.#unknown(node)
    }
  }

  #unary(node: acorn.UnaryExpression): unknown {
    const { operator } = node
    if (operator === '-') return -Number(this.of(node.argument))
    // What minifiers write for true, false and undefined.
    if (operator === '!') return !this.of(node.argument)
    if (operator === 'void') return void this.of(node.argument)
    return this.#unknown(node)
  }

  #inserted(node: acorn.Expression | undefined): string {
    return node ? `${this.of(node)}` : ''
  }

  #object(node: acorn.ObjectExpression): Record<string, unknown> {
    const entries = node.properties.map(property => {
      if (property.type !== 'Property' || property.kind !== 'init' || property.method) {
        return this.#unknown(property)
      }
      const { key, computed, value } = property
      const name = !computed && key.type === 'Identifier' ? key.name : `${this.of(key)}`
      return [name, this.of(value)] as const
    })
    return Object.fromEntries(entries)
  }

  #made(makers: Readonly<Record<string, Maker>>, node: acorn.CallExpression | acorn.NewExpression) {
    const name = this.#text.slice(node.callee.start, node.callee.end)
    const make = Object.hasOwn(makers, name) ? makers[name] : undefined
    return make ? make(...node.arguments.map(each => this.of(each))) : this.#unknown(node)
  }

  #unknown({ start, end }: { start: number; end: number }): never {
    const source = this.#text.slice(start, end).replace(/\s+/g, ' ')
    const shown = source.length > 40 ? `${source.slice(0, 40)}…` : source
    throw new CopiedError(`what ${shown} is can't be known without running it`, this.#text, start)
  }
}
