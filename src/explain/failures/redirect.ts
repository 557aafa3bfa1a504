/** Redirects that can't be followed, in words: https://fetch.spec.whatwg.org/#http-redirect-fetch */

import type { At, RedirectFailure } from '../../standard/failure.ts'
import { publicUrl } from '../call.ts'
import type { Words } from './answer.ts'

/** Puts a redirect that can't be followed into words. */
export function redirectWords(failure: RedirectFailure & At): Words {
  const { code, status, location, url } = failure
  const from = `${publicUrl(url)} redirects (${status})`
  const target = URL.canParse(location, url) ? new URL(location, url) : null
  const to = target ? publicUrl(target.href) : location
  switch (code) {
    case 'redirect-userinfo':
      return {
        what: `${from} to a URL with a user name or password, ${to}; a call to another origin can't follow it`,
        fix: `redirect to ${to} without them, and take the password another way`,
        where: 'server',
      }
    case 'redirect-scheme':
      return {
        what: `${from} to ${target?.protocol ?? location}; only http: and https: are followed`,
        fix: 'redirect to an http: or https: URL',
        where: 'server',
      }
    case 'redirect-location':
      return {
        what: `${from} to “${location}”, which is no URL`,
        fix: 'send Location with a whole URL, or with a path',
        where: 'server',
      }
    case 'redirect-limit':
      return {
        what: `${from} once more after 20 redirects, the most that are followed`,
        fix: 'look for redirects that lead in a circle, such as between HTTP and HTTPS or because of a cookie that is not kept',
        where: 'server',
      }
    case 'redirect-error':
      return {
        what: `${from} to ${to}, and redirect: 'error' allows none`,
        fix: `call ${to} directly, or leave redirect out`,
        where: 'client',
      }
    case 'redirect-no-cors':
      return {
        what: "mode: 'no-cors' with a URL of another origin allows no redirect but 'follow'",
        fix: "leave redirect out, or set mode to 'cors'",
        where: 'client',
      }
    case 'redirect-stream':
      return {
        what: `${from} to ${to}, but the body is a ReadableStream, which can't be sent twice`,
        fix: `call ${to} directly, or send a Blob`,
        where: 'client',
      }
  }
}
