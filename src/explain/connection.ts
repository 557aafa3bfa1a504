/** Why no answer came over a real connection, in words. */

/** Errors of connections, names and certificates, by the codes that Node gives them. */
const WORDS: readonly (readonly [code: RegExp, words: (url: URL) => string])[] = [
  [/^ECONNREFUSED$/, ({ host }) => `nothing listens at ${host}; the connection was refused`],
  [/^(ENOTFOUND|EAI_AGAIN)$/, ({ hostname }) => `the name ${hostname} is not known`],
  [
    /^(EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/,
    ({ host }) => `there is no way through the network to ${host}`,
  ],
  [/^ETIMEDOUT$/, ({ host }) => `the connection to ${host} was not made in time`],
  [/^(ECONNRESET|EPIPE)$/, () => 'the server closed the connection without an answer'],
  [/^CERT_HAS_EXPIRED$/, () => "the server's certificate has expired"],
  [/^ERR_TLS_CERT_ALTNAME_INVALID$/, ({ hostname }) => `the certificate is not for ${hostname}`],
  [
    /SELF_SIGNED|UNABLE_TO|^CERT_/,
    () => "the server's certificate comes from nobody that this machine trusts",
  ],
  [
    /^(EPROTO|ERR_SSL_\w+)$/,
    ({ host }) => `${host} does not speak TLS as it should; is it a server for plain HTTP?`,
  ],
  [/^HPE_/, ({ host }) => `what ${host} answers is not HTTP; is it a server for something else?`],
]

/**
 * Puts an error of a connection into words, as a clause.
 *
 * @param timeoutMs How long an answer was waited for.
 */
export function connectionWords(error: unknown, url: URL, timeoutMs: number): string {
  const { name, code, message, errors } = error as Partial<AggregateError & { code: string }>
  if (name === 'TimeoutError') return `no answer came within ${timeoutMs} ms`
  // One error for each address of a name.
  const codes = [code, ...(errors ?? []).map(each => (each as { code?: string }).code)]
  for (const [pattern, words] of WORDS) {
    if (codes.some(each => each !== undefined && pattern.test(each))) return words(url)
  }
  return `${message || name || error}`
}
