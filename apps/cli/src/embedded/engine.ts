import { chmodSync, existsSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { endLeftover, readPid } from '../processes/leftover.ts'
import { type OwnedProcess, startOwned } from '../processes/owned-process.ts'
import { keptPort } from '../processes/ports.ts'
import { answersOk, waitUntil } from '../processes/wait-until.ts'
import { engineToml } from './engine-config.ts'
import { engineIdentity } from './engine-identity.ts'

export interface EngineOptions {
  /** Holds the engine's store, key and settings in `engine/`; made when absent. */
  dataDir: string
  /** Default: `<dataDir>/logs/engine.log`. */
  logFile?: string
}

export interface RunningEngine {
  ingressUrl: string
  adminUrl: string
  /** publickeyv1_...: what proves to our door that a call comes from this engine. */
  identityPublicKey: string
  pid: number
  process: OwnedProcess
  stop(): Promise<void>
}

/** The server itself: the program that npm links is a wrapper, and ending it leaves the server running. */
function engineProgram(): string {
  const fromWrapper = createRequire(
    createRequire(import.meta.url).resolve('@restatedev/restate-server/package.json'),
  )
  const target = `${process.platform}-${process.arch}`
  try {
    const program = fromWrapper.resolve(`@restatedev/restate-server-${target}/bin/restate-server`)
    if ((statSync(program).mode & 0o111) === 0) chmodSync(program, 0o755)
    return program
  } catch (cause) {
    throw new Error(
      `There is no Restate on npm for ${target}. Run one elsewhere and set RESTATE_INGRESS_URL and RESTATE_ADMIN_URL.`,
      { cause },
    )
  }
}

/**
 * Starts Restate from its npm package on loopback, with its store in a folder of ours. Later starts use the same
 * store, key and, when they are free, ports.
 * @throws Error saying what is wrong and where its log is
 */
export async function startEngine(options: EngineOptions): Promise<RunningEngine> {
  const dataDir = path.resolve(options.dataDir)
  const folder = path.join(dataDir, 'engine')
  const logFile = options.logFile ?? path.join(dataDir, 'logs', 'engine.log')
  mkdirSync(path.dirname(logFile), { recursive: true })
  const identity = engineIdentity(folder)
  const configFile = path.join(folder, 'restate.toml')
  const pidFile = path.join(folder, 'pid')
  if (existsSync(pidFile)) await endLeftover(readPid(pidFile), configFile, 'SIGTERM')

  const ingress = await keptPort(dataDir, 'engine-ingress')
  const admin = await keptPort(dataDir, 'engine-admin')
  const node = await keptPort(dataDir, 'engine-node')
  const storeFolder = path.join(folder, 'store')
  const tmpFolder = path.join(folder, 'tmp')
  rmSync(tmpFolder, { recursive: true, force: true })
  mkdirSync(tmpFolder)
  const ports = { ingress, admin, node }
  writeFileSync(
    configFile,
    engineToml({ storeFolder, tmpFolder, privateKeyFile: identity.privateKeyFile, ports }),
  )
  const server = await startOwned({
    name: 'engine',
    command: engineProgram(),
    args: ['--config-file', configFile, '--no-logo'],
    env: { PATH: process.env.PATH, HOME: folder },
    cwd: folder,
    logFile,
    stopSignal: 'SIGTERM',
  })
  writeFileSync(pidFile, `${server.pid}\n`)
  server.ended.then(() => rmSync(pidFile, { force: true }))
  const ingressUrl = `http://127.0.0.1:${ingress}`
  const adminUrl = `http://127.0.0.1:${admin}`
  try {
    const lost = () => (server.hasEnded() ? `Restate ended; its log is ${logFile}` : undefined)
    const limit = { timeoutMs: 60_000, lost }
    await waitUntil('The engine did not start', () => answersOk(`${adminUrl}/health`), limit)
    await waitUntil('The engine did not start', () => answersOk(`${ingressUrl}/restate/health`), limit)
  } catch (error) {
    await server.stop()
    throw error
  }
  return {
    ingressUrl,
    adminUrl,
    identityPublicKey: identity.publicKey,
    pid: server.pid,
    process: server,
    stop: () => server.stop(20_000),
  }
}
