/** `npm run screenshots`: the panel as the real engines draw it, for the documentation. */

import { writeFileSync } from 'node:fs'
import { type EngineName, engineNames, locate } from '../../test/engines/find.ts'
import { openShop, type Shop, TOOLS } from '../../test/engines/panel/pages.ts'

type View = 'calls' | 'summary' | 'closed'
type Scheme = 'light' | 'dark'

/** By the name of its file: the engine, what the panel shows, and what its reader prefers. */
const PICTURES: Readonly<Record<string, readonly [EngineName, View, Scheme]>> = {
  panel: ['chromium', 'calls', 'light'],
  'panel-dark': ['chromium', 'calls', 'dark'],
  'panel-summary': ['chromium', 'summary', 'light'],
  'panel-button': ['chromium', 'closed', 'light'],
  'panel-firefox': ['firefox', 'calls', 'light'],
  'panel-webkit': ['webkit', 'calls', 'light'],
}

const SHOW: Readonly<Record<View, string>> = {
  calls: `await open(); named('Calls').click(); await drawn(); all('[role=option]')[0].click()`,
  summary: `await open(); named('Summary').click()`,
  closed: `named('Close')?.click()`,
}

async function take(shop: Shop, view: View, scheme: Scheme): Promise<Uint8Array> {
  const { engine } = shop
  await engine.prefer?.(scheme)
  // WebKitGTK's driver hands out what was painted last, and paints when a frame is asked for.
  await engine.run(`${TOOLS}${SHOW[view]}; document.activeElement?.blur(); await drawn()
    for (let frames = 30; frames > 0; frames--) await new Promise(requestAnimationFrame)`)
  return engine.screenshot()
}

for (const name of engineNames.filter(locate)) {
  const shop = await openShop(name)
  try {
    await shop.open('/shop.html')
    await shop.engine.run(`${TOOLS}await visit()`)
    for (const [file, [engine, view, scheme]] of Object.entries(PICTURES)) {
      if (engine !== name) continue
      const picture = new URL(`../../docs/images/${file}.png`, import.meta.url)
      writeFileSync(picture, await take(shop, view, scheme))
      console.log(`docs/images/${file}.png`)
    }
  } finally {
    await shop.close()
  }
}
