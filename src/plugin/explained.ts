/** What the dev server finds out about a failed call. */

import { type Answered, askedLines } from '../explain/asked.ts'
import type { ConnectionOptions } from '../server/connection.ts'
import { repeatPreflight } from '../server/repeat.ts'
import { type AnyFailure, allOf, type Failure, failureOf } from '../standard/failure.ts'
import type { Question } from './question.ts'

/** Repeats the preflight of a call, and says what comes of it. */
export async function explained(
  { url, method, headers, credentials, browser, preflighted }: Question,
  origin: string,
  how: Omit<ConnectionOptions, 'cookie'>,
): Promise<Answered> {
  const preflight = { url: new URL(url), method, headers, credentials, browser, origin }
  const { failure, remedy, sent } = await repeatPreflight(
    { ...preflight, headers: [...headers] },
    how,
  )
  return {
    lines: askedLines({
      failure: preflighted ? failure : ofResponse(failure),
      remedy,
      preflighted,
    }),
    answer: { status: sent.status, headers: Object.fromEntries(corsHeaders(sent.answer)) },
  }
}

/** A page learns no more of another server than what its CORS headers say. */
const corsHeaders = (headers: Readonly<Record<string, string>>) =>
  Object.entries(headers).filter(([name]) => /^(access-control-.*|vary)$/.test(name))

/** What matters to a call without a preflight, whose response is looked at by one check alone. */
function ofResponse(failure: Failure | null): Failure | null {
  if (!failure) return null
  const { also: _, ...first } = failure
  const [, ...others] = allOf(failure)
  return failureOf([first, ...others].filter(isOfResponse).map(asActual))
}

const isOfResponse = ({ code }: AnyFailure): boolean =>
  /^(network|allow-origin-.*|allow-credentials)$/.test(code)

const asActual = (failure: AnyFailure): AnyFailure =>
  'request' in failure ? { ...failure, request: 'actual' } : failure
