/** A layer in front of a server that makes it answer as a remedy says, and changes nothing else. */

import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import { preflightLines, type Remedy, responseLines } from '../../src/explain/remedy.ts'
import { listen, type Running } from './listen.ts'

/** Puts the layer in front of the server of a URL. */
export const fixed = (url: string, remedy: Remedy): Promise<Running> =>
  listen((asked, answer) => {
    if (asked.method === 'OPTIONS') answerPreflight(remedy, asked, answer)
    else forward(new URL(asked.url!, url), remedy, asked, answer)
  })

function answerPreflight(remedy: Remedy, asked: IncomingMessage, answer: ServerResponse): void {
  asked.resume()
  for (const [name, value] of preflightLines(remedy)) answer.setHeader(name, value)
  answer.writeHead(204).end()
}

function forward(url: URL, remedy: Remedy, asked: IncomingMessage, answer: ServerResponse): void {
  const { method, headers } = asked
  const onwards = request(url, { method, headers }, given => {
    for (const [name, value] of Object.entries(given.headersDistinct))
      answer.setHeader(name, value!)
    for (const [name, value] of responseLines(remedy)) answer.setHeader(name, value)
    answer.writeHead(given.statusCode!)
    given.pipe(answer)
  })
  onwards.on('error', () => answer.destroy())
  asked.pipe(onwards)
}
