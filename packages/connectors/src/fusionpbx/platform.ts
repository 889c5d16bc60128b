import { type ConnectorDeps, ProviderError } from '@turnup/domain'
import type { FusionPbxConfig } from './config.ts'
import type { Database, Query } from './database.ts'
import { type Catalogue, readCatalogue, type Writer } from './schema.ts'

/** What every part of the connector works with. */
export interface FusionPbx {
  config: FusionPbxConfig
  deps: ConnectorDeps
  database: Database
  /** For inserts: what this FusionPBX looks like is read once, and again when it turns out to be otherwise. */
  writer(query: Query): Promise<Writer>
}

export function createPlatform(config: FusionPbxConfig, deps: ConnectorDeps, database: Database): FusionPbx {
  let catalogue: Catalogue | undefined
  return {
    config,
    deps,
    database: {
      ...database,
      async write(work, run) {
        try {
          return await database.write(work, run)
        } catch (error) {
          // After an upgrade of FusionPBX its tables may be others.
          if (error instanceof ProviderError && error.code === 'SCHEMA_UNKNOWN') catalogue = undefined
          throw error
        }
      },
    },
    async writer(query) {
      catalogue ??= await readCatalogue(query)
      return { query, catalogue, now: deps.now(), serviceUserId: config.serviceUserId }
    },
  }
}
