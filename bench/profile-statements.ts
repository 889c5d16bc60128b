import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { progress } from './progress.ts'
import type { World } from './start-world.ts'

/** What PostgreSQL has to be started with so that it counts statements. */
export const statementSettings = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.track_planning': 'on',
}

/** Writes what each statement cost PostgreSQL while `work` ran: how often, milliseconds to plan and to execute. */
export async function countedStatements<Value>(
  { database }: World,
  folder: string,
  work: () => Promise<Value>,
): Promise<Value> {
  await database.query('create extension if not exists pg_stat_statements')
  await database.query('select pg_stat_statements_reset()')
  const value = await work()
  const { rows } = await database.query(
    `select calls::int, round(total_plan_time) as plan_ms, round(total_exec_time) as execute_ms,
       round(((total_plan_time + total_exec_time) / calls)::numeric, 3)::float8 as mean_ms, rows::int,
       wal_bytes::float8 as wal_bytes, regexp_replace(query, '\\s+', ' ', 'g') as statement
     from pg_stat_statements where calls > 0 and dbid = (select oid from pg_database where datname = current_database())
     order by total_plan_time + total_exec_time desc`,
  )
  await mkdir(folder, { recursive: true })
  const file = path.join(folder, `statements-${Date.now()}.json`)
  await writeFile(file, JSON.stringify(rows, null, 2))
  progress(`profile: ${file}`)
  return value
}
