import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import path from 'node:path'

/** What a running installation tells other commands on this machine. */
export interface Running {
  pid: number
  /** The server process's environment: its settings, secrets included, so the file is ours alone. */
  environment: Record<string, string>
  /** Where to look: 'server', 'sandbox'. */
  addresses: Record<string, string>
}

interface RunningFile extends Partial<Running> {
  pid: number
  controlPort: number
  token: string
}

export interface Claim {
  /** Lets other commands know how to reach what has been started. */
  publish(running: Omit<Running, 'pid'>): void
  release(): void
}

const fileOf = (dataDir: string) => path.join(dataDir, 'running.json')

function readFile(dataDir: string): RunningFile | undefined {
  try {
    return JSON.parse(readFileSync(fileOf(dataDir), 'utf8'))
  } catch {
    return undefined
  }
}

/** The file of a killed process stays behind and its pid is given out again, so it is asked whether it still lives. */
async function isAlive({ controlPort, token }: RunningFile): Promise<boolean> {
  const socket = connect({ host: '127.0.0.1', port: controlPort, timeout: 2_000 })
  try {
    let said = ''
    socket.on('data', (chunk) => {
      said += chunk
    })
    socket.on('timeout', () => socket.destroy())
    await once(socket, 'close')
    return said === token
  } catch {
    return false
  }
}

/** What runs on this data folder, if anything does and is ready. */
export async function findRunning(dataDir: string): Promise<Running | undefined> {
  const file = readFile(dataDir)
  if (!file?.environment || !file.addresses || !(await isAlive(file))) return undefined
  return { pid: file.pid, environment: file.environment, addresses: file.addresses }
}

/**
 * Takes the data folder for this process alone.
 * @throws Error when another Turnup runs on it
 */
export async function claimDataFolder(dataDir: string): Promise<Claim> {
  const other = readFile(dataDir)
  if (other && (await isAlive(other))) {
    throw new Error(
      `Turnup runs on ${dataDir} already (process ${other.pid}). Stop it, or name another --data.`,
    )
  }
  const token = randomUUID()
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.end(token)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  server.unref()
  const base: RunningFile = { pid: process.pid, controlPort: (server.address() as AddressInfo).port, token }
  const write = (content: RunningFile) => {
    writeFileSync(`${fileOf(dataDir)}.new`, JSON.stringify(content, null, 2), { mode: 0o600 })
    renameSync(`${fileOf(dataDir)}.new`, fileOf(dataDir))
  }
  write(base)
  return {
    publish: (running) => write({ ...base, ...running }),
    release() {
      server.close()
      rmSync(fileOf(dataDir), { force: true })
    },
  }
}
