import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { OrderKind, ProductOrderTable } from './schema/tables.ts'

/** What a customer may be told about an order of theirs is chosen from this row. */
export type OrderOfCustomer = Pick<
  Selectable<ProductOrderTable>,
  | 'id'
  | 'kind'
  | 'crm_order_id'
  | 'crm_order_number'
  | 'state'
  | 'items'
  | 'promo_code'
  | 'subject'
  | 'billing_order_id'
  | 'billing_service_ids'
  | 'masked_iccid'
  | 'next_action'
  | 'error_code'
  | 'error_message'
  | 'opportunity_id'
  | 'request_fingerprint'
  | 'notes'
  | 'pbx'
  | 'correlation_id'
  | 'created_at'
  | 'updated_at'
>

const ofCustomer = (queryable: Queryable, customerId: string) =>
  queryable
    .selectFrom('product_order')
    .select([
      'id',
      'kind',
      'crm_order_id',
      'crm_order_number',
      'state',
      'items',
      'promo_code',
      'subject',
      'billing_order_id',
      'billing_service_ids',
      'masked_iccid',
      'next_action',
      'error_code',
      'error_message',
      'opportunity_id',
      'request_fingerprint',
      'notes',
      'pbx',
      'correlation_id',
      'created_at',
      'updated_at',
    ])
    .where('customer_id', '=', customerId)

/** Someone else's order is not found. */
export async function findOrderOfCustomer(
  queryable: Queryable,
  customerId: string,
  by: { id: string } | { crmOrderId: string } | { idempotencyKey: string },
): Promise<OrderOfCustomer | undefined> {
  const orders = ofCustomer(queryable, customerId)
  if ('id' in by) return orders.where('id', '=', by.id).executeTakeFirst()
  if ('crmOrderId' in by) return orders.where('crm_order_id', '=', by.crmOrderId).executeTakeFirst()
  return orders.where('idempotency_key', '=', by.idempotencyKey).executeTakeFirst()
}

/** Newest first; `before` is the id of the last order of the page before. */
export async function listOrdersOfCustomer(
  queryable: Queryable,
  customerId: string,
  page: { limit: number; before?: string },
): Promise<OrderOfCustomer[]> {
  const orders = ofCustomer(queryable, customerId)
    .where('kind', '=', 'acquisition')
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit)
  if (page.before === undefined) return orders.execute()
  return orders
    .where(
      sql<boolean>`(created_at, id) < (select created_at, id from product_order where id = ${page.before} and customer_id = ${customerId})`,
    )
    .execute()
}

/** The order that a billing service came from. */
export async function findOrderOfService(
  queryable: Queryable,
  customerId: string,
  serviceId: string,
): Promise<OrderOfCustomer | undefined> {
  return ofCustomer(queryable, customerId)
    .where('kind', '=', 'acquisition')
    .where(sql<boolean>`billing_service_ids @> array[${serviceId}]::text[]`)
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** All orders of a customer that made billing services, for telling services from each other. */
export async function listOrdersWithServices(
  queryable: Queryable,
  customerId: string,
): Promise<OrderOfCustomer[]> {
  return ofCustomer(queryable, customerId)
    .where('kind', '=', 'acquisition')
    .where(sql<boolean>`cardinality(billing_service_ids) > 0`)
    .orderBy('created_at', 'desc')
    .execute()
}

/** Reissues and top-ups of one service, newest first. */
export async function listServiceActions(
  queryable: Queryable,
  customerId: string,
  serviceId: string,
  kind: Exclude<OrderKind, 'acquisition'>,
): Promise<OrderOfCustomer[]> {
  return ofCustomer(queryable, customerId)
    .where('kind', '=', kind)
    .where(sql<boolean>`subject ->> 'billingServiceId' = ${serviceId}`)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** A value that some step of the order has in its result, for example the invoice id of a top-up. */
export async function readStepResult(
  queryable: Queryable,
  orderId: string,
  field: string,
): Promise<string | undefined> {
  const row = await queryable
    .selectFrom('order_step')
    .select(sql<string>`result ->> ${field}`.as('value'))
    .where('order_id', '=', orderId)
    .where(sql<boolean>`result ->> ${field} is not null`)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return row?.value
}

export interface PublicTimelineEvent {
  id: string
  orderId: string
  at: Date
  kind: string
  text: string
}

/** What the customer may see of the stories of these orders, each after the event named, oldest first. */
export async function readPublicTimeline(
  queryable: Queryable,
  orders: { orderId: string; afterId?: string }[],
): Promise<PublicTimelineEvent[]> {
  if (orders.length === 0) return []
  const ids = orders.map(({ orderId }) => orderId)
  const after = orders.map(({ afterId }) => afterId ?? '0')
  const result = await sql<PublicTimelineEvent>`
    select event.id, event.order_id as "orderId", event.at, event.kind, event.text
    from unnest(${ids}::uuid[], ${after}::bigint[]) as asked (order_id, after_id)
    join timeline_event as event on event.order_id = asked.order_id and event.id > asked.after_id
    where event.public
    order by event.id`.execute(queryable)
  return result.rows
}

export type OrderProgress = Pick<OrderOfCustomer, 'id' | 'state' | 'updated_at'>

export async function readProgress(queryable: Queryable, orderIds: string[]): Promise<OrderProgress[]> {
  if (orderIds.length === 0) return []
  return queryable
    .selectFrom('product_order')
    .select(['id', 'state', 'updated_at'])
    .where('id', 'in', orderIds)
    .execute()
}
