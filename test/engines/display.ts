import type { Readable } from 'node:stream'
import { program } from './find.ts'
import { start, within } from './processes.ts'

export interface Display {
  name: string
  stop(): void
}

/**
 * An X display for a browser without a headless mode. Xvfb itself picks a free number; it is
 * started directly because xvfb-run needs xauth, which Debian only recommends.
 */
export async function openDisplay(): Promise<Display> {
  if (process.env.DISPLAY) return { name: process.env.DISPLAY, stop: () => {} }
  const xvfb = program('Xvfb')
  if (xvfb === undefined) throw new Error('There is no display and no Xvfb to make one')
  const args = ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp']
  const { child, stop } = start(xvfb, args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  try {
    const number = await within(15_000, 'Starting Xvfb', firstLine(child.stdio[3] as Readable))
    return { name: `:${number}`, stop }
  } catch (error) {
    stop()
    throw error
  }
}

function firstLine(stream: Readable): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = ''
    stream.setEncoding('utf8')
    stream.on('data', (more: string) => {
      text += more
      if (text.includes('\n')) resolve(text.trim())
    })
    stream.on('close', () => reject(new Error('Xvfb ended at once')))
  })
}
