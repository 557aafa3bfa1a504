/** Failures in words. */

import type { Engine } from '../browsers/rules.ts'
import { type AnyFailure, allOf, type Failure } from '../standard/failure.ts'
import { publicUrl } from './call.ts'
import { allowCredentialsWords, allowOriginWords } from './failures/allow-origin.ts'
import { answerOf, type Words } from './failures/answer.ts'
import {
  headerNotAllowedWords,
  listInvalidWords,
  methodNotAllowedWords,
  preflightRedirectWords,
  preflightStatusWords,
} from './failures/preflight.ts'
import { redirectWords } from './failures/redirect.ts'
import { type FailedCall, lastStatus } from './messages/call.ts'
import { browserMessages } from './messages.ts'
import { refusalWords } from './refusals.ts'

export type { FailedCall } from './messages/call.ts'

/** A failure in words. */
export interface FailureWords extends Words {
  /** What each browser prints on its console; null where that is nothing of its own. */
  browsers: Record<Engine, string | null>
}

/** Puts a failure into words. */
export const failureWords = (failure: AnyFailure, call: FailedCall = {}): FailureWords => ({
  ...wordsOn(failure, call),
  browsers: browserMessages(failure, call),
})

/** A failed call, explained: where the browser stops, what else is wrong, and what to change. */
export function failureLines(failure: Failure, call: FailedCall = {}): string[] {
  const failures = allOf(failure)
  const headers = failures.flatMap(one => (one.code === 'header-not-allowed' ? [one.name] : []))
  const [first, ...others] = failures.map(one =>
    one.code === 'header-not-allowed' ? headerNotAllowedWords(one, headers) : wordsOn(one, call),
  )
  const fixes = [first!, ...others].map(({ where, fix }) => `${SIDES[where]}: ${fix}.`)
  if (others.length === 0) return [`${first!.what}.`, ...fixes]
  return [
    `stops at: ${first!.what}.`,
    ...others.map(({ what }) => `also:     ${what}.`),
    ...new Set(fixes),
  ]
}

const SIDES = { server: 'Server', client: 'Client' } as const

function wordsOn(failure: AnyFailure, call: FailedCall): Words {
  switch (failure.code) {
    case 'allow-origin-missing':
    case 'allow-origin-multiple':
    case 'allow-origin-invalid':
    case 'allow-origin-mismatch':
    case 'allow-origin-wildcard':
      return allowOriginWords(failure, lastStatus(call))
    case 'allow-credentials':
      return allowCredentialsWords(failure)
    case 'preflight-status':
      return preflightStatusWords(failure)
    case 'preflight-redirect':
      return preflightRedirectWords(failure)
    case 'allow-methods-invalid':
    case 'allow-headers-invalid':
      return listInvalidWords(failure)
    case 'method-not-allowed':
      return methodNotAllowedWords(failure)
    case 'header-not-allowed':
      return headerNotAllowedWords(failure)
    case 'redirect-userinfo':
    case 'redirect-scheme':
    case 'redirect-location':
    case 'redirect-limit':
    case 'redirect-error':
    case 'redirect-no-cors':
    case 'redirect-stream':
      return redirectWords(failure)
    case 'network':
      return {
        what: `no ${failure.request === 'preflight' ? 'answer to the preflight' : 'response'} came from ${publicUrl(failure.url)}: ${failure.cause}`,
        fix: `check that the server runs at ${new URL(failure.url).origin}, and that its certificate is valid`,
        where: 'server',
      }
    case 'integrity':
      return {
        what: `${answerOf(failure)} has a body whose hash is not ${failure.integrity}`,
        fix: 'compute integrity anew for this body, or leave it out',
        where: 'client',
      }
    case 'local-network-insecure':
      return {
        what: 'a page that came over plain HTTP may not call a server in a more private network',
        fix: 'serve the page over HTTPS',
        where: 'client',
      }
    case 'local-network-mismatch':
      return {
        what: 'the server is in another network than targetAddressSpace says',
        fix: 'set targetAddressSpace to the network that the server is in, or leave it out',
        where: 'client',
      }
    case 'local-network-denied':
      return {
        what: 'the user does not let this page call servers in a more private network',
        fix: 'ask the user to allow access to the local network for this page',
        where: 'client',
      }
    default:
      return { ...refusalWords(failure), where: 'client' }
  }
}
