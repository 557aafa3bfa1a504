// preflight: upload-listener, header x-a, method PUT
import Uppy from '@uppy/core'
import XHRUpload from '@uppy/xhr-upload'

const upload = async (path, options) => {
  const uppy = new Uppy({ logger: { debug() {}, warn() {}, error() {} } }).use(XHRUpload, {
    endpoint: `https://api.example.com/${path}`,
    shouldRetry: () => false,
    ...options,
  })
  for (const name of ['upload-progress', 'upload-success', 'upload-error', 'complete']) {
    uppy.on(name, (_, data) => console.log(name, data?.bytesUploaded, data?.status, data?.message))
  }
  uppy.addFile({ name: 'photo.png', type: 'image/png', data: new Blob(['a photo']) })
  const { successful, failed } = await uppy.upload() // ←
  return [successful.length, failed.length]
}

await tell('upload', () => upload('upload'))
await tell('raw', () => upload('raw', { formData: false, method: 'PUT', headers: { 'X-A': '1' } }))
await tell('denied', () => upload('denied'))
await tell('missing', () => upload('missing'))
