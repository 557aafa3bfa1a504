/** All that is known of one call. */

import type { ComponentChildren } from 'preact'
import type { Call } from '../../browsers/call.ts'
import { type Browser, ENGINES } from '../../browsers/rules.ts'
import type { Verdict } from '../../browsers/verdict.ts'
import {
  blockedLines,
  browserLines,
  clientLine,
  DOCS,
  publicUrl,
  requestLines,
  serverLines,
} from '../../explain/call.ts'
import { milliseconds } from '../../explain/quantities.ts'
import { reasonWords } from '../../explain/reasons.ts'
import { stateOf } from '../../explain/state.ts'
import type { Refusal } from '../../standard/failure.ts'
import type { Reason } from '../../standard/reason.ts'
import { Answer } from './answer.tsx'
import { Bar } from './bar.tsx'
import { Copyable } from './copy.tsx'
import { Placed } from './placed.tsx'
import type { Source } from './source.ts'

interface Props {
  readonly call: Call
  readonly source: Source
}

/** Draws what is told of a call. */
export function Detail({ call, source }: Props) {
  const { watcher, origin, ask } = source
  const { method, url, verdict, cost, stack } = call
  const verdictIn = (browser: Browser) => watcher.verdictIn(call, browser) ?? verdict
  const elsewhere = ENGINES.find(engine => verdict.browsers[engine])
  const { reasons } = verdict.preflight || !elsewhere ? verdict : verdictIn(elsewhere)
  const asked = requestLines(verdict)
  const answer = serverLines(call, origin)
  return (
    <>
      <h2 tabIndex={-1}>
        {method} <span class="url">{publicUrl(url)}</span>
      </h2>
      <p>{stateOf(call)}</p>
      {cost.totalMs > 0 && <Times call={call} />}
      {verdict.blocked && <Refused verdict={verdict} refusal={verdict.blocked} />}
      {reasons.length > 0 && (
        <>
          <h3>{verdict.preflight ? 'Why there is a preflight' : 'Why others preflight'}</h3>
          <ul>
            {reasons.map(reason => (
              <Why reason={reason} />
            ))}
          </ul>
          <p>{clientLine(reasons, !verdict.preflight)}</p>
        </>
      )}
      {asked.length > 0 && (
        <>
          <h3>{cost.preflightSent === 'yes' ? 'The preflight sent' : 'What the preflight asks'}</h3>
          <pre>{[`OPTIONS ${publicUrl(url)}`, `Origin: ${origin}`, ...asked].join('\n')}</pre>
        </>
      )}
      {ask && call.outcome === 'error' && !verdict.blocked && <Answer call={call} ask={ask} />}
      {answer.length > 0 && (
        <Copyable title="What the server has to answer to OPTIONS" text={answer.join('\n')} />
      )}
      <h3>Other browsers</h3>
      {browserLines(verdict, watcher.browser, verdictIn).map(line => (
        <p>{line}</p>
      ))}
      {stack !== '' && (
        <>
          <h3>Where it was made</h3>
          <ol>
            {stack.split('\n').map(line => (
              <li>
                <Placed line={line.trim()} />
              </li>
            ))}
          </ol>
        </>
      )}
    </>
  )
}

function Refused({ verdict, refusal }: { readonly verdict: Verdict; readonly refusal: Refusal }) {
  return (
    <>
      <h3>Why it never left</h3>
      {blockedLines(verdict).map(line => (
        <p>{line}</p>
      ))}
      {'setAt' in refusal && <Placed line={`${refusal.setAt}`} />}
      <p>
        <Page code={refusal.code}>{refusal.code}</Page>
      </p>
    </>
  )
}

function Why({ reason }: { readonly reason: Reason }) {
  const { subject, what } = reasonWords(reason)
  return (
    <li>
      <Page code={reason.code}>
        <code>{subject}</code>
      </Page>{' '}
      {what}
      {reason.setAt && (
        <>
          , set at <Placed line={reason.setAt} />
        </>
      )}
    </li>
  )
}

function Times({ call: { cost } }: { readonly call: Call }) {
  const { preflightMs, totalMs } = cost
  return (
    <>
      <Bar total={totalMs} part={preflightMs} most={totalMs} wide />
      <p class="quiet">
        <span class="key preflight" />
        preflight {milliseconds(preflightMs)} <span class="key" />
        the rest {milliseconds(totalMs - preflightMs)}
      </p>
    </>
  )
}

/** A link to the page on a reason or failure. */
const Page = ({
  code,
  children,
}: {
  readonly code: string
  readonly children: ComponentChildren
}) => (
  <a href={`${DOCS}/${code}.md`} target="_blank" rel="noreferrer">
    {children}
  </a>
)
