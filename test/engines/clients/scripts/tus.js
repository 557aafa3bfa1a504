// preflight: header tus-resumable, header upload-length, header upload-offset, method PATCH, content-type, upload-listener
import * as tus from 'tus-js-client'

const upload = (path, options) =>
  new Promise((resolve, reject) => {
    const started = new tus.Upload(new Blob(['a photo']), {
      endpoint: `https://api.example.com/${path}`,
      retryDelays: null,
      onProgress: (sent, total) => console.log('up', sent, total),
      onSuccess: () => resolve(started.url.endsWith('/tus/1')),
      onError: error => reject(new Error(error.constructor.name)),
      ...options,
    })
    started.start() // ←
  })

await tell('upload', () => upload('tus'))
await tell('chunks', () => upload('tus', { chunkSize: 7 }))
await tell('denied', () => upload('denied'))
await tell('missing', () => upload('missing'))
