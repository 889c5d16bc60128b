import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'

/** True when nobody on this machine listens on the port at that address. */
export function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(false))
    server.listen(port, host, () => server.close(() => resolve(true)))
  })
}

/** A port that was free a moment ago. */
export function freePort(host = '127.0.0.1'): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, host, () => {
      const address = server.address()
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject()))
    })
  })
}

function readKept(file: string): Record<string, number> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return {}
  }
}

/** The port that `keptPort` gave out last time, if it ever did. */
export function lastPort(dataDir: string, name: string): number | undefined {
  return readKept(path.join(dataDir, 'ports.json'))[name]
}

/**
 * The port under which a part of this installation is known: the one of last time when it is still free, so that
 * addresses which others have stored stay true; a new one otherwise.
 */
export async function keptPort(dataDir: string, name: string): Promise<number> {
  const file = path.join(dataDir, 'ports.json')
  const last = readKept(file)[name]
  if (last !== undefined && (await isPortFree(last))) return last
  const port = await freePort()
  const kept = { ...readKept(file), [name]: port }
  writeFileSync(`${file}.new`, `${JSON.stringify(kept, null, 2)}\n`)
  renameSync(`${file}.new`, file)
  return port
}
