import type { RequestHandler } from 'msw'

/**
 * Gives a handler what MSW registers together with others: a GraphQL operation brings along the
 * WebSocket handlers of its subscriptions, as an array under a symbol that only MSW knows.
 */
export function carrySiblings(owner: RequestHandler, handlers: readonly RequestHandler[]): void {
  const carried = new Map<symbol, unknown[]>()
  for (const handler of handlers) {
    for (const symbol of Object.getOwnPropertySymbols(handler)) {
      const siblings: unknown = Reflect.get(handler, symbol)
      if (Array.isArray(siblings)) {
        carried.set(symbol, [...(carried.get(symbol) ?? []), ...siblings])
      }
    }
  }
  for (const [symbol, value] of carried) Object.defineProperty(owner, symbol, { value })
}
