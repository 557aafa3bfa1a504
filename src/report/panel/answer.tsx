/** What the server answers, where somebody can ask it. */

import { useEffect, useState } from 'preact/hooks'
import type { Call } from '../../browsers/call.ts'
import type { Answered, Ask } from '../../explain/asked.ts'

interface Props {
  readonly call: Call
  readonly ask: Ask
}

/** Asks about a call that failed, and draws the answer. */
export function Answer({ call, ask }: Props) {
  const [answer, setAnswer] = useState<{ of: Call; what: Answered | null }>()
  useEffect(() => {
    let isCurrent = true
    ask(call).then(
      what => isCurrent && setAnswer({ of: call, what }),
      () => isCurrent && setAnswer({ of: call, what: null }),
    )
    return () => {
      isCurrent = false
    }
  }, [call, ask])
  const known = answer?.of === call ? answer.what : undefined
  return (
    <>
      <h3>What the server answers</h3>
      {known === undefined && <p class="quiet">Asking…</p>}
      {known === null && <p class="quiet">The dev server could not ask it.</p>}
      {known && (
        <>
          {known.answer && <pre>{answerText(known.answer)}</pre>}
          <ul>
            {known.lines.map(line => (
              <li>{line}</li>
            ))}
          </ul>
        </>
      )}
    </>
  )
}

const answerText = ({ status, headers }: NonNullable<Answered['answer']>): string =>
  [
    status === null ? 'no answer' : `${status}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ].join('\n')
