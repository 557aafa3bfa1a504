/** The browsers that a command is about. */

import { InvalidArgumentError, Option } from 'commander'
import { ENGINES, type Engine } from '../browsers/rules.ts'

/** `--browser`, one of the three. */
export const browserOption = (): Option =>
  choice('--browser <name>', `one alone: ${ENGINES.join(', ')}`, ENGINES)

/** Which they are. */
export const chosenEngines = (browser: Engine | undefined): readonly Engine[] =>
  browser === undefined ? ENGINES : [browser]

/** An option that takes one of a few names, whose description says them. */
export const choice = (flags: string, description: string, names: readonly string[]): Option =>
  new Option(flags, description).argParser(name => {
    if (names.includes(name)) return name
    throw new InvalidArgumentError(`It takes ${names.join(', ')}.`)
  })
