/** The call that a command is about: from its options, or pasted as DevTools copy it. */

import { text } from 'node:stream/consumers'
import type { Command } from 'commander'
import { parseCopied, parseCurlArguments } from '../copied/index.ts'
import { sortHeaders } from '../request/browser-headers.ts'
import { type StatedCall, statedCall } from '../request/stated.ts'
import { isOrigin } from '../standard/origin.ts'
import { isToken } from '../standard/token.ts'
import { CommandError, type Terminal } from './terminal.ts'

/** What `check` and `explain` take to say which call they are about. */
export interface CallOptions {
  readonly request?: string
  readonly header?: readonly string[]
  readonly data?: string
  readonly origin?: string
  readonly credentials?: true
  readonly uploadListener?: true
  readonly stream?: true
}

/** A call, and the page that makes it. */
export interface Input {
  readonly call: StatedCall
  readonly origin: string
}

/** Adds those options to a command. */
export const withCallOptions = (command: Command): Command =>
  command
    .usage('[options] URL | -- curl … | -- "fetch(…)"')
    .argument('[call...]')
    .option('-X, --request <method>', 'default: GET, with a body POST')
    .option('-H, --header <line>', 'a header that the page sets, as "Name: value"', collect)
    .option('-d, --data <text>', 'the body, sent as fetch sends a string')
    .option('--origin <origin>', "the page's; default: what the copied call tells")
    .option('--credentials', "as credentials: 'include' or withCredentials")
    .option('--upload-listener', 'an XMLHttpRequest with a listener on its upload')
    .option('--stream', 'the body is a ReadableStream')

const collect = (line: string, lines: readonly string[] = []): string[] => [...lines, line]

/**
 * Reads the call.
 *
 * @throws CommandError for none, for what is none, and where nothing tells the page's origin.
 */
export async function readInput(
  given: readonly string[],
  options: CallOptions,
  terminal: Terminal,
): Promise<Input> {
  const call = withOptions(await readCall(given, terminal), options)
  const origin = options.origin ?? call.origin
  if (origin === null) {
    throw new CommandError(
      'the origin of the page is not known: say it as --origin https://app.example.com',
    )
  }
  if (!isOrigin(origin)) {
    throw new CommandError(
      `--origin takes an origin like https://app.example.com, not ${JSON.stringify(origin)}`,
    )
  }
  for (const note of call.notes) terminal.note(`Note: ${note}`)
  return { call, origin }
}

async function readCall(given: readonly string[], { input }: Terminal): Promise<StatedCall> {
  const [first, ...more] = given
  if (first === undefined) {
    if (input.isTTY) throw new CommandError('say which call: a URL, or a copied command after --')
    return parseCopied(await text(input))
  }
  if (isCurl(first) && more.length > 0) return parseCurlArguments(more)
  const all = given.join(' ')
  if (isHttp(first) && more.length === 0) return statedCall(new URL(first).href)
  if (/^\s*\w+:\/\//.test(first) || (more.length === 0 && !/\s|\(/.test(first))) {
    throw new CommandError(`a call needs an absolute http or https URL, not ${JSON.stringify(all)}`)
  }
  return parseCopied(all)
}

const isCurl = (word: string): boolean => /^curl(\.exe)?$/.test(word)

const isHttp = (text: string): boolean => /^https?:/i.test(text) && URL.canParse(text)

/** What options say counts more than what was copied. */
function withOptions(call: StatedCall, options: CallOptions): StatedCall {
  const { request, data, uploadListener, stream } = options
  const said = sortHeaders((options.header ?? []).map(parseHeader))
  const cookie = said.cookie ?? call.cookie
  const body = data ?? call.body
  const isUpload = body !== null || stream
  return {
    ...call,
    method: request ?? (isUpload && call.method === 'GET' ? 'POST' : call.method),
    headers: [...call.headers, ...said.own],
    body,
    cookie,
    credentials: options.credentials || said.cookie !== null ? 'include' : call.credentials,
    origin: said.origin ?? call.origin,
    streams: call.streams || stream === true,
    ...(uploadListener ? { initiator: 'xmlhttprequest', uploadListeners: ['progress'] } : {}),
  }
}

function parseHeader(line: string): readonly [string, string] {
  const [, name, value] = /^([^:]+?)\s*:\s*(.*?)\s*$/s.exec(line) ?? []
  if (name !== undefined && isToken(name)) return [name, value!]
  throw new CommandError(`--header takes "Name: value", not ${JSON.stringify(line)}`)
}
