/**
 * The reference of what can be imported, from the doc comments. TypeDoc needs an older TypeScript
 * than this project; so it has a package of its own, in this folder.
 */

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Application, LogLevel, TSConfigReader } from 'typedoc'
import type { PluginOptions } from 'typedoc-plugin-markdown'
import type { Entry } from './entries.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const LAYOUT: Partial<PluginOptions> = {
  outputFileStrategy: 'modules',
  hidePageHeader: true,
  hideBreadcrumbs: true,
  useCodeBlocks: true,
  expandParameters: true,
  parametersFormat: 'table',
  interfacePropertiesFormat: 'table',
  classPropertiesFormat: 'table',
  typeAliasPropertiesFormat: 'table',
  typeDeclarationFormat: 'table',
  propertyMembersFormat: 'table',
  tableColumnSettings: {
    hideDefaults: true,
    hideInherited: true,
    hideModifiers: true,
    hideOverrides: true,
    hideSources: true,
    leftAlignHeaders: true,
  },
}

/** A page for each entry, by the name of its source; warnings are faults. */
export async function typedocPages(entries: readonly Entry[]): Promise<Map<string, string>> {
  const folder = await mkdtemp(join(tmpdir(), 'why-preflight-api-'))
  const app = await Application.bootstrapWithPlugins(
    {
      ...LAYOUT,
      entryPoints: entries.map(({ source }) => join(ROOT, source)),
      tsconfig: join(ROOT, 'tsconfig.build.json'),
      plugin: [fileURLToPath(import.meta.resolve('typedoc-plugin-markdown'))],
      outputs: [{ name: 'markdown', path: folder }],
      name: 'why-preflight',
      readme: 'none',
      disableSources: true,
      disableGit: true,
      groupOrder: ['Functions', 'Variables', 'Classes', 'Interfaces', 'Type Aliases', '*'],
      sort: ['source-order'],
      validation: { notDocumented: true },
      requiredToBeDocumented: [
        ...['Module', 'Function', 'Variable', 'Class', 'Interface', 'TypeAlias', 'Method'],
      ],
      logLevel: LogLevel.Warn,
    } as Parameters<typeof Application.bootstrapWithPlugins>[0],
    [new TSConfigReader()],
  )
  const project = await app.convert()
  if (!project) throw new Error('TypeDoc could not read the sources')
  app.validate(project)
  try {
    await app.generateOutputs(project)
    if (app.logger.hasErrors() || app.logger.hasWarnings()) {
      throw new Error('TypeDoc has found something to mend in the doc comments, see above')
    }
    const files = (await readdir(folder)).filter(file => file !== 'README.md')
    return new Map(
      await Promise.all(
        files.map(
          async file =>
            [file.replace(/\.md$/, ''), await readFile(join(folder, file), 'utf8')] as const,
        ),
      ),
    )
  } finally {
    await rm(folder, { recursive: true })
  }
}
