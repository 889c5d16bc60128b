import { accept, type Outcome, ProviderError, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { cancelOrder } from './cancel-order.ts'

const batchSize = 200

/**
 * Takes over what a reviewer decided in the CRM: an order that is cancelled there is cancelled here and walked back
 * (R079). Nothing announces it, so it is looked for among the orders that await review or are held.
 * @returns how many were cancelled now
 */
export async function sweepCancelledOrders(context: Context): Promise<Outcome<{ cancelled: number }>> {
  let cancelled = 0
  let after = ''
  try {
    for (;;) {
      const batch = await openOrders(context, after)
      const gone = await context.ports.crm.findCancelledOrders(batch.map((order) => order.crmOrderId))
      for (const order of batch.filter(({ crmOrderId }) => gone.includes(crmOrderId))) {
        const outcome = await cancelOrder(context, order.id, 'Cancelled in the CRM.')
        if (outcome.ok) cancelled += 1
        else
          context.log.warn(
            { orderId: order.id, code: outcome.refusal.code },
            'cancelled in the CRM, but not here',
          )
      }
      if (batch.length < batchSize) return accept({ cancelled })
      after = batch.at(-1)?.crmOrderId ?? ''
    }
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return refuse('unavailable', error.code, error.message)
  }
}

async function openOrders({ db }: Context, after: string): Promise<{ id: string; crmOrderId: string }[]> {
  const rows = await db
    .selectFrom('product_order')
    .select(['id', 'crm_order_id'])
    .where('state', 'in', ['pending', 'held'])
    .where('kind', '=', 'acquisition')
    .where('crm_order_id', '>', after)
    .orderBy('crm_order_id')
    .limit(batchSize)
    .execute()
  return rows.map((row) => ({ id: row.id, crmOrderId: row.crm_order_id as string }))
}
