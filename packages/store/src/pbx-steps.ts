import type { OrderStep } from '@turnup/domain'
import { sql } from 'kysely'
import type { Queryable } from './database.ts'

export type PbxStepView = Pick<OrderStep, 'key' | 'state' | 'gateDecision' | 'error'> & { loginUrl?: string }

/** What tells the phase of PBX orders: their steps, without inputs and results; by order. */
export async function readPbxSteps(
  queryable: Queryable,
  orderIds: string[],
): Promise<Map<string, PbxStepView[]>> {
  const byOrder = new Map<string, PbxStepView[]>()
  if (orderIds.length === 0) return byOrder
  const rows = await queryable
    .selectFrom('order_step')
    .select(['order_id', 'key', 'state', 'gate_decision', 'error'])
    .select(sql<string | null>`result ->> 'loginUrl'`.as('loginUrl'))
    .where('order_id', 'in', orderIds)
    .orderBy('order_id')
    .orderBy('position')
    .execute()
  for (const row of rows) {
    const step: PbxStepView = {
      key: row.key,
      state: row.state,
      gateDecision: row.gate_decision ?? undefined,
      error: row.error ?? undefined,
      loginUrl: row.loginUrl ?? undefined,
    }
    byOrder.set(row.order_id, [...(byOrder.get(row.order_id) ?? []), step])
  }
  return byOrder
}
