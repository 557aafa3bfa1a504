#!/usr/bin/env node
/** The command line. */

import { run } from './run.ts'
import { terminalOf } from './terminal.ts'

await run(process.argv.slice(2), terminalOf(process))
