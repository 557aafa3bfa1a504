/** What each reason and failure is, in a line: for lists, and above its page. */

import type { FailureCode } from '../standard/failure.ts'
import type { ReasonCode } from '../standard/reason.ts'

/** The lines by code, in Markdown. */
export const TITLES: Readonly<Record<ReasonCode | FailureCode, string>> = {
  method: 'a method other than GET, HEAD and POST',
  header: 'a request header that is not on the safelist',
  'header-value':
    'a safelisted header with a value that is too long, or has a byte that is not allowed',
  'content-type': 'a Content-Type that no HTML form can send, such as JSON',
  range: 'a Range that is not one range with a start',
  'headers-total': 'safelisted headers that are too long together',
  'upload-listener': 'a listener on `XMLHttpRequest.upload`',
  'stream-body': 'a `ReadableStream` as the body',
  'disallowed-by-mode': "`mode: 'same-origin'` with a URL of another origin",
  scheme: 'a URL that is neither `http:` nor `https:`',
  'bad-port': 'a port that browsers never connect to',
  'mixed-content': 'a page that came over HTTPS calls plain HTTP',
  'header-refused': 'a header that makes the browser give up the request',
  'stream-refused': "a stream as the body where the browser can't send one",
  'redirect-no-cors': "`mode: 'no-cors'` with a `redirect` other than `'follow'`",
  'allow-origin-missing': 'an answer without `Access-Control-Allow-Origin`',
  'allow-origin-multiple': 'more than one value in `Access-Control-Allow-Origin`',
  'allow-origin-invalid': '`Access-Control-Allow-Origin` is no origin',
  'allow-origin-mismatch': "`Access-Control-Allow-Origin` names another origin than the page's",
  'allow-origin-wildcard': '`Access-Control-Allow-Origin: *` for a call with credentials',
  'allow-credentials': 'no `Access-Control-Allow-Credentials: true` for a call with credentials',
  network: 'no answer at all',
  'preflight-status': "the preflight's status is not 200 to 299",
  'preflight-redirect': 'the preflight is answered with a redirect',
  'allow-methods-invalid': '`Access-Control-Allow-Methods` is no list',
  'allow-headers-invalid': '`Access-Control-Allow-Headers` is no list',
  'method-not-allowed': "`Access-Control-Allow-Methods` doesn't name the method",
  'header-not-allowed': "`Access-Control-Allow-Headers` doesn't name a header",
  'redirect-userinfo': 'a redirect to a URL with a user name or password',
  'redirect-scheme': 'a redirect to a URL that is neither `http:` nor `https:`',
  'redirect-location': 'a redirect whose `Location` is no URL',
  'redirect-limit': 'more than 20 redirects',
  'redirect-error': "a redirect, and the call has `redirect: 'error'`",
  'redirect-stream': 'a redirect, and the body is a stream',
  integrity: 'a body whose hash is not the one in `integrity`',
  'local-network-insecure': 'a page over plain HTTP calls a more private network',
  'local-network-mismatch': 'the server is in another network than the call says',
  'local-network-denied': 'the user does not let the page call a more private network',
}
