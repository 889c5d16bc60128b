import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { startEngine, startPostgres } from '@turnup/cli'
import { migrate } from '@turnup/store'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** The migrated template, from which every test database is copied. Never connect to it while copying. */
    templateDatabaseUrl: string
    /** The one engine of the run; services in it need a namespace of their own. */
    engine: { ingressUrl: string; adminUrl: string; identityPublicKey: string }
  }
}

/** A crash of the machine need not spare test data; a kill of the server still does. */
const quick = { fsync: 'off', full_page_writes: 'off', max_connections: '200' }

/** Starts one PostgreSQL and one Restate for the whole run, in a folder that goes when the run ends. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(tmpdir(), 'turnup-tests-'))
  const postgres = await startPostgres({ dataDir: folder, settings: quick })
  try {
    const [engine] = await Promise.all([startEngine({ dataDir: folder }), migrate(postgres.databaseUrl)])
    const { ingressUrl, adminUrl, identityPublicKey } = engine
    project.provide('templateDatabaseUrl', postgres.databaseUrl)
    project.provide('engine', { ingressUrl, adminUrl, identityPublicKey })
    return async () => {
      await Promise.all([engine.stop(), postgres.stop()])
      await rm(folder, { recursive: true, force: true })
    }
  } catch (error) {
    await postgres.stop()
    throw error
  }
}
