import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { likeLiteral } from './order-filter.ts'
import { decodeCursor, type Page, toPage } from './page-cursor.ts'
import type { AuditEventTable } from './schema/tables.ts'

export interface AuditFilter {
  actorId?: string
  /** An action, or a family of them with a star at the end: 'order.*'. */
  action?: string
  subjectKind?: string
  subjectId?: string
  from?: Date
  before?: Date
  correlationId?: string
}

/** Who changed what, newest first. @returns undefined when the cursor is not one of the audit */
export async function listAudit(
  queryable: Queryable,
  filter: AuditFilter,
  page: { limit: number; cursor?: string },
): Promise<Page<Selectable<AuditEventTable>> | undefined> {
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, 'audit', 1)
  if (!after || (after.length > 0 && !/^\d{1,18}$/.test(after[0] ?? ''))) return undefined
  let query = queryable.selectFrom('audit_event').selectAll()
  if (filter.actorId !== undefined) query = query.where('actor_id', '=', filter.actorId)
  if (filter.action?.endsWith('*'))
    query = query.where('action', 'like', `${likeLiteral(filter.action.slice(0, -1))}%`)
  else if (filter.action !== undefined) query = query.where('action', '=', filter.action)
  if (filter.subjectKind !== undefined) query = query.where('subject_kind', '=', filter.subjectKind)
  if (filter.subjectId !== undefined) query = query.where('subject_id', '=', filter.subjectId)
  if (filter.correlationId !== undefined) query = query.where('correlation_id', '=', filter.correlationId)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.before) query = query.where('at', '<', filter.before)
  if (after.length > 0) query = query.where(sql<boolean>`id < ${after[0]}::bigint`)
  const rows = await query
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return toPage(rows, page.limit, 'audit', (row) => [row.id])
}
