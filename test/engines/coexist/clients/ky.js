import ky from 'ky'

const failed = ({ name, message }) => [name, message]
const hooked = ky.create({
  hooks: {
    beforeRequest: [
      given => {
        // The hook's argument is the request itself, or an object that has it.
        const request = given.request ?? given
        request.headers.set('X-Hooked', 'yes')
      },
    ],
  },
})

globalThis.clientCalls = {
  get: url => ky.get(url).text(),
  json: url => ky.post(url, { json: { a: 1 } }).text(),
  form: url => ky.post(url, { body: new URLSearchParams({ a: '1' }) }).text(),
  hooked: url => hooked.put(url, { body: 'text' }).text(),
  again: url => ky.get(url, { retry: { limit: 2, delay: () => 10 } }).text(),
  progress: async url => {
    const log = []
    const text = await ky
      .get(url, { onDownloadProgress: ({ transferredBytes }) => log.push(transferredBytes) })
      .text()
    return [text, ...log]
  },
  deny: url => ky.delete(url, { retry: 0 }).catch(failed),
  missing: url => ky.get(url, { retry: 0 }).catch(failed),
  late: url => ky.get(url, { timeout: 60, retry: 0 }).catch(failed),
}
