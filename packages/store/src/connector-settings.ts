import type { Json, JsonObject } from '@turnup/domain'
import type { Selectable } from 'kysely'
import type { Queryable } from './database.ts'
import type { ConnectorSettingsTable } from './schema/tables.ts'
import type { Vault } from './vault.ts'

/** What an administrator entered in the console for one outside system, secrets opened. */
export interface StoredConnectorSettings {
  connector: string
  /** 0: nothing was ever entered. */
  version: number
  /** By the path of the field; null is "none at all". */
  values: Record<string, Json>
  secrets: Record<string, string>
  /** Paths of secrets whose seal does not open: another master key, or altered. */
  unreadable: string[]
  changedAt?: Date
  /** The operator's id. */
  changedBy?: string
}

export function noConnectorSettings(connector: string): StoredConnectorSettings {
  return { connector, version: 0, values: {}, secrets: {}, unreadable: [] }
}

/** Versions by connector: a cheap look whether anything was changed. */
export async function connectorSettingsVersions(queryable: Queryable): Promise<Map<string, number>> {
  const rows = await queryable.selectFrom('connector_settings').select(['connector', 'version']).execute()
  return new Map(rows.map((row) => [row.connector, row.version]))
}

export async function listConnectorSettings(
  queryable: Queryable,
  vault: Vault,
): Promise<StoredConnectorSettings[]> {
  const rows = await queryable.selectFrom('connector_settings').selectAll().orderBy('connector').execute()
  return rows.map((row) => opened(row, vault))
}

/** @returns version 0 when nothing was ever entered */
export async function readConnectorSettings(
  queryable: Queryable,
  vault: Vault,
  connector: string,
): Promise<StoredConnectorSettings> {
  const row = await queryable
    .selectFrom('connector_settings')
    .selectAll()
    .where('connector', '=', connector)
    .executeTakeFirst()
  return row ? opened(row, vault) : noConnectorSettings(connector)
}

/**
 * Keeps what is entered as the version after `version`. Secrets whose seal did not open and that are not given anew are
 * dropped.
 * @returns false when somebody else has changed them since that version; nothing is kept then
 */
export async function keepConnectorSettings(
  queryable: Queryable,
  vault: Vault,
  entered: Pick<StoredConnectorSettings, 'connector' | 'version' | 'values' | 'secrets'>,
  by: { operatorId: string; at: Date },
): Promise<boolean> {
  const { connector, version, values, secrets } = entered
  const sealed = Object.entries(secrets).map(([path, secret]) => [
    path,
    vault.seal(secret, purposeOf(connector, path)).toString('base64'),
  ])
  const facts = {
    version: version + 1,
    plain_values: JSON.stringify(values),
    sealed_values: JSON.stringify(Object.fromEntries(sealed)),
    changed_at: by.at,
    changed_by: by.operatorId,
  }
  if (version === 0) {
    const inserted = await queryable
      .insertInto('connector_settings')
      .values({ connector, ...facts })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    return (inserted.numInsertedOrUpdatedRows ?? 0n) > 0n
  }
  const updated = await queryable
    .updateTable('connector_settings')
    .set(facts)
    .where('connector', '=', connector)
    .where('version', '=', version)
    .executeTakeFirst()
  return updated.numUpdatedRows > 0n
}

/** Bound to its place, so that no secret can be moved to where it would be shown or sent elsewhere. */
function purposeOf(connector: string, path: string): string {
  return `connector settings ${connector} ${path}`
}

function opened(row: Selectable<ConnectorSettingsTable>, vault: Vault): StoredConnectorSettings {
  const secrets: Record<string, string> = {}
  const unreadable: string[] = []
  for (const [path, text] of Object.entries(row.sealed_values)) {
    try {
      secrets[path] = vault.open(Buffer.from(text, 'base64'), purposeOf(row.connector, path))
    } catch {
      unreadable.push(path)
    }
  }
  return {
    connector: row.connector,
    version: row.version,
    values: row.plain_values as JsonObject,
    secrets,
    unreadable,
    changedAt: row.changed_at,
    changedBy: row.changed_by,
  }
}
