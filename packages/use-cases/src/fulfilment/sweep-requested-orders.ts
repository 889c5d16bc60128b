import { accept, type Outcome, ProviderError, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { isOutdatedRefusal, receiveProvisionRequest } from './receive-provision-request.ts'

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
    const ids = requested.map((order) => order.crmOrderId)
    let taken = 0
    for (const { crmOrderId, generation } of await untold(context, ids)) {
      const received = await receiveProvisionRequest(context, {
        crmOrderId,
        door: 'sweep',
        deliveryId: `sweep:${crmOrderId}:${generation}`,
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

/** Orders without a request in the inbox, and those whose last one was refused for a status that has changed since. */
async function untold(
  context: Context,
  crmOrderIds: string[],
): Promise<{ crmOrderId: string; generation: number }[]> {
  const latest = new Map<string, { generation: number; result: string | null }>()
  const batchSize = 1_000
  for (let start = 0; start < crmOrderIds.length; start += batchSize) {
    const rows = await context.db
      .selectFrom('inbox')
      .distinctOn('crm_order_id')
      .select(['crm_order_id', 'generation', 'result'])
      .where('crm_order_id', 'in', crmOrderIds.slice(start, start + batchSize))
      .orderBy('crm_order_id')
      .orderBy('generation', 'desc')
      .execute()
    for (const row of rows) latest.set(row.crm_order_id, row)
  }
  return crmOrderIds
    .filter((id) => !latest.has(id) || isOutdatedRefusal(latest.get(id)?.result ?? undefined))
    .map((id) => ({ crmOrderId: id, generation: (latest.get(id)?.generation ?? 0) + 1 }))
}
