/** nginx, Apache and Caddy: texts that the servers themselves read in the tests with real engines. */

import { describe, expect, test } from 'vitest'
import { apache } from '../../../src/explain/servers/apache.ts'
import { caddy } from '../../../src/explain/servers/caddy.ts'
import { nginx } from '../../../src/explain/servers/nginx.ts'
import { remedyOf, simpleRemedy } from './remedies.ts'

const full = remedyOf({ credentials: true, exposed: ['x-total'] })
const linesOf = (text: string) => text.split('\n').map(line => line.trim())

describe('nginx', () => {
  test('answers OPTIONS first', () => {
    expect(nginx(full)).toMatchInlineSnapshot(`
      "# In the location of /orders; what add_header says outside of it no longer counts there.
      if ($request_method = OPTIONS) {
          add_header Access-Control-Allow-Origin "https://app.example.com" always;
          add_header Access-Control-Allow-Methods "PUT" always;
          add_header Access-Control-Allow-Headers "content-type" always;
          add_header Access-Control-Allow-Credentials "true" always;
          add_header Access-Control-Max-Age "7200" always;
          add_header Vary "Origin" always;
          return 204;
      }
      add_header Access-Control-Allow-Origin "https://app.example.com" always;
      add_header Access-Control-Allow-Credentials "true" always;
      add_header Access-Control-Expose-Headers "x-total" always;
      add_header Vary "Origin" always;
      # What is behind may say the same, and twice is wrong.
      proxy_hide_header Access-Control-Allow-Origin;
      proxy_hide_header Access-Control-Allow-Credentials;
      proxy_hide_header Access-Control-Expose-Headers;"
    `)
  })

  test('a dollar needs a variable', () => {
    const text = nginx(remedyOf({ headers: ['x-$1', 'x-plain'] }))
    expect(linesOf(text)[0]).toContain('geo $dollar { default "$"; }')
    expect(text).toContain(`Access-Control-Allow-Headers "x-\${dollar}1, x-plain" always;`)
    expect(nginx(full)).not.toContain('geo')
  })

  test('quotes', () => {
    expect(nginx(remedyOf({ headers: ["x-a'b"] }))).toContain(`"x-a'b"`)
    expect(nginx(remedyOf({ origin: 'https://a"b' }))).toContain(String.raw`"https://a\"b"`)
  })

  test('without a preflight there is none to answer', () => {
    expect(nginx(simpleRemedy())).not.toContain('OPTIONS')
  })
})

describe('Apache', () => {
  test('answers OPTIONS first', () => {
    expect(apache(full)).toMatchInlineSnapshot(`
      "# In the <VirtualHost> of api.example.com; needs a2enmod headers rewrite.
      # Before other rules, and outside of <Location> and <Directory>: so it comes before authentication.
      RewriteEngine On
      RewriteCond %{REQUEST_METHOD} =OPTIONS
      RewriteRule ^ - [R=204,L]
      # Apache keeps what comes from behind apart from what it sets always; both would be sent.
      Header onsuccess unset Access-Control-Allow-Origin
      Header onsuccess unset Access-Control-Allow-Credentials
      Header onsuccess unset Access-Control-Expose-Headers
      Header always set Access-Control-Allow-Origin "https://app.example.com"
      Header always set Access-Control-Allow-Credentials "true"
      Header always set Access-Control-Expose-Headers "x-total"
      Header always merge Vary "Origin"
      Header always set Access-Control-Allow-Methods "PUT" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
      Header always set Access-Control-Allow-Headers "content-type" "expr=%{REQUEST_METHOD} == 'OPTIONS'"
      Header always set Access-Control-Max-Age "7200" "expr=%{REQUEST_METHOD} == 'OPTIONS'""
    `)
  })

  test('quotes, and doubles what begins a placeholder', () => {
    expect(apache(remedyOf({ headers: ["x-a'b", 'x-50%'] }))).toContain(`"x-a'b, x-50%%"`)
    expect(apache(remedyOf({ origin: 'https://a"b' }))).toContain(String.raw`"https://a\"b"`)
  })

  test('without a preflight there is none to answer', () => {
    expect(apache(simpleRemedy())).not.toMatch(/OPTIONS|Rewrite(Rule|Cond|Engine)/)
  })
})

describe('Caddy', () => {
  test('answers OPTIONS first', () => {
    expect(caddy(full)).toMatchInlineSnapshot(`
      "# In the block of api.example.com; everything else in it, authentication too, goes into the last handle.
      @preflight method OPTIONS
      handle @preflight {
      	header {
      		Access-Control-Allow-Origin "https://app.example.com"
      		Access-Control-Allow-Methods "PUT"
      		Access-Control-Allow-Headers "content-type"
      		Access-Control-Allow-Credentials "true"
      		Access-Control-Max-Age "7200"
      		+Vary "Origin"
      	}
      	respond 204
      }
      handle {
      	header {
      		Access-Control-Allow-Origin "https://app.example.com"
      		Access-Control-Allow-Credentials "true"
      		Access-Control-Expose-Headers "x-total"
      		+Vary "Origin"
      	}
      	# Once more, late, in place of what comes from behind; alone it would not be on errors.
      	header {
      		Access-Control-Allow-Origin "https://app.example.com"
      		Access-Control-Allow-Credentials "true"
      		Access-Control-Expose-Headers "x-total"
      		defer
      	}
      }"
    `)
  })

  test('quotes', () => {
    expect(caddy(remedyOf({ headers: ["x-a'b", 'x-`c`'] }))).toContain(`"x-a'b, x-\`c\`"`)
    expect(caddy(remedyOf({ origin: 'https://a"b' }))).toContain(String.raw`"https://a\"b"`)
  })

  test('without a preflight there is none to answer', () => {
    expect(caddy(simpleRemedy())).not.toContain('OPTIONS')
  })
})
