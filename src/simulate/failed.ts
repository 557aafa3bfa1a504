import { type AnyFailure, failureOf } from '../standard/failure.ts'
import type { Loaded } from './load.ts'

/** A call that has failed, for one reason at least. */
export const failed = (failures: readonly AnyFailure[]): Loaded => ({
  failure: failureOf(failures)!,
  response: null,
})
