/** The bytes of a HAR, from a file or from standard input. */

import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { CommandError, type Terminal } from '../terminal.ts'

/** Where bytes come from. */
export interface Source {
  readonly chunks: AsyncIterable<Uint8Array>
  /** Reads them once more; null where that can't be. */
  readonly again: (() => AsyncIterable<Uint8Array>) | null
}

/** Larger chunks cost memory: each becomes a string, and these pile up until they are collected. */
const CHUNK = 16_384

/**
 * Opens a file, or standard input for `-`; reading a file is shown on the terminal.
 *
 * @throws CommandError, while reading too, for what can't be read.
 */
export function sourceOf(file: string, { errors, input }: Terminal): Source {
  if (file === '-') return { chunks: input as AsyncIterable<Uint8Array>, again: null }
  return { chunks: shown(file, errors), again: () => bytesOf(file) }
}

async function* shown(file: string, errors: NodeJS.WriteStream): AsyncGenerator<Uint8Array> {
  const size = await sizeOf(file)
  if (!errors.isTTY) return yield* bytesOf(file)
  const format = '{bar} {percentage}%  {eta_formatted} left'
  const bar = new SingleBar({ stream: errors, format, clearOnComplete: true })
  bar.start(size, 0)
  try {
    for await (const chunk of bytesOf(file)) {
      yield chunk
      bar.increment(chunk.length)
    }
  } finally {
    bar.stop()
  }
}

async function* bytesOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: CHUNK }) as AsyncIterable<Uint8Array>
  } catch (error) {
    throw unreadable(file, (error as Error).message)
  }
}

async function sizeOf(file: string): Promise<number> {
  const found = await stat(file).catch(error => {
    throw unreadable(file, error.message)
  })
  if (found.isFile()) return found.size
  throw unreadable(file, 'it is no file')
}

const unreadable = (file: string, why: string): CommandError =>
  new CommandError(`${file} can't be read: ${why}`)
