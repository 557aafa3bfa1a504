/** What browsers print on their consoles for a failure. */

import type { Engine } from '../browsers/rules.ts'
import type { AnyFailure } from '../standard/failure.ts'
import type { FailedCall } from './messages/call.ts'
import { chromiumMessage } from './messages/chromium.ts'
import { firefoxMessage } from './messages/firefox.ts'
import { webkitMessage } from './messages/webkit.ts'

/** Each browser's message; null where it has none of its own. */
export const browserMessages = (
  failure: AnyFailure,
  call: FailedCall,
): Record<Engine, string | null> => ({
  chromium: chromiumMessage(failure, call),
  firefox: firefoxMessage(failure, call),
  webkit: webkitMessage(failure, call),
})
