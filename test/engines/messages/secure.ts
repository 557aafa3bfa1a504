import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import { join } from 'node:path'
import { portOf } from '../../loopback.ts'
import { temporaryFolder } from '../processes.ts'

/** A page that came over HTTPS, with a certificate that nobody has signed. */
export interface SecurePage {
  origin: string
  /** Once the page has asked for `/c/done/x`. */
  done: Promise<void>
  close(): Promise<void>
}

export async function openSecurePage(files: Record<string, string>): Promise<SecurePage> {
  let isDone = () => {}
  const done = new Promise<void>(resolve => {
    isDone = resolve
  })
  const server = createServer(selfSigned(), ({ url = '' }, response) => {
    if (url === '/c/done/x') isDone()
    const type = url.endsWith('.js') ? 'text/javascript;charset=utf-8' : 'text/html;charset=utf-8'
    response.writeHead(200, { 'content-type': type }).end(files[url] ?? '{}')
  })
  const port = await portOf(server)
  return {
    origin: `https://127.0.0.1:${port}`,
    done,
    close: async () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** A key, and a certificate that nobody has signed. */
export function selfSigned(): { key: Buffer; cert: Buffer } {
  const folder = temporaryFolder()
  try {
    const [key, cert] = [join(folder.path, 'key.pem'), join(folder.path, 'cert.pem')]
    const names = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1']
    const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...names]
    const { status } = spawnSync('openssl', [...args, '-keyout', key, '-out', cert])
    if (status !== 0) throw new Error('openssl is needed for a certificate')
    return { key: readFileSync(key), cert: readFileSync(cert) }
  } finally {
    folder.remove()
  }
}
