// Starts a worker, gives it the base of its URLs, and waits for its answer.

const answerOf = (port, base) =>
  new Promise((resolve, reject) => {
    port.onmessage = ({ data }) => resolve(data)
    port.onerror = ({ message }) => reject(new Error(`The worker failed: ${message}`))
    port.postMessage(base)
  })

globalThis.startWorker = {
  dedicated: async (url, base, type) => {
    const worker = new Worker(url, { type })
    try {
      return await answerOf(worker, base)
    } finally {
      worker.terminate()
    }
  },
  shared: async (url, base, type) => {
    const worker = new SharedWorker(url, { type })
    const failed = new Promise((_, reject) => {
      worker.onerror = ({ message }) => reject(new Error(`The worker failed: ${message}`))
    })
    return Promise.race([failed, answerOf(worker.port, base)])
  },
  service: async (url, base, type) => {
    const registration = await navigator.serviceWorker.register(url, { type, scope: '/nowhere/' })
    try {
      const worker = registration.installing ?? registration.waiting ?? registration.active
      const answered = new Promise(resolve => {
        navigator.serviceWorker.onmessage = ({ data }) => resolve(data)
      })
      worker.postMessage(base)
      return await answered
    } finally {
      await registration.unregister()
    }
  },
}
