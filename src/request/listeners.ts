/** Listeners of an XMLHttpRequest and of its upload. */

/** The types of event that both have: https://xhr.spec.whatwg.org/#xmlhttprequesteventtarget */
export const XHR_EVENTS = ['loadstart', 'progress', 'abort', 'error', 'load', 'timeout', 'loadend']

/** What tells listeners apart. */
export interface ListenerKey {
  readonly type: string
  readonly callback: unknown
  readonly capture: boolean
}

/** Whether two are one, which is added once: https://dom.spec.whatwg.org/#add-an-event-listener */
export const isSameListener = (a: ListenerKey, b: ListenerKey): boolean =>
  a.type === b.type && a.callback === b.callback && a.capture === b.capture
