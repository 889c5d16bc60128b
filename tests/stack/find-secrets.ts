import { sql } from 'kysely'
import type { ApiClient } from './portal-client.ts'
import type { Stack } from './start-stack.ts'

export interface Secret {
  name: string
  value: string
}

/** Something that was said or written somewhere, as text. */
export interface Said {
  where: string
  text: string
}

/**
 * Which secrets occur where, in clear or as the hexadecimal digits in which PostgreSQL shows bytes. Secrets of fewer
 * than eight characters would be found everywhere.
 * @throws Error for a secret that is too short to look for
 */
export function occurrences(secrets: Secret[], said: Said[]): string[] {
  for (const { name, value } of secrets)
    if (value.length < 8) throw new Error(`${name} is too short to look for.`)
  return said.flatMap(({ where, text }) =>
    secrets
      .filter(({ value }) => text.includes(value) || text.includes(Buffer.from(value).toString('hex')))
      .map(({ name }) => `${name} in ${where}`),
  )
}

/** Every column of every table, bytes as hexadecimal digits. */
export async function databaseSaid({ server }: Stack): Promise<Said[]> {
  const { db } = server.services
  const { rows: tables } = await sql<{ name: string }>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(db)
  const said: Said[] = []
  for (const { name } of tables) {
    const { rows } = await sql<{ row: Record<string, unknown> }>`
      select to_jsonb(one) as row from ${sql.table(name)} as one`.execute(db)
    for (const { row } of rows)
      for (const [column, value] of Object.entries(row))
        if (value !== null)
          said.push({
            where: `${name}.${column}`,
            text: typeof value === 'string' ? value : JSON.stringify(value),
          })
  }
  return said
}

/** The same client; everything that it is answered is kept in `said`, headers too. */
export function listeningClient(api: ApiClient, said: Said[]): ApiClient {
  return {
    async request<Body>(method: string, path: string, body?: unknown, headers?: Record<string, string>) {
      const answer = await api.request<Body>(method, path, body, headers)
      const text = JSON.stringify([[...answer.headers], answer.body])
      said.push({ where: `${method} ${path}`, text })
      return answer
    },
    as: (accessToken) => listeningClient(api.as(accessToken), said),
  }
}
