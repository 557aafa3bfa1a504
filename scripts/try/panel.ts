import { blocksOf, instructionsOf, pageOf } from '../../test/markdown.ts'
import { watchServed } from './page.ts'
import type { Place } from './place.ts'
import type { Project } from './project.ts'

/** Prints what the button in the corner says, when it is there. */
const SAY = `
  for (let left = 100; left > 0; left--) {
    const button = document.querySelector('why-preflight-panel')?.shadowRoot.querySelector('button')
    if (/[1-9] preflight/.test(button?.textContent)) return console.log('button: ' + button.textContent)
    await new Promise(resolve => setTimeout(resolve, 100))
  }`

/** Serves a page, which has to have a panel with its preflight. */
export const expectPanel = (place: Place, command: string): Promise<void> =>
  watchServed(
    place,
    command,
    said => {
      if (!said.includes('button: 1 preflight')) throw new Error('There is no panel')
    },
    SAY,
  )

const readme = pageOf('README.md')
const [code] = blocksOf(readme).flatMap(({ section, code }) =>
  section === 'The panel' ? code : [],
)
const vite = instructionsOf(readme, 'Vite')

/** As the README has it: by an import, and in the plugin. The script tag has a project of its own. */
export const panel: Project = {
  name: 'The panel',
  follows: ['README.md', 'The panel'],
  async run(place) {
    place.fromTemplate('vanilla-ts')
    for (const command of instructionsOf(readme, 'Install').commands) await place.run(command)
    place.write({ 'src/main.ts': `\n${code}${vite.files['src/main.ts']}` })
    await expectPanel(place, vite.commands[0]!)
    await place.run('npx tsc --noEmit')
    await place.run('npx vite build')
    await expectPanel(place, 'npx vite preview')

    place.write({ 'vite.config.ts': vite.files['vite.config.ts']! })
    place.change('src/main.ts', code!, '')
    place.change('vite.config.ts', 'whyPreflight()', 'whyPreflight({ panel: true })')
    await expectPanel(place, vite.commands[0]!)
  },
}
