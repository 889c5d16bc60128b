import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/**
 * A text that is another one after any order was made or changed. Not the newest change alone: transactions do not end
 * in the order of their instants, and clocks of several processes differ, so the last minute before it is looked at
 * too, through an index and at most a thousand rows.
 */
export async function readQueueVersion(queryable: Queryable): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select coalesce(md5(string_agg(concat_ws(' ', id, revision, updated_at), ',' order by updated_at desc, id desc)), 'empty')
      as version
    from (
      select id, revision, updated_at from product_order
      where updated_at >= (select max(updated_at) from product_order) - interval '1 minute'
      order by updated_at desc, id desc
      limit 1000
    ) as newest
  `.execute(queryable)
  return rows[0]?.version ?? 'empty'
}
