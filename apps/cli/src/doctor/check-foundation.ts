import type { CheckResult } from '@turnup/domain'
import type { Settings } from '@turnup/server'
import { Client } from 'pg'

const timeoutMs = 5_000
const oldestPostgres = 150_000

function words(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(words).join('; ')
  return error instanceof Error ? error.message : String(error)
}

/** Whether PostgreSQL answers, is new enough, and has our schema. */
export async function checkDatabase({ database }: Settings): Promise<CheckResult[]> {
  const client = new Client({ connectionString: database.url, connectionTimeoutMillis: timeoutMs })
  client.on('error', () => {})
  try {
    await client.connect()
    const version = Number((await client.query('show server_version_num')).rows[0].server_version_num)
    const table = (await client.query("select to_regclass('schema_migration') as name")).rows[0].name
    const results: CheckResult[] = [
      { id: 'database.reachable', level: 'ok', what: `PostgreSQL ${Math.floor(version / 10_000)} answers.` },
    ]
    if (version < oldestPostgres) {
      const mend = 'Use PostgreSQL 15 or newer.'
      results.push({ id: 'database.version', level: 'failure', what: 'PostgreSQL is too old.', mend })
    }
    if (table === null) {
      const mend = 'Run: turnup migrate'
      results.push({ id: 'database.schema', level: 'failure', what: 'The schema is missing.', mend })
    }
    return results
  } catch (error) {
    const mend = 'Look whether it runs, and whether DATABASE_URL is right.'
    return [{ id: 'database.reachable', level: 'failure', what: `PostgreSQL: ${words(error)}.`, mend }]
  } finally {
    await client.end().catch(() => {})
  }
}

async function answers(url: string): Promise<string | undefined> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) })
    await response.arrayBuffer()
    return response.ok ? undefined : `it answers ${response.status}`
  } catch (error) {
    return words(error instanceof Error && error.cause ? error.cause : error)
  }
}

/** Whether the engine takes work and can be administered, and whether its calls to us are proven. */
export async function checkEngine({ engine }: Settings): Promise<CheckResult[]> {
  const doors: [id: string, variable: string, address: string][] = [
    ['engine.ingress', 'RESTATE_INGRESS_URL', new URL('/restate/health', engine.ingressUrl).href],
    ['engine.admin', 'RESTATE_ADMIN_URL', new URL('/health', engine.adminUrl).href],
  ]
  const results = await Promise.all(
    doors.map(async ([id, variable, address]): Promise<CheckResult> => {
      const trouble = await answers(address)
      if (trouble === undefined) return { id, level: 'ok', what: `The engine answers at ${variable}.` }
      const mend = `Look whether it runs, and whether ${variable} is right.`
      return { id, level: 'failure', what: `The engine at ${variable}: ${trouble}.`, mend }
    }),
  )
  if (engine.identityKey) return results
  const what = 'The engine does not prove who it is: whoever reaches the engine door can drive orders.'
  const mend = 'Give the engine a request identity key, and set RESTATE_IDENTITY_KEY to its public half.'
  return [...results, { id: 'engine.identity', level: 'warning', what, mend }]
}
