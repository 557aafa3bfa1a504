/** What preflights cost, by endpoint. */

import { useMemo } from 'preact/hooks'
import type { Call } from '../../browsers/call.ts'
import { counted, milliseconds } from '../../explain/quantities.ts'
import type { Watcher } from '../../intercept/watch-page.ts'
import { Bar } from './bar.tsx'

interface Props {
  /** Another array where anything has changed. */
  readonly calls: readonly Call[]
  readonly watcher: Watcher
}

/** More endpoints than these, the ones waited for least, are left out. */
const MOST = 100

/** Draws the time waited per endpoint, and the part of it that a longer memory would save. */
export function SummaryView({ calls: recorded, watcher }: Props) {
  // It changes with the calls, and only with them.
  const summary = useMemo(() => watcher.summary(), [recorded, watcher])
  const { calls, preflighted, preflightsSent, waitedMs, savedByMaxAgeMs, endpoints } = summary
  const shown = endpoints.filter(each => each.preflighted > 0).slice(0, MOST)
  const most = shown[0]?.waitedMs ?? 0
  return (
    <section class="summary" aria-label="Summary">
      <p>
        {counted(calls, 'call')} to other origins, {preflighted} of them with a preflight;{' '}
        {counted(preflightsSent, 'preflight')} known to have been sent, which took{' '}
        {milliseconds(waitedMs)}. Access-Control-Max-Age would save {milliseconds(savedByMaxAgeMs)}{' '}
        of that.
      </p>
      {shown.length > 0 && (
        <>
          <p class="quiet">
            <span class="key saved" />
            saved by Access-Control-Max-Age <span class="key" />
            waited all the same
          </p>
          <table>
            <thead>
              <tr>
                <th scope="col">Endpoint</th>
                {['Calls', 'Preflights', 'Waited', 'Saved'].map(name => (
                  <th key={name} scope="col" class="number">
                    {name}
                  </th>
                ))}
                <th scope="col">Time</th>
              </tr>
            </thead>
            <tbody>
              {shown.map(each => (
                <tr key={each.endpoint}>
                  <td class="url">{each.endpoint}</td>
                  <td class="number">{each.calls}</td>
                  <td class="number">{each.preflightsSent}</td>
                  <td class="number">{milliseconds(each.waitedMs)}</td>
                  <td class="number">{milliseconds(each.savedByMaxAgeMs)}</td>
                  <td class="plot">
                    <Bar
                      total={each.waitedMs}
                      part={each.savedByMaxAgeMs}
                      most={most}
                      kind="saved"
                      wide
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  )
}
