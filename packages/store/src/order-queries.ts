import type { NextAction, OrderState } from '@turnup/domain'
import { type Expression, type ExpressionBuilder, type Selectable, type SqlBool, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { decodeCursor, type Page, toPage } from './page-cursor.ts'
import type { OrderKind, ProductOrderTable, Tables } from './schema/tables.ts'

export interface OrderFilter {
  states?: OrderState[]
  kinds?: OrderKind[]
  errorCodes?: string[]
  /** Who has to act. */
  who?: NextAction['who'][]
  /** Orders with an unsettled step in whose error this outside system is named. */
  connector?: string
  /** Customer number or e-mail address. */
  customer?: string
  /** Our id, the CRM's id or number (beginning; the number's end too), the billing order id. */
  text?: string
  createdFrom?: Date
  createdBefore?: Date
  updatedFrom?: Date
  updatedBefore?: Date
  /** Only orders whose deadline is before this instant. */
  dueBefore?: Date
}

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
> & { email: string; first_name: string; last_name: string; company: string | null; sort_key: string }

const unfinished: readonly OrderState[] = [
  'acknowledged',
  'pending',
  'inProgress',
  'held',
  'assessingCancellation',
]
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Must read like the index on it. Orders without a deadline come last. */
const dueKey = sql<string>`coalesce(product_order.next_action ->> 'by', '9999')`

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
      sql<string>`(${key})::text`.as('sort_key'),
    ])
    .where((eb) => eb.and(conditionsOf(eb, filter)))
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
  return uuid.test(id) && (sort === 'due' || isInstant)
}

/** Ids of the orders of a filter, oldest first, for doing the same to all of them. */
export async function listOrderIds(
  queryable: Queryable,
  filter: OrderFilter,
  limit: number,
): Promise<string[]> {
  const rows = await queryable
    .selectFrom('product_order')
    .select('id')
    .where((eb) => eb.and(conditionsOf(eb, filter)))
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

function conditionsOf(eb: ExpressionBuilder<Tables, 'product_order'>, filter: OrderFilter) {
  const conditions: Expression<SqlBool>[] = []
  if (filter.states) conditions.push(eb('product_order.state', 'in', filter.states))
  if (filter.kinds) conditions.push(eb('product_order.kind', 'in', filter.kinds))
  if (filter.errorCodes) conditions.push(eb('product_order.error_code', 'in', filter.errorCodes))
  if (filter.who) conditions.push(sql<SqlBool>`product_order.next_action ->> 'who' = any(${filter.who})`)
  if (filter.connector !== undefined) conditions.push(isHeldUpBy(filter.connector))
  if (filter.customer !== undefined) conditions.push(isOfCustomer(eb, filter.customer))
  if (filter.text !== undefined) conditions.push(matches(eb, filter.text))
  if (filter.createdFrom) conditions.push(eb('product_order.created_at', '>=', filter.createdFrom))
  if (filter.createdBefore) conditions.push(eb('product_order.created_at', '<', filter.createdBefore))
  if (filter.updatedFrom) conditions.push(eb('product_order.updated_at', '>=', filter.updatedFrom))
  if (filter.updatedBefore) conditions.push(eb('product_order.updated_at', '<', filter.updatedBefore))
  if (filter.dueBefore) conditions.push(sql<SqlBool>`${dueKey} < ${filter.dueBefore.toISOString()}`)
  return conditions
}

function isHeldUpBy(connector: string): Expression<SqlBool> {
  return sql<SqlBool>`product_order.id in (
    select order_id from order_step
    where error is not null and error ->> 'connector' = ${connector}
      and state not in ('done', 'skipped', 'undone'))`
}

function isOfCustomer(eb: ExpressionBuilder<Tables, 'product_order'>, customer: string) {
  if (!customer.includes('@')) return eb('product_order.customer_number', '=', customer)
  return sql<SqlBool>`product_order.customer_id in (
    select id from portal_user where lower(email) = ${customer.toLowerCase()})`
}

function matches(eb: ExpressionBuilder<Tables, 'product_order'>, text: string) {
  if (uuid.test(text)) return eb('product_order.id', '=', text)
  const beginning = `${likeLiteral(text)}%`
  const end = `${likeLiteral([...text].reverse().join(''))}%`
  return eb.or([
    eb('product_order.crm_order_id', 'like', beginning),
    eb('product_order.crm_order_number', 'like', beginning),
    sql<SqlBool>`reverse(product_order.crm_order_number) like ${end}`,
    eb('product_order.billing_order_id', '=', text),
  ])
}

/** The text itself in a LIKE pattern. */
export function likeLiteral(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&')
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
      if (uuid.test(named)) return query.where('id', '=', named)
      if (named.length === 15) return query.where('crm_order_id', 'like', `${likeLiteral(named)}%`)
      return query.where('crm_order_id', '=', named)
    })
    .executeTakeFirst()
  return row?.id
}
