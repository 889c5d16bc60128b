import { rounded } from './percentiles.ts'
import type { World } from './start-world.ts'

/** What PostgreSQL was asked to do for each order. */
export interface DatabaseWork {
  transactionsPerOrder: number
  walKilobytesPerOrder: number
}

interface Counters {
  commits: number
  walBytes: number
}

async function read({ database }: World): Promise<Counters> {
  const { rows } = await database.query<{ commits: string; wal_bytes: string }>(
    `select (select sum(xact_commit) from pg_stat_database) as commits,
            pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0') as wal_bytes`,
  )
  return { commits: Number(rows[0]?.commits), walBytes: Number(rows[0]?.wal_bytes) }
}

/** Starts counting; backends report their counters about once a second, so ask when all is quiet. */
export async function openDatabaseCount(world: World): Promise<(orders: number) => Promise<DatabaseWork>> {
  const before = await read(world)
  return async (orders) => {
    const after = await read(world)
    return {
      transactionsPerOrder: rounded((after.commits - before.commits) / orders),
      walKilobytesPerOrder: rounded((after.walBytes - before.walBytes) / 1_024 / orders),
    }
  }
}
