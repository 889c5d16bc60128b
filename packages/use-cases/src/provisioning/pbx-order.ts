import { accept, type Outcome, type PbxDetails, refuse } from '@turnup/domain'
import {
  findOrderId,
  loadOrderWork,
  type OperatorRole,
  type OperatorRow,
  type OrderWork,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { orderUnknown } from '../order-desk/read-order-page.ts'

export interface PbxOrderWork extends OrderWork {
  pbx: PbxDetails
}

export interface AskedPbxOrder {
  work: PbxOrderWork
  operator: OperatorRow
}

/** The PBX order that an operator of this role at least names, by our id or the CRM's. */
export async function askPbxOrder(
  ctx: Context,
  named: string,
  minimum: OperatorRole,
): Promise<Outcome<AskedPbxOrder>> {
  const asked = await asOperator(ctx, minimum)
  if (!asked.ok) return asked
  const id = await findOrderId(ctx.db, named)
  const work = id ? await loadOrderWork(ctx.db, id) : undefined
  if (!work) return orderUnknown()
  const pbx = pbxOf(work)
  return pbx.ok ? accept({ work: { ...work, pbx: pbx.value }, operator: asked.value }) : pbx
}

/** The PBX of an order that was just read. */
export function pbxOf({ head }: OrderWork): Outcome<PbxDetails> {
  return head.pbx ? accept(head.pbx) : refuse('conflict', 'NOT_A_PBX_ORDER', 'The order has no PBX.')
}

/** What a step of this key came to, as text; undefined while it is not done. */
export function resultOf({ steps }: Pick<OrderWork, 'steps'>, key: string, name: string): string | undefined {
  const value = steps.find((step) => step.key === key)?.result?.[name]
  return typeof value === 'string' ? value : undefined
}
