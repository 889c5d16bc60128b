import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { freePort, startEngine, startPostgres } from '@turnup/cli'
import { demoEsimStock, startSandbox } from '@turnup/sandbox'
import { readSettings, startServer } from '@turnup/server'
import { importEsimProfiles } from '@turnup/store'
import { redriveOpenOrders } from '@turnup/use-cases'
import { createMovableClock, type MovableClock } from '../../tests/stack/movable-clock.ts'
import { createApiClient } from '../../tests/stack/portal-client.ts'
import { stackEnvironment, webhookBearer, webhookKey } from '../../tests/stack/stack-environment.ts'
import type { Stack } from '../../tests/stack/start-stack.ts'

export interface PictureWorld {
  stack: Stack
  clock: MovableClock
  stop(): Promise<void>
}

/** Everything on free ports and in a folder of its own, with the clocks of server and sandbox at `startsAt`. */
export async function startWorld(startsAt: Date): Promise<PictureWorld> {
  const folder = await mkdtemp(path.join(tmpdir(), 'turnup-screenshots-'))
  const stops: (() => Promise<void>)[] = [() => rm(folder, { recursive: true, force: true })]
  const stop = async () => {
    for (const one of stops.toReversed()) await one()
  }
  try {
    const postgres = await startPostgres({ dataDir: folder })
    stops.push(() => postgres.stop())
    const engine = await startEngine({ dataDir: folder })
    stops.push(() => engine.stop())
    const sandbox = await startSandbox()
    stops.push(() => sandbox.stop())
    const clock = createMovableClock()
    const moveAll = (ms: number) => {
      clock.move(ms)
      sandbox.context.clock.move(ms)
    }
    moveAll(startsAt.getTime() - Date.now())
    const port = String(await freePort())
    const environment = {
      ...stackEnvironment(sandbox, postgres.databaseUrl, { ...engine, namespace: 'screenshots' }),
      PORT: port,
      PUBLIC_URL: `http://127.0.0.1:${port}`,
    }
    const read = readSettings(environment)
    if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 2))
    const server = await startServer(read.settings, { clock })
    stops.push(() => server.stop())
    const { services } = server
    for (const { profileType, iccids } of demoEsimStock(100))
      await importEsimProfiles(services.db, services.vault, profileType, iccids)
    const stack: Stack = {
      sandbox,
      server,
      clock,
      environment,
      databaseUrl: postgres.databaseUrl,
      api: createApiClient(server.url),
      webhookTarget: { baseUrl: `${server.url}/api`, bearerToken: webhookBearer, signingKey: webhookKey },
      async moveTime(ms) {
        moveAll(ms)
        await redriveOpenOrders({
          ...services,
          actor: { kind: 'system', id: 'story' },
          correlationId: 'story',
        })
      },
      startAnother: () => Promise.reject(new Error('One server is enough for pictures.')),
      stop,
    }
    return { stack, clock, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
