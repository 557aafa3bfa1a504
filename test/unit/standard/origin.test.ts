import { expect, test } from 'vitest'
import { isCrossOrigin, isHttp } from '../../../src/standard/origin.ts'

const PAGE = 'https://app.example.com'

test.each([
  ['the origin itself', 'https://app.example.com/', PAGE, false],
  ['a path, a query, a fragment', 'https://app.example.com/a/b?c#d', PAGE, false],
  ['the port of the scheme, spelt out', 'https://app.example.com:443/', PAGE, false],
  ['a host in upper case', 'https://APP.EXAMPLE.COM/', PAGE, false],
  ['a user name', 'https://u:p@app.example.com/', PAGE, false],
  ['another scheme', 'http://app.example.com/', PAGE, true],
  ['another host', 'https://api.example.com/', PAGE, true],
  ['a parent domain', 'https://example.com/', PAGE, true],
  ['a subdomain', 'https://a.app.example.com/', PAGE, true],
  ['a host that starts alike', 'https://app.example.com.evil.test/', PAGE, true],
  ['a host with a dot at the end', 'https://app.example.com./', PAGE, true],
  ['another port', 'https://app.example.com:8443/', PAGE, true],
  ['the same port', 'http://localhost:3000/', 'http://localhost:3000', false],
  ['no port where the page has one', 'http://localhost/', 'http://localhost:3000', true],
  ['localhost by number', 'http://127.0.0.1:3000/', 'http://localhost:3000', true],
  ['port 80 of http', 'http://a.test:80/', 'http://a.test', false],
  ['port 443 of http', 'http://a.test:443/', 'http://a.test', true],
  ['anything, for an opaque origin', 'https://app.example.com/', 'null', true],
  ['an opaque URL, for an opaque origin', 'foo:bar', 'null', true],
  ['ftp', 'ftp://app.example.com/', PAGE, true],
  ['a WebSocket', 'wss://app.example.com/', PAGE, true],
  ['a file', 'file:///etc/hosts', PAGE, true],
  ['data:', 'data:text/plain,x', PAGE, false],
  ['data:, for an opaque origin', 'data:,', 'null', false],
  ['blob:', `blob:${PAGE}/0c2f`, PAGE, false],
  ['blob:, for an opaque origin', 'blob:null/0c2f', 'null', false],
  ['about:', 'about:blank', PAGE, true],
  ['blob: of another page', 'blob:https://other.example/0c2f', PAGE, true],
  ['a scheme of an app', 'capacitor://localhost/x', 'capacitor://localhost', false],
  ['another scheme of an app', 'app://localhost/x', 'capacitor://localhost', true],
])('%s: %s asked by %s is cross-origin: %s', (_, url, origin, crossOrigin) => {
  expect(isCrossOrigin(new URL(url), origin)).toBe(crossOrigin)
})

test.each([
  ['http:', true],
  ['https:', true],
  ['ws:', false],
  ['wss:', false],
  ['ftp:', false],
  ['file:', false],
  ['data:', false],
  ['httpsx:', false],
  ['http', false],
])('%s is HTTP: %s', (scheme, http) => {
  expect(isHttp(scheme)).toBe(http)
})
