import axios from 'axios'

const read = ({ status, data }) => [status, data]

function calls(adapter) {
  const client = axios.create({ adapter })
  client.interceptors.request.use(config => {
    config.headers.set('X-Intercepted', 'yes')
    return config
  })
  const failed = ({ name, code, message }) => [name, code, message]
  return {
    get: url => axios.get(url, { adapter }).then(read),
    json: url => axios.post(url, { a: 1 }, { adapter }).then(read),
    form: url => axios.post(url, new URLSearchParams({ a: '1' }), { adapter }).then(read),
    intercepted: url => client.put(url, 'text').then(read),
    progress: async url => {
      const log = []
      const response = await axios.post(url, 'text', {
        adapter,
        onUploadProgress: ({ loaded, total }) => log.push(['up', loaded, total]),
        onDownloadProgress: ({ loaded }) => log.push(['down', loaded]),
      })
      return [...read(response), ...log]
    },
    deny: url => axios.delete(url, { adapter }).catch(failed),
    slow: url => {
      const controller = new AbortController()
      setTimeout(() => controller.abort(), 60)
      return axios.get(url, { adapter, signal: controller.signal }).catch(failed)
    },
    late: url => axios.get(url, { adapter, timeout: 60 }).catch(failed),
  }
}

const named = (prefix, of) =>
  Object.fromEntries(Object.entries(of).map(([name, call]) => [`${prefix}-${name}`, call]))

globalThis.clientCalls = { ...named('xhr', calls('xhr')), ...named('fetch', calls('fetch')) }
