import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// Whatever a browser leaves behind must go even when a test fails or the run is interrupted.

const cleanups = new Set<() => void>()

process.on('exit', () => {
  for (const clean of cleanups) clean()
})

/** Runs `clean` once: when called, or at the latest when this process ends. */
export function atExit(clean: () => void): () => void {
  const once = () => {
    if (cleanups.delete(once)) clean()
  }
  cleanups.add(once)
  return once
}

export interface Started {
  child: ChildProcess
  stop(): void
}

/** Starts a program in a process group of its own, so that its children end with it. */
export function start(program: string, args: string[], options: SpawnOptions): Started {
  const child = spawn(program, args, { ...options, detached: true })
  child.on('error', () => {})
  const stop = atExit(() => killGroup(child))
  return { child, stop }
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}

export function temporaryFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'why-preflight-'))
  const remove = atExit(() => rmSync(path, { recursive: true, force: true, maxRetries: 5 }))
  return { path, remove }
}

/** Without this the process would end on a signal before the exit handlers have run. */
export function endOnSignals(): void {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => process.exit(1))
  }
}

export class TookTooLong extends Error {
  constructor(what: string, ms: number) {
    super(`${what} took longer than ${ms} ms`)
  }
}

export async function within<T>(ms: number, what: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TookTooLong(what, ms)), ms)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
