type XhrClass = typeof XMLHttpRequest

/** A class that makes others' objects where it stands aside; see `simulatedFetch`. */
export function standingAside(
  ours: XhrClass,
  standsAside: () => boolean,
  below: () => XhrClass,
): XhrClass {
  const front = new Proxy(ours, {
    construct: (_, args, newTarget) =>
      standsAside() ? Reflect.construct(below(), args) : Reflect.construct(ours, args, newTarget),
  })
  Object.defineProperty(ours.prototype, 'constructor', { value: front })
  return front
}
