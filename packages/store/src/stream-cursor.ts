import type { StreamCursor } from '@turnup/domain'
import type { Database } from './database.ts'

/** The durable place in an event stream (R021, R095); replay ids are opaque bytes. */
export function createStreamCursor(db: Database, topic: string, now: () => Date): StreamCursor {
  return {
    async load() {
      const row = await db
        .selectFrom('stream_cursor')
        .select('replay_id')
        .where('topic', '=', topic)
        .executeTakeFirst()
      return row && new Uint8Array(row.replay_id)
    },
    async save(position) {
      const place = { replay_id: Buffer.from(position), updated_at: now() }
      await db
        .insertInto('stream_cursor')
        .values({ topic, ...place })
        .onConflict((conflict) => conflict.column('topic').doUpdateSet(place))
        .execute()
    },
  }
}
