import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, startOwned, waitUntil } from '@turnup/cli'
import { openDatabase } from '@turnup/store'
import { type ApiClient, createApiClient } from './portal-client.ts'
import type { Stack } from './start-stack.ts'

const program = path.join(import.meta.dirname, '../../apps/server/src/main.ts')

/** A server as a process of its own, which can be killed. */
export interface ServerProcess {
  url: string
  api: ApiClient
  /** Whether it runs subscriber and sweeps. */
  isLeader(): Promise<boolean>
  /** kill -9. */
  kill(): Promise<void>
  /** SIGTERM, and how it ended. */
  stop(): Promise<void>
  log(): string
}

export async function startServerProcess(
  stack: Stack,
  environment: Record<string, string> = {},
): Promise<ServerProcess> {
  const folder = mkdtempSync(path.join(tmpdir(), 'turnup-server-'))
  const logFile = path.join(folder, 'server.log')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const owned = await startOwned({
    name: 'server',
    command: process.execPath,
    args: [program],
    env: { PATH: process.env.PATH, ...stack.environment, ...environment, PORT: String(port) },
    logFile,
    stopSignal: 'SIGTERM',
  })
  owned.ended.then(() => rmSync(folder, { recursive: true, force: true }))
  const api = createApiClient(url)
  await waitUntil(`the server at ${url}`, async () => (await readiness(api)) === 'ready' || undefined, {
    timeoutMs: 30_000,
    lost: () => (owned.hasEnded() ? 'the server ended' : undefined),
  })
  return {
    url,
    api,
    async isLeader() {
      const { body } = await api.request<{ text: string }>('GET', '/metrics')
      return /^turnup_leader 1$/m.test(body.text)
    },
    async kill() {
      process.kill(owned.pid, 'SIGKILL')
      await owned.ended
    },
    stop: () => owned.stop(),
    log: () => readFileSync(logFile, 'utf8'),
  }
}

async function readiness(api: ApiClient): Promise<unknown> {
  return (await api.request('GET', '/health/ready')).body.status
}

/** The stack without the server in this process; its database can still be asked. */
export async function withoutOwnServer(stack: Stack): Promise<Stack> {
  await stack.server.stop()
  const db = openDatabase({ databaseUrl: stack.databaseUrl, maxConnections: 4 })
  const { services } = stack.server
  return {
    ...stack,
    server: { ...stack.server, services: { ...services, db } },
    async stop() {
      await db.destroy()
      await stack.stop()
    },
  }
}
