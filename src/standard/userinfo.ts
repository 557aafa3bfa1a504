/** User names and passwords in URLs: https://url.spec.whatwg.org/#include-credentials */

/** Whether a URL has a user name or a password. */
export const hasUserinfo = ({ username, password }: Pick<URL, 'username' | 'password'>): boolean =>
  username !== '' || password !== ''

/** The same URL without them. */
export function withoutUserinfo(url: URL): URL {
  if (!hasUserinfo(url)) return url
  const bare = new URL(url)
  bare.username = bare.password = ''
  return bare
}
