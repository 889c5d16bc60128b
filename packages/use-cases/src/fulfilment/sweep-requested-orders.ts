import { accept, type Outcome, ProviderError, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { receiveProvisionRequest } from './receive-provision-request.ts'

export interface SweepResult {
  /** Orders that the CRM wants fulfilled. */
  found: number
  /** Those that no door had told us of. */
  taken: number
}

/**
 * Looks in the CRM for approved orders that no door told us of: a webhook that never came, an event lost with its
 * retention (X04). Takes each in once, for its first try; trying a failed one again is a person's decision.
 */
export async function sweepRequestedOrders(context: Context): Promise<Outcome<SweepResult>> {
  try {
    const requested = await context.ports.crm.listRequestedOrders()
    const unseen = await withoutInboxRows(
      context,
      requested.map((order) => order.crmOrderId),
    )
    let taken = 0
    for (const crmOrderId of unseen) {
      const received = await receiveProvisionRequest(context, {
        crmOrderId,
        door: 'sweep',
        deliveryId: `sweep:${crmOrderId}:1`,
        requestedBy: 'sweep',
      })
      if (received.isNew) taken += 1
    }
    return accept({ found: requested.length, taken })
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    return refuse('unavailable', error.code, error.message)
  }
}

async function withoutInboxRows(context: Context, crmOrderIds: string[]): Promise<string[]> {
  const known = new Set<string>()
  const batchSize = 1_000
  for (let start = 0; start < crmOrderIds.length; start += batchSize) {
    const batch = crmOrderIds.slice(start, start + batchSize)
    const rows = await context.db
      .selectFrom('inbox')
      .select('crm_order_id')
      .distinct()
      .where('crm_order_id', 'in', batch)
      .execute()
    for (const row of rows) known.add(row.crm_order_id)
  }
  return crmOrderIds.filter((crmOrderId) => !known.has(crmOrderId))
}
