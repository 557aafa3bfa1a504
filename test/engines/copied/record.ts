/**
 * Records what each browser's own developer tools copy, into test/truth/copied.json: the code that
 * makes the copies is taken from the installed browsers and run.
 */

import { execFileSync } from 'node:child_process'
import { globSync, writeFileSync } from 'node:fs'
import puppeteer from 'puppeteer-core'
import { type EngineName, locate } from '../find.ts'
import { withAdded } from './added.ts'
import { type CopiedCall, copiedCalls } from './calls.ts'

/** A recorded copy. */
export interface Copy {
  readonly call: string
  readonly engine: EngineName
  readonly format: string
  readonly text: string
}

const output = (command: string, ...args: string[]): string =>
  execFileSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 28 })

async function chromium(): Promise<Copy[]> {
  const browser = await puppeteer.launch({
    executablePath: locate('chromium')!.browser,
    args: ['--no-sandbox'],
  })
  try {
    const page = await browser.newPage()
    await page.goto('devtools://devtools/bundled/devtools_app.html')
    const calls = copiedCalls.map(call => ({ ...call, sent: withAdded('chromium', call) }))
    return (await page.evaluate(`(async () => {
      const { NetworkLogView: { NetworkLogView: View } } =
        await import('devtools://devtools/bundled/panels/network/network.js')
      const copies = []
      for (const { name, url, method, sent, body, cookie } of ${JSON.stringify(calls)}) {
        const request = {
          url: () => url,
          requestMethod: method,
          requestHeaders: () => sent.map(([name, value]) => ({ name, value })),
          requestFormData: async () => body,
          includedRequestCookies: () => (cookie === null ? [] : [cookie]),
          securityState: () => 'secure',
        }
        const add = (format, text) => copies.push({ call: name, engine: 'chromium', format, text })
        add('cURL (bash)', await View.generateCurlCommand(request, 'unix'))
        add('cURL (cmd)', await View.generateCurlCommand(request, 'win'))
        const { generateFetchCall } = View.prototype
        add('fetch', await generateFetchCall.call({}, request, 0))
        add('fetch (Node.js)', await generateFetchCall.call({}, request, 1))
        add('fetch, all headers', await generateFetchCall.call({}, request, 0, { commentForbiddenHeaders: true }))
      }
      return copies
    })()`)) as Copy[]
  } finally {
    await browser.close()
  }
}

async function firefox(): Promise<Copy[]> {
  const [archive] = globSync('/usr/lib/firefox*/browser/omni.ja')
  const folder = 'chrome/devtools/modules/devtools/client'
  const read = (path: string): string => {
    try {
      return output('unzip', '-p', archive!, `${folder}/${path}`)
    } catch (error) {
      // It minds how the archive is packed, and unpacks it.
      return (error as { stdout: string }).stdout
    }
  }
  const exported: { Curl?: { generateCommand(data: unknown, platform: string): string } } = {}
  new Function('exports', 'require', 'Services', read('shared/curl.js'))(exported, () => ({}), {})
  const [, fetchString = ''] = /(async generateFetchString\([\s\S]*?\n {2}\})\n/.exec(
    read('netmonitor/src/widgets/RequestListContextMenu.js'),
  )!
  const { generateFetchString } = new Function(`return { ${fetchString} }`)()
  const copies: Copy[] = []
  for (const call of copiedCalls) {
    const headers = withAdded('firefox', call).map(([name, value]) => ({ name, value }))
    const { url, method, body } = call
    const data = { url, method, headers, postDataText: body ?? undefined, responseHeaders: [] }
    const add = (format: string, text: string) =>
      copies.push({ call: call.name, engine: 'firefox', format, text })
    add('cURL (POSIX)', exported.Curl!.generateCommand(data, 'Linux'))
    add('cURL (Windows)', exported.Curl!.generateCommand(data, 'WINNT'))
    const post = { postData: { text: body ?? undefined } }
    add('fetch', await generateFetchString('', url, method, { headers }, post))
  }
  return copies
}

function webkit(): Copy[] {
  const [library] = globSync('/usr/lib/*/libwebkit2gtk-4.1.so.0')
  const source = output(
    'gresource',
    'extract',
    library!,
    '/org/webkit/inspector/UserInterface/Main.js',
  )
  const from = source.indexOf('generateFetchCode()\n')
  const methods = source.slice(from, source.indexOf('stringifyHTTPRequest()\n', from))
  const Resource = new Function('WI', 'isEmptyObject', `return class { ${methods} }`)(
    { indentString: () => '    ', HTTPUtilities: { RequestMethod: { GET: 'GET' } } },
    (object: object) => Object.keys(object).length === 0,
  )
  const methodsOfStrings = {
    extendedLocaleCompare(this: string, other: string) {
      return this.localeCompare(other)
    },
  }
  Object.assign(String.prototype, methodsOfStrings)
  return copiedCalls.flatMap((call: CopiedCall): Copy[] => {
    const headers = Object.fromEntries(withAdded('webkit', call))
    const valueForCaseInsensitiveKey = (name: string) =>
      Object.entries(headers).find(([each]) => each.toLowerCase() === name.toLowerCase())?.[1]
    const lookedUp = Object.defineProperty(headers, 'valueForCaseInsensitiveKey', {
      value: valueForCaseInsensitiveKey,
    })
    const resource = Object.assign(Object.create(Resource.prototype), {
      ...{ url: call.url, requestMethod: call.method, requestData: call.body },
      ...{ requestHeaders: lookedUp, _requestHeaders: lookedUp },
      requestCookies: call.cookie === null ? [] : [call.cookie],
      requestDataContentType: valueForCaseInsensitiveKey('content-type') ?? null,
    })
    const copy = (format: string, text: string): Copy => ({
      ...{ call: call.name, engine: 'webkit', format, text },
    })
    return [
      copy('cURL', resource.generateCURLCommand()),
      copy('fetch', resource.generateFetchCode()),
    ]
  })
}

const copies = [...(await chromium()), ...(await firefox()), ...webkit()]
writeFileSync('test/truth/copied.json', `${JSON.stringify(copies, null, 1)}\n`)
console.log(`${copies.length} copies`)
