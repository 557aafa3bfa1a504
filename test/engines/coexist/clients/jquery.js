import $ from 'jquery'

function ajax(url, options) {
  return new Promise(resolve => {
    const log = []
    $.ajax(url, {
      ...options,
      beforeSend: () => log.push('beforeSend'),
      success: (data, text) => log.push(['success', data, text]),
      error: (_, text, thrown) => log.push(['error', text, `${thrown}`]),
      complete: (request, text) => log.push(['complete', request.status, text]),
    }).always(() => {
      log.push('always')
      setTimeout(() => resolve(log))
    })
  })
}

globalThis.clientCalls = {
  get: url => ajax(url, {}),
  json: url =>
    ajax(url, { method: 'POST', contentType: 'application/json', data: JSON.stringify({ a: 1 }) }),
  form: url => ajax(url, { method: 'POST', data: { a: 1 } }),
  header: url => ajax(url, { headers: { 'X-Six': '6' } }),
  credentials: url => ajax(url, { method: 'PUT', xhrFields: { withCredentials: true } }),
  progress: url =>
    ajax(url, {
      method: 'POST',
      data: 'text',
      xhr: () => {
        const request = new XMLHttpRequest()
        request.upload.addEventListener('progress', () => {})
        return request
      },
    }),
  deny: url => ajax(url, { method: 'DELETE' }),
  late: url => ajax(url, { timeout: 60 }),
}
