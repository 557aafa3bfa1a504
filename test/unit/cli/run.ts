import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'

/** The command line's file. */
export const CLI = fileURLToPath(new URL('../../../src/cli/index.ts', import.meta.url))

/** What a command printed, and its exit code. */
export interface Ran {
  readonly out: string
  readonly err: string
  readonly code: number | null
}

/** Runs the command line as a process of its own. */
export async function run(
  words: readonly string[],
  { input = '', env = {} }: { input?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const { FORCE_COLOR: _, NO_COLOR: __, ...rest } = process.env
  const child = spawn(process.execPath, [CLI, ...words], { env: { ...rest, ...env } })
  child.stdin.end(input)
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>(resolve => child.on('close', resolve)),
  ])
  return { out, err, code }
}
