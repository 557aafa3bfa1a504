// preflight: content-type, header x-a, method DELETE, upload-listener
import $ from 'jquery'

const api = 'https://api.example.com'
const ajax = (path, options) =>
  new Promise(resolve => {
    const log = []
    const told = what => (data, text, third) =>
      log.push([what, data?.status ?? data, text, third?.status ?? `${third}`])
    // ↓
    $.ajax(`${api}/${path}`, {
      ...options,
      success: told('success'),
      error: told('error'),
      complete: () => resolve(log),
    })
  })

await tell('plain', () => ajax('plain', {}))
await tell('json', () =>
  ajax('json', { method: 'POST', contentType: 'application/json', data: '{}' }),
)
await tell('header', () => ajax('header', { headers: { 'X-A': '1' } }))
await tell('progress', () =>
  ajax('progress', {
    method: 'POST',
    data: 'text',
    xhr() {
      const xhr = new XMLHttpRequest()
      xhr.upload.onload = ({ loaded }) => console.log('up', loaded)
      return xhr
    },
  }),
)
await tell('denied', () => ajax('denied', { method: 'DELETE' }))
await tell('missing', () => ajax('missing', {}))
await tell('timeout', () => ajax('slow', { timeout: 60 }))
