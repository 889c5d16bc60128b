import type { OrderState } from '@turnup/domain'
import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { decodeCursor, type Page, toPage } from './page-cursor.ts'
import type {
  InboxDeliveryTable,
  InboxTable,
  MailMessageTable,
  PortalUserTable,
  ProductOrderTable,
  StepAttemptTable,
  TimelineEventTable,
} from './schema/tables.ts'

export type TimelineRow = Selectable<TimelineEventTable>
export type AttemptRow = Selectable<StepAttemptTable>
export type OrderPageHead = Selectable<ProductOrderTable> &
  Pick<Selectable<PortalUserTable>, 'email' | 'first_name' | 'last_name' | 'company'>

/** The order itself with the name of its customer. */
export async function readOrderPageHead(
  queryable: Queryable,
  orderId: string,
): Promise<OrderPageHead | undefined> {
  return queryable
    .selectFrom('product_order')
    .innerJoin('portal_user', 'portal_user.id', 'product_order.customer_id')
    .selectAll('product_order')
    .select(['portal_user.email', 'portal_user.first_name', 'portal_user.last_name', 'portal_user.company'])
    .where('product_order.id', '=', orderId)
    .executeTakeFirst()
}

interface PageRequest {
  limit: number
  cursor?: string
}

/** The order's story, newest first. @returns undefined when the cursor is not one of a timeline */
export async function readTimelinePage(
  queryable: Queryable,
  orderId: string,
  page: PageRequest,
): Promise<Page<TimelineRow> | undefined> {
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, 'timeline', 1)
  if (!after || (after.length > 0 && !/^\d{1,18}$/.test(after[0] ?? ''))) return undefined
  const rows = await queryable
    .selectFrom('timeline_event')
    .selectAll()
    .where('order_id', '=', orderId)
    .$if(after.length > 0, (query) => query.where('id', '<', after[0] ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return toPage(rows, page.limit, 'timeline', (row) => [row.id])
}

/** Attempts with their exchanges, newest first. @returns undefined when the cursor is not one of attempts */
export async function readAttemptsPage(
  queryable: Queryable,
  orderId: string,
  page: PageRequest & { step?: string },
): Promise<Page<AttemptRow> | undefined> {
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, 'attempts', 1)
  if (!after || (after.length > 0 && !/^[0-9a-f-]{36}$/.test(after[0] ?? ''))) return undefined
  const { step } = page
  const rows = await queryable
    .selectFrom('step_attempt')
    .selectAll()
    .where('order_id', '=', orderId)
    .$if(step !== undefined, (query) => query.where('step_key', '=', step ?? ''))
    .$if(after.length > 0, (query) => query.where('id', '<', after[0] ?? ''))
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return toPage(rows, page.limit, 'attempts', (row) => [row.id])
}

export async function listMailsOfOrder(
  queryable: Queryable,
  orderId: string,
): Promise<Selectable<MailMessageTable>[]> {
  return queryable
    .selectFrom('mail_message')
    .selectAll()
    .where('order_id', '=', orderId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(100)
    .execute()
}

export interface InboxOfOrder {
  entries: Selectable<InboxTable>[]
  deliveries: Selectable<InboxDeliveryTable>[]
}

/** Every request to fulfil this CRM order, and the newest deliveries that asked for it. */
export async function readInboxOfOrder(queryable: Queryable, crmOrderId: string): Promise<InboxOfOrder> {
  const [entries, deliveries] = await Promise.all([
    queryable
      .selectFrom('inbox')
      .selectAll()
      .where('crm_order_id', '=', crmOrderId)
      .orderBy('generation', 'desc')
      .limit(50)
      .execute(),
    queryable
      .selectFrom('inbox_delivery')
      .selectAll()
      .where('crm_order_id', '=', crmOrderId)
      .orderBy('received_at', 'desc')
      .limit(200)
      .execute(),
  ])
  return { entries, deliveries }
}

/** What changes whenever anything about an order does. */
export interface OrderMark {
  id: string
  state: OrderState
  updatedAt: Date
  lastEventId: string | null
}

export async function readOrderMarks(queryable: Queryable, orderIds: string[]): Promise<OrderMark[]> {
  if (orderIds.length === 0) return []
  return queryable
    .selectFrom('product_order')
    .select(['id', 'state', 'updated_at as updatedAt'])
    .select(
      sql<string | null>`(select max(id) from timeline_event where order_id = product_order.id)`.as(
        'lastEventId',
      ),
    )
    .where('id', 'in', orderIds)
    .execute()
}
