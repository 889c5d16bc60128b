import type { Queryable } from './database.ts'

/** The connectors that rest until an administrator resumes them. */
export async function pausedConnectors(queryable: Queryable): Promise<Set<string>> {
  const rows = await queryable
    .selectFrom('connector_state')
    .select('connector')
    .where('paused_at', 'is not', null)
    .execute()
  return new Set(rows.map((row) => row.connector))
}

/** Pauses a connector; the first reason stays. */
export async function pauseConnector(
  queryable: Queryable,
  connector: string,
  reason: string,
  at: Date,
): Promise<void> {
  await queryable
    .insertInto('connector_state')
    .values({ connector, paused_at: at, paused_reason: reason })
    .onConflict((conflict) =>
      conflict
        .column('connector')
        .doUpdateSet({ paused_at: at, paused_reason: reason })
        .where('connector_state.paused_at', 'is', null),
    )
    .execute()
}

/** @returns false when it was not paused */
export async function resumeConnector(queryable: Queryable, connector: string): Promise<boolean> {
  const result = await queryable
    .updateTable('connector_state')
    .set({ paused_at: null, paused_reason: null })
    .where('connector', '=', connector)
    .where('paused_at', 'is not', null)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
