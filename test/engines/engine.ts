import type { EngineName } from './find.ts'

export interface ConsoleMessage {
  /** As Puppeteer names it: log, warn, error, startGroupCollapsed... */
  type: string
  text: string
}

export interface RunOptions {
  /** A whole number; 30 s unless told otherwise. */
  timeoutMs?: number
}

/** One page in one browser. */
export interface Engine {
  name: EngineName
  version: string
  goto(url: string): Promise<void>
  /** Runs the body of an async function in the page; what it returns travels as JSON. */
  run<T>(source: string, options?: RunOptions): Promise<T>
  /** Presses keys of the keyboard, one after the other: a character, or a name of `KEYS`. */
  press(...keys: string[]): Promise<void>
  /** Drags with the mouse, from one point of the page to another. */
  drag(from: readonly [number, number], to: readonly [number, number]): Promise<void>
  /** Chromium only: makes its reader one who prefers light or dark pages. */
  prefer?(scheme: 'light' | 'dark'): Promise<void>
  /** A PNG of what is visible. */
  screenshot(): Promise<Uint8Array>
  /** Chromium and Firefox only: WebDriver, by which WebKit is driven, tells nothing of the console. */
  onConsole?(listener: (message: ConsoleMessage) => void): void
  close(): Promise<void>
}

/** Keys without a character, as https://w3c.github.io/webdriver/#keyboard-actions numbers them. */
export const KEYS: Readonly<Record<string, string>> = {
  Tab: '\uE004',
  Enter: '\uE007',
  Escape: '\uE00C',
  Space: '\uE00D',
  PageUp: '\uE00E',
  PageDown: '\uE00F',
  End: '\uE010',
  Home: '\uE011',
  ArrowUp: '\uE013',
  ArrowDown: '\uE015',
}

export const RUN_TIMEOUT_MS = 30_000
export const START_TIMEOUT_MS = 60_000
export const CLOSE_TIMEOUT_MS = 10_000
