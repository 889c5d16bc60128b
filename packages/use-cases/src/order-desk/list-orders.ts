import type { ConsoleOrderCountsBody, ConsoleOrderListBody, ConsoleOrderListQuery } from '@turnup/contracts'
import { accept, type Outcome } from '@turnup/domain'
import { countOrders, listOrders } from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { orderSummary } from './order-summary.ts'
import { cursorRefusal, storeFilter } from './store-filter.ts'

/** One page of all orders (R145, R197 to R199). */
export async function listConsoleOrders(
  ctx: Context,
  { sort, cursor, limit, ...filter }: ConsoleOrderListQuery,
): Promise<Outcome<ConsoleOrderListBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const now = ctx.clock.now()
  const page = await listOrders(ctx.db, storeFilter(filter, now), { sort, cursor, limit })
  if (!page) return cursorRefusal()
  return accept({ ...page, items: page.items.map((row) => orderSummary(ctx, row, now)) })
}

/** How many orders there are in each state, under each cause, and with each actor. */
export async function countConsoleOrders(ctx: Context): Promise<Outcome<ConsoleOrderCountsBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  return accept(await countOrders(ctx.db, ctx.clock.now()))
}
