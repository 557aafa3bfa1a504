/** The demo without a window: every card runs in a real browser, the terminal shows the console. */

import { openEngine } from '../test/engines/drive.ts'
import { type EngineName, findEngines } from '../test/engines/find.ts'
import { runAllCards } from './results.ts'
import { openDemo } from './servers.ts'
import { ConsoleLines, resultTable } from './terminal.ts'

/**
 * Runs every card and prints what came of them.
 *
 * @returns Whether library and server agree on all of them.
 */
export async function runHeadless(options: {
  port: number | undefined
  browser: EngineName | undefined
}): Promise<boolean> {
  const name = options.browser ?? firstFound()
  const demo = await openDemo({ port: options.port })
  try {
    const engine = await openEngine(name)
    try {
      console.log(`${engine.version} at ${demo.url}\n`)
      const lines = new ConsoleLines(process.stdout.hasColors?.() ?? false)
      engine.onConsole?.(message => {
        const text = lines.read(message)
        if (text !== undefined) console.log(text)
      })
      if (!engine.onConsole) console.log('This browser’s driver tells nothing of the console.')
      const results = await runAllCards(engine, demo.url)
      console.log(`\n${resultTable(results)}`)
      return results.length > 0 && results.every(({ problems }) => problems.length === 0)
    } finally {
      await engine.close()
    }
  } finally {
    await demo.close()
  }
}

function firstFound(): EngineName {
  const engines = findEngines()
  const found = engines.find(engine => engine.found)
  if (found) return found.name
  throw new Error(
    `No browser found.\n${engines.map(({ name, how }) => `${name}: ${how}`).join('\n')}`,
  )
}
