import type { Dino, Exchange } from '@turnup/domain'
import { type ConnectorHealth, type Database, recordConnectorHealth } from '@turnup/store'

export interface ConnectorWatch {
  /** Notes how one call went; never waits and never fails. */
  note(exchange: Exchange, at: Date): void
  /** Writes the notes down. */
  flush(): Promise<void>
}

/**
 * Keeps `connector_state` up to date without a write for every call: notes are gathered and written together. A
 * business no counts as success, since the system was there to say it.
 */
export function createConnectorWatch(db: Database, log: Dino): ConnectorWatch {
  const notes = new Map<string, ConnectorHealth>()
  return {
    note({ connector, operation, outcome }, at) {
      const note = notes.get(connector) ?? { connector }
      if (outcome === 'ok' || outcome === 'rejected') note.lastSuccessAt = at
      else Object.assign(note, { lastFailureAt: at, lastFailure: `${outcome} at ${operation}` })
      notes.set(connector, note)
    },
    async flush() {
      const gathered = [...notes.values()]
      notes.clear()
      for (const health of gathered) {
        try {
          await recordConnectorHealth(db, health)
        } catch (error) {
          log.warn(
            { err: error, connector: health.connector },
            'How a connector is doing could not be written.',
          )
        }
      }
    },
  }
}
