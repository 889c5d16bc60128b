import path from 'node:path'
import { keptSecret, type Mode, openDataFolder, projectRoot } from '../installation/data-folder.ts'
import { bareEnvironment, writtenSettings } from '../installation/own-settings.ts'
import { claimDataFolder } from '../installation/single-instance.ts'
import type { OwnedProcess } from '../processes/owned-process.ts'
import { type Part, type Supervised, supervise, type Watch } from '../processes/supervise.ts'
import { answersOk } from '../processes/wait-until.ts'
import { choosePort } from './choose-port.ts'
import { databasePart } from './database-part.ts'
import { engineDoorPort, enginePart } from './engine-part.ts'
import { nodePart } from './node-part.ts'
import { readSandboxSettings, sandboxPart } from './sandbox-part.ts'

export interface StartOptions {
  mode: Mode
  dataDir: string
  port?: number
  sandboxPort?: number
  /** Settings of the server that need the sandbox's address, if there is a sandbox. */
  settingsFor?(sandboxUrl: string): Record<string, string>
}

export interface Report extends Watch {
  started(name: string, where: string, startedAt: number): void
  note(text: string): void
}

export interface Installation {
  addresses: Record<string, string>
  /** What the server process was told: its settings. */
  environment: Record<string, string>
  /** In order: requests first, data last. */
  stop(): Promise<void>
  /** At once and by force. */
  kill(): void
}

interface Stoppable {
  stop(): Promise<void>
  kill(): void
}

/** Starts the parts one after the other and remembers them, so that they can be stopped the other way round. */
class Parts {
  readonly #started: Stoppable[] = []
  readonly #report: Report

  constructor(report: Report) {
    this.#report = report
  }

  async add<Started extends { process: OwnedProcess }>(
    part: Part<Started>,
    where: (started: Started) => string,
  ): Promise<Started> {
    const startedAt = performance.now()
    const supervised: Supervised<Started> = await supervise(part, this.#report)
    this.#started.unshift(supervised)
    this.#report.started(part.name, where(supervised.current()), startedAt)
    return supervised.current()
  }

  async stop(): Promise<void> {
    for (const part of this.#started) await part.stop()
  }

  kill(): void {
    for (const part of this.#started) part.kill()
  }
}

/** Where the database and the engine are: the provider's own where settings name them, else started here. */
async function startFoundation(
  { dataDir, mode }: StartOptions,
  parts: Parts,
  report: Report,
): Promise<Record<string, string>> {
  const written = mode === 'live' ? writtenSettings(process.env) : {}
  const settings: Record<string, string> = {}
  if (written.DATABASE_URL === undefined) {
    const database = await parts.add(databasePart(dataDir), ({ port }) => `PostgreSQL on 127.0.0.1:${port}`)
    settings.DATABASE_URL = database.databaseUrl
    settings.TURNUP_MASTER_KEY = String(written.TURNUP_MASTER_KEY ?? keptSecret(dataDir, 'master-key'))
  }
  if (written.RESTATE_INGRESS_URL === undefined && written.RESTATE_ADMIN_URL === undefined) {
    const doorPort = await engineDoorPort(dataDir, report.note)
    const engine = await parts.add(
      enginePart(dataDir),
      ({ ingressUrl }) => `Restate on ${new URL(ingressUrl).host}`,
    )
    settings.RESTATE_INGRESS_URL = engine.ingressUrl
    settings.RESTATE_ADMIN_URL = engine.adminUrl
    settings.RESTATE_IDENTITY_KEY = engine.identityPublicKey
    settings.ENGINE_DOOR_HOST = '127.0.0.1'
    settings.ENGINE_DOOR_PORT = String(doorPort)
  }
  return settings
}

/** Every outside system, imitated, and the settings with which the server finds them. */
async function startSandboxFor(
  { dataDir, sandboxPort, settingsFor }: StartOptions,
  { serverUrl, databaseUrl }: { serverUrl: string; databaseUrl: string | undefined },
  parts: Parts,
  report: Report,
): Promise<{ url: string; settings: Record<string, string> }> {
  const choice = { ...(sandboxPort === undefined ? {} : { asked: sandboxPort }), usual: 4_000 }
  const port = await choosePort('sandbox', '--sandbox-port', choice, report.note)
  const url = `http://127.0.0.1:${port}`
  const webhook = {
    key: keptSecret(dataDir, 'webhook-key'),
    bearerToken: keptSecret(dataDir, 'webhook-bearer-token'),
  }
  const env = bareEnvironment(process.env)
  await parts.add(sandboxPart({ dataDir, port, serverUrl, databaseUrl, webhook, env }), () => url)
  const settings = {
    ...(await readSandboxSettings(url)),
    SF_WEBHOOK_KEY: webhook.key,
    SF_WEBHOOK_BEARER_TOKEN: webhook.bearerToken,
    PUBLIC_URL: serverUrl,
    BRAND_NAME: 'Harbour Telecom',
    SUPPORT_EMAIL: 'support@harbour-telecom.example',
    MAIL_SUPPORT_CC: 'support@harbour-telecom.example',
    ...settingsFor?.(url),
  }
  return { url, settings }
}

/**
 * Starts the whole of Turnup on this machine, each part as a process of its own, and keeps it running.
 * @throws Error saying what is in the way; everything that was started is stopped again
 */
export async function startEverything(options: StartOptions, report: Report): Promise<Installation> {
  const { mode, dataDir } = options
  openDataFolder(dataDir, mode)
  const claim = await claimDataFolder(dataDir)
  const parts = new Parts(report)
  try {
    const written = mode === 'live' ? writtenSettings(process.env) : {}
    const host = String(written.HOST ?? '127.0.0.1')
    const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host
    const asked = options.port ?? (written.PORT === undefined ? undefined : Number(written.PORT))
    const choice = { ...(asked === undefined ? {} : { asked }), usual: 3_000, host: reachable }
    const port = await choosePort('server', '--port', choice, report.note)
    const url = `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`
    const foundation = await startFoundation(options, parts, report)
    const sandbox =
      mode === 'sandbox'
        ? await startSandboxFor(
            options,
            { serverUrl: url, databaseUrl: foundation.DATABASE_URL },
            parts,
            report,
          )
        : undefined
    const inherited = mode === 'live' ? (process.env as Record<string, string>) : bareEnvironment(process.env)
    const environment = { ...inherited, ...foundation, ...sandbox?.settings, HOST: host, PORT: String(port) }
    const main = path.join(projectRoot, 'apps', 'server', 'src', 'main.ts')
    const probe = () => answersOk(`${url}/health/ready`)
    await parts.add(nodePart({ name: 'server', dataDir, main, env: environment, probe }), () => url)
    const addresses = { server: url, ...(sandbox ? { sandbox: sandbox.url } : {}) }
    claim.publish({ environment, addresses })
    return {
      addresses,
      environment,
      async stop() {
        await parts.stop()
        claim.release()
      },
      kill() {
        parts.kill()
        claim.release()
      },
    }
  } catch (error) {
    await parts.stop()
    claim.release()
    throw error
  }
}
