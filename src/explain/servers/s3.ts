/** Amazon S3: a bucket's CORS configuration. */

import type { Remedy } from '../remedy.ts'
import { servedMethods } from './methods.ts'

const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD'])

/** The configuration, as `aws s3api put-bucket-cors --cors-configuration` takes it. */
export function s3(remedy: Remedy): string {
  const { origin, preflighted, headers, maxAge, exposed } = remedy
  const rule = {
    AllowedOrigins: [origin],
    AllowedMethods: servedMethods(remedy).filter(method => METHODS.has(method)),
    ...(headers.length > 0 ? { AllowedHeaders: headers } : {}),
    ...(exposed.length > 0 ? { ExposeHeaders: exposed } : {}),
    ...(preflighted ? { MaxAgeSeconds: maxAge } : {}),
  }
  return JSON.stringify({ CORSRules: [rule] }, null, 2)
}

/** What a bucket can't do, or does besides. */
export function s3Note({ origin, credentials, methods }: Remedy): string {
  const unknown = methods.filter(method => !METHODS.has(method))
  return [
    'For aws s3api put-bucket-cors --cors-configuration; the console takes the list alone.',
    'S3 answers only methods that are listed, so GET, HEAD and POST are.',
    ...(unknown.length > 0
      ? [`S3 knows no ${unknown.join(', ')}: that call can't be allowed.`]
      : []),
    ...(credentials || origin === '*' ? [] : ['S3 allows a named origin credentials, always.']),
  ].join(' ')
}
