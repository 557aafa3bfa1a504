/** All that is tried. */

import { commandLine } from './cli.ts'
import { imported } from './imported.ts'
import { imports } from './imports.ts'
import { panel } from './panel.ts'
import type { Project } from './project.ts'
import { jest, jestWithMsw, vitest } from './runners.ts'
import { scriptTag } from './script-tag.ts'
import { types } from './types.ts'
import { vite } from './vite.ts'
import { webpack } from './webpack.ts'

/** What takes longest comes first. */
export const PROJECTS: readonly Project[] = [
  ...[panel, webpack, jest, jestWithMsw, vite, types, imports],
  ...[vitest, scriptTag, imported, commandLine(20), commandLine(24)],
]
