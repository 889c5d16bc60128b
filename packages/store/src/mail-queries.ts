import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { decodeCursor, type Page, toPage } from './page-cursor.ts'
import type { MailMessageTable } from './schema/tables.ts'

export type MailRow = Selectable<MailMessageTable>

export interface MailFilter {
  states?: MailRow['state'][]
  template?: string
  to?: string
  orderId?: string
  createdFrom?: Date
  createdBefore?: Date
}

/** Must read like the index on it: failed first, then those that wait. */
const triage = sql<number>`case state when 'failed' then 2 when 'queued' then 1 else 0 end`

/** Failed mails first, newest first in each state (R139). @returns undefined when the cursor is not one of mails */
export async function listMails(
  queryable: Queryable,
  filter: MailFilter,
  page: { limit: number; cursor?: string },
): Promise<Page<MailRow & { rank: number; instant: string }> | undefined> {
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, 'mails', 3)
  const [rank = '', instant = '', id = ''] = after ?? []
  const isReadable = /^[012]$/.test(rank) && /^\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+$/.test(instant)
  if (!after || (after.length > 0 && !isReadable)) return undefined
  let query = queryable
    .selectFrom('mail_message')
    .selectAll()
    .select([triage.as('rank'), sql<string>`created_at::text`.as('instant')])
  if (filter.states) query = query.where('state', 'in', filter.states)
  if (filter.template !== undefined) query = query.where('template', '=', filter.template)
  if (filter.to !== undefined) query = query.where(sql<boolean>`lower(to_email) = ${filter.to.toLowerCase()}`)
  if (filter.orderId !== undefined) query = query.where('order_id', '=', filter.orderId)
  if (filter.createdFrom) query = query.where('created_at', '>=', filter.createdFrom)
  if (filter.createdBefore) query = query.where('created_at', '<', filter.createdBefore)
  if (after.length > 0) {
    query = query.where(
      sql<boolean>`(${triage}, created_at, id) < (${rank}::integer, ${instant}::timestamptz, ${id})`,
    )
  }
  const rows = await query
    .orderBy(triage, 'desc')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return toPage(rows, page.limit, 'mails', (row) => [String(row.rank), row.instant, row.id])
}

export async function readMail(queryable: Queryable, id: string): Promise<MailRow | undefined> {
  return queryable.selectFrom('mail_message').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Queues a failed mail anew, under the same Message-ID. @returns false when it is not failed */
export async function requeueFailedMail(queryable: Queryable, id: string, at: Date): Promise<boolean> {
  const result = await queryable
    .updateTable('mail_message')
    .set({ state: 'queued', wake_at: at, attempt_count: 0, last_error: null })
    .where('id', '=', id)
    .where('state', '=', 'failed')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}
