import type { OrderState } from '@turnup/domain'
import { type Selectable, type SqlBool, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { dueKey, likeLiteral, type OrderFilter, orderConditions, uuidPattern } from './order-filter.ts'
import { decodeCursor, type Page, toPage } from './page-cursor.ts'
import type { ProductOrderTable } from './schema/tables.ts'

export type OrderSort = 'created' | '-created' | 'updated' | '-updated' | 'due'

export type OrderListRow = Pick<
  Selectable<ProductOrderTable>,
  | 'id'
  | 'kind'
  | 'crm_order_id'
  | 'crm_order_number'
  | 'state'
  | 'generation'
  | 'channel'
  | 'items'
  | 'customer_number'
  | 'billing_order_id'
  | 'masked_iccid'
  | 'next_action'
  | 'error_code'
  | 'error_message'
  | 'wake_at'
  | 'created_at'
  | 'updated_at'
  | 'finished_at'
> & {
  email: string
  first_name: string
  last_name: string
  company: string | null
  plan_uses: PlanUse[]
  sort_key: string
}

/** What tells the outside system of a step: the action, and the carrier where its input names one. */
export interface PlanUse {
  action: string
  providerId: string | null
}

/** Each pair once, in the order of the plan. */
const planUses = sql<PlanUse[]>`(
  select coalesce(json_agg(json_build_object('action', action, 'providerId', provider) order by first), '[]')
  from (
    select action, input ->> 'providerId' as provider, min(position) as first
    from order_step where order_id = product_order.id group by 1, 2
  ) as used)`

const unfinished: readonly OrderState[] = [
  'acknowledged',
  'pending',
  'inProgress',
  'held',
  'assessingCancellation',
]
/** Sort columns, and how their text in a cursor is read back. Instants travel as text: a Date would lose microseconds. */
const sorts = {
  created: { key: sql`product_order.created_at`, type: sql`timestamptz`, down: false },
  '-created': { key: sql`product_order.created_at`, type: sql`timestamptz`, down: true },
  updated: { key: sql`product_order.updated_at`, type: sql`timestamptz`, down: false },
  '-updated': { key: sql`product_order.updated_at`, type: sql`timestamptz`, down: true },
  due: { key: dueKey, type: sql`text`, down: false },
} as const

/**
 * One page of orders by keyset: every order that stays in place is on exactly one page, however many there are.
 * @returns undefined when the cursor is not one of this sort
 */
export async function listOrders(
  queryable: Queryable,
  filter: OrderFilter,
  page: { sort: OrderSort; limit: number; cursor?: string },
): Promise<Page<OrderListRow> | undefined> {
  const { key, type, down } = sorts[page.sort]
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, page.sort, 2)
  if (!after || (after.length > 0 && !isPosition(page.sort, after))) return undefined
  const direction = down ? 'desc' : 'asc'
  const rows = await queryable
    .selectFrom('product_order')
    .innerJoin('portal_user', 'portal_user.id', 'product_order.customer_id')
    .select([
      'product_order.id',
      'product_order.kind',
      'product_order.crm_order_id',
      'product_order.crm_order_number',
      'product_order.state',
      'product_order.generation',
      'product_order.channel',
      'product_order.items',
      'product_order.customer_number',
      'product_order.billing_order_id',
      'product_order.masked_iccid',
      'product_order.next_action',
      'product_order.error_code',
      'product_order.error_message',
      'product_order.wake_at',
      'product_order.created_at',
      'product_order.updated_at',
      'product_order.finished_at',
      'portal_user.email',
      'portal_user.first_name',
      'portal_user.last_name',
      'portal_user.company',
      planUses.as('plan_uses'),
      sql<string>`(${key})::text`.as('sort_key'),
    ])
    .where((eb) => eb.and(orderConditions(eb, filter)))
    .$if(after.length > 0, (query) =>
      query.where(
        sql<SqlBool>`(${key}, product_order.id) ${sql.raw(down ? '<' : '>')} (${after[0]}::${type}, ${after[1]}::uuid)`,
      ),
    )
    .orderBy(key, direction)
    .orderBy('product_order.id', direction)
    .limit(page.limit + 1)
    .execute()
  return toPage(rows, page.limit, page.sort, (row) => [row.sort_key, row.id])
}

/** Whether PostgreSQL will be able to read the position; a forged cursor is refused, not thrown. */
function isPosition(sort: OrderSort, [key = '', id = '']: string[]): boolean {
  const isInstant = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?[+-]\d\d(:\d\d)?$/.test(key)
  return uuidPattern.test(id) && (sort === 'due' || isInstant)
}

/**
 * Ids of the orders of a filter, oldest first, for doing the same to all of them.
 * @returns undefined when the cursor is not one of this list
 */
export async function listOrderIds(
  queryable: Queryable,
  filter: OrderFilter,
  page: { limit: number; cursor?: string },
): Promise<Page<string> | undefined> {
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, 'ids', 2)
  if (!after || (after.length > 0 && !isPosition('created', after))) return undefined
  const rows = await queryable
    .selectFrom('product_order')
    .select(['id', sql<string>`created_at::text`.as('instant')])
    .where((eb) => eb.and(orderConditions(eb, filter)))
    .$if(after.length > 0, (query) =>
      query.where(sql<SqlBool>`(created_at, id) > (${after[0]}::timestamptz, ${after[1]}::uuid)`),
    )
    .orderBy('created_at')
    .orderBy('id')
    .limit(page.limit + 1)
    .execute()
  const { items, nextCursor } = toPage(rows, page.limit, 'ids', (row) => [row.instant, row.id])
  return { items: items.map((row) => row.id), nextCursor }
}

export interface OrderCounts {
  byState: { key: string; count: number }[]
  byCause: { key: string; count: number }[]
  byActor: { key: string; count: number }[]
  overdue: number
}

/** The header of the order list; each part is one walk over an index. */
export async function countOrders(queryable: Queryable, now: Date): Promise<OrderCounts> {
  const counted = queryable.selectFrom('product_order').select(sql<string>`count(*)`.as('count'))
  const [states, causes, actors, overdue] = await Promise.all([
    counted.select('state as key').groupBy('state').execute(),
    counted
      .select('error_code as key')
      .where('error_code', 'is not', null)
      .where('state', 'in', unfinished)
      .groupBy('error_code')
      .execute(),
    counted
      .select(sql<string | null>`next_action ->> 'who'`.as('key'))
      .where('next_action', 'is not', null)
      .groupBy(sql`next_action ->> 'who'`)
      .execute(),
    counted.where(sql<SqlBool>`${dueKey} < ${now.toISOString()}`).executeTakeFirstOrThrow(),
  ])
  return {
    byState: sorted(states),
    byCause: sorted(causes),
    byActor: sorted(actors),
    overdue: Number(overdue.count),
  }
}

function sorted(rows: { key: string | null; count: string }[]) {
  return rows
    .map((row) => ({ key: row.key ?? 'UNKNOWN', count: Number(row.count) }))
    .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key))
}

/** Our id of an order that is named by ours or by the CRM's id (15 or 18 characters). */
export async function findOrderId(queryable: Queryable, named: string): Promise<string | undefined> {
  const row = await queryable
    .selectFrom('product_order')
    .select('id')
    .$call((query) => {
      if (uuidPattern.test(named)) return query.where('id', '=', named)
      if (named.length === 15) return query.where('crm_order_id', 'like', `${likeLiteral(named)}%`)
      return query.where('crm_order_id', '=', named)
    })
    .executeTakeFirst()
  return row?.id
}
