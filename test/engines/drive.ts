import type { Engine } from './engine.ts'
import { type EngineName, findEngines, locate } from './find.ts'
import { openWithPuppeteer } from './puppeteer.ts'
import { openWebKit } from './webdriver.ts'

export type { ConsoleMessage, Engine, RunOptions } from './engine.ts'

/** Starts a browser with one blank page. Whoever opens it closes it. */
export async function openEngine(name: EngineName): Promise<Engine> {
  const located = locate(name)
  if (located === undefined) {
    const how = findEngines().find(engine => engine.name === name)?.how
    throw new Error(`${name} is not here: ${how}`)
  }
  return name === 'webkit' ? openWebKit(located) : openWithPuppeteer(name, located)
}
