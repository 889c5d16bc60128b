import type { NextAction, OrderState } from '@turnup/domain'
import { type Expression, type ExpressionBuilder, type SqlBool, sql } from 'kysely'
import type { OrderKind, Tables } from './schema/tables.ts'

export interface OrderFilter {
  states?: OrderState[]
  kinds?: OrderKind[]
  errorCodes?: string[]
  /** Who has to act. */
  who?: NextAction['who'][]
  /** Orders with an unsettled step in whose error this outside system is named. */
  connector?: string
  /** Our id of the customer. */
  customerId?: string
  /** Customer number or e-mail address. */
  customer?: string
  /** Our id, the CRM's id or number (beginning; the number's end too), the billing order id. */
  text?: string
  createdFrom?: Date
  createdBefore?: Date
  updatedFrom?: Date
  updatedBefore?: Date
  /** Only orders with a failed or unknown step. */
  isStuck?: boolean
  /** Only orders whose deadline is before this instant. */
  dueBefore?: Date
}

export const uuidPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
/** Must read like the index on it. Orders without a deadline come last. */
export const dueKey = sql<string>`coalesce(product_order.next_action ->> 'by', '9999')`

/** What a filter asks of a row of product_order; each part has an index. */
export function orderConditions(eb: ExpressionBuilder<Tables, 'product_order'>, filter: OrderFilter) {
  const conditions: Expression<SqlBool>[] = []
  if (filter.states) conditions.push(eb('product_order.state', 'in', filter.states))
  if (filter.kinds) conditions.push(eb('product_order.kind', 'in', filter.kinds))
  if (filter.errorCodes) conditions.push(eb('product_order.error_code', 'in', filter.errorCodes))
  if (filter.who) conditions.push(sql<SqlBool>`product_order.next_action ->> 'who' = any(${filter.who})`)
  if (filter.connector !== undefined) conditions.push(isHeldUpBy(filter.connector))
  if (filter.customerId !== undefined)
    conditions.push(eb('product_order.customer_id', '=', filter.customerId))
  if (filter.customer !== undefined) conditions.push(isOfCustomer(eb, filter.customer))
  if (filter.text !== undefined) conditions.push(matches(eb, filter.text))
  if (filter.createdFrom) conditions.push(eb('product_order.created_at', '>=', filter.createdFrom))
  if (filter.createdBefore) conditions.push(eb('product_order.created_at', '<', filter.createdBefore))
  if (filter.updatedFrom) conditions.push(eb('product_order.updated_at', '>=', filter.updatedFrom))
  if (filter.updatedBefore) conditions.push(eb('product_order.updated_at', '<', filter.updatedBefore))
  if (filter.isStuck) {
    conditions.push(sql<SqlBool>`product_order.id in (
      select order_id from order_step where state in ('failed', 'unknown'))`)
  }
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
  if (uuidPattern.test(text)) return eb('product_order.id', '=', text)
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
