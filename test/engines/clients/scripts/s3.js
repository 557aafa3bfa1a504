// preflight: method PUT, content-type, header x-amz-acl, upload-listener
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'

const s3 = new S3Client({
  region: 'eu-west-1',
  endpoint: 'https://api.example.com',
  forcePathStyle: true,
  credentials: { accessKeyId: 'example', secretAccessKey: 'example' },
})
const signed = Key => getSignedUrl(s3, new PutObjectCommand({ Bucket: 'photos', Key }))
const body = new Blob(['a photo'], { type: 'image/png' })

await tell('fetch', async () => {
  const url = await signed('fetch')
  const headers = { 'x-amz-acl': 'private' }
  const { status } = await fetch(url, { method: 'PUT', headers, body }) // ← header x-amz-acl, content-type
  return status
})
await tell('xhr', async () => {
  const url = await signed('xhr')
  const xhr = new XMLHttpRequest()
  xhr.open('PUT', url) // ← method PUT
  xhr.upload.onprogress = ({ loaded }) => console.log('up', loaded)
  await new Promise(resolve => {
    xhr.onloadend = resolve
    xhr.send(body) // ← upload-listener
  })
  return xhr.status
})
await tell('denied', async () => {
  const url = await signed('denied')
  const { status } = await fetch(url, { method: 'PUT', body: 'text' })
  return status
})
