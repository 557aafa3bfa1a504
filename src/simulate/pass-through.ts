/** Thrown by a network that answers a request only if the browser itself sends it. */
export class PassThrough extends Error {
  override name = 'PassThrough'

  constructor() {
    super('no mock answers, and what a mock redirects can’t be handed to the real browser')
  }
}
