import type { Queryable } from './database.ts'

/** What calls to one outside system came to since the last time it was written down. */
export interface ConnectorHealth {
  connector: string
  lastSuccessAt?: Date
  lastFailureAt?: Date
  /** '<kind> at <operation>'; never an outside system's own words. */
  lastFailure?: string
}

/** Writes down how an outside system has been doing; never forgets an older fact that is not replaced. */
export async function recordConnectorHealth(queryable: Queryable, health: ConnectorHealth): Promise<void> {
  const facts = {
    ...(health.lastSuccessAt ? { last_success_at: health.lastSuccessAt } : {}),
    ...(health.lastFailureAt ? { last_failure_at: health.lastFailureAt } : {}),
    ...(health.lastFailure ? { last_failure: health.lastFailure } : {}),
  }
  if (Object.keys(facts).length === 0) return
  await queryable
    .insertInto('connector_state')
    .values({ connector: health.connector, ...facts })
    .onConflict((conflict) => conflict.column('connector').doUpdateSet(facts))
    .execute()
}
