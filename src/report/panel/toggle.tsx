/** The button that opens the panel. */

import { useRef } from 'preact/hooks'
import { counted } from '../../explain/quantities.ts'
import type { Corner } from './settings.ts'

interface Props {
  readonly preflights: number
  readonly blocked: number
  readonly open: () => void
  /** Told of the corner that the button was dragged to. */
  readonly move: (corner: Corner) => void
}

/** Pixels that a press may wander before it is a drag. */
const SLACK = 6

/** Draws the button, with what there is to see. */
export function Toggle({ preflights, blocked, open, move }: Props) {
  const drag = useRef({ from: [0, 0], isOn: false, moved: false })
  const wandered = ({ clientX, clientY }: PointerEvent) => {
    const [x = 0, y = 0] = drag.current.from
    return Math.hypot(clientX - x, clientY - y) > SLACK
  }
  return (
    <button
      type="button"
      class="toggle"
      aria-expanded="false"
      onPointerDown={event => {
        drag.current = { from: [event.clientX, event.clientY], isOn: true, moved: false }
        event.currentTarget.setPointerCapture(event.pointerId)
      }}
      onPointerMove={event => {
        const { current } = drag
        current.moved ||= current.isOn && wandered(event)
        if (current.isOn && current.moved) move(cornerAt(event))
      }}
      onPointerUp={() => {
        drag.current.isOn = false
      }}
      onClick={() => {
        if (!drag.current.moved) open()
        drag.current.moved = false
      }}
    >
      <span class="count">{counted(preflights, 'preflight')}</span>
      {blocked > 0 && <span class="bad">{blocked} blocked or failed</span>}
    </button>
  )
}

function cornerAt({ clientX, clientY, view }: PointerEvent): Corner {
  const { innerWidth, innerHeight } = view!
  return `${clientY > innerHeight / 2 ? 'bottom' : 'top'}-${clientX > innerWidth / 2 ? 'right' : 'left'}`
}
