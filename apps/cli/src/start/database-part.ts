import { type Postgres, startPostgres } from '../embedded/postgres.ts'
import type { Part } from '../processes/supervise.ts'
import { logFile } from './log-file.ts'

/** PostgreSQL; once started, it comes back on the same port, since others have its address. */
export function databasePart(dataDir: string): Part<Postgres> {
  let port: number | undefined
  return {
    name: 'database',
    async start() {
      const log = logFile(dataDir, 'postgres')
      const started = await startPostgres({ dataDir, logFile: log, ...(port ? { port } : {}) })
      port = started.port
      return started
    },
  }
}
