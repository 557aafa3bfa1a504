import type { SimulatedBrowser } from '../simulate/browser.ts'

/**
 * A browser that stands for the one in use: what a test file imports stays right when the setup, or
 * the test itself, simulates another.
 */
export const facadeOf = (inUse: () => SimulatedBrowser): SimulatedBrowser => ({
  get fetch() {
    return inUse().fetch
  },
  get XMLHttpRequest() {
    return inUse().XMLHttpRequest
  },
  get calls() {
    return inUse().calls
  },
  get preflights() {
    return inUse().preflights
  },
  install: () => inUse().install(),
  uninstall: () => inUse().uninstall(),
  reset: () => inUse().reset(),
  clearPreflightCache: () => inUse().clearPreflightCache(),
  isExpected: url => inUse().isExpected(url),
})
