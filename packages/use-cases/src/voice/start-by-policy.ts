import type { OrderHead } from '@turnup/store'
import type { Context } from '../context.ts'
import { receiveProvisionRequest } from '../fulfilment/receive-provision-request.ts'

/**
 * Starts a PBX order that the provider wants to go by itself as soon as the CRM has it (X26). Should that fail, the order
 * waits for a person like any other.
 */
export async function startByPolicy(ctx: Context, head: OrderHead, crmOrderId: string): Promise<void> {
  const { autoProvision } = ctx.policy.pbx
  if (!head.pbx || autoProvision === 'never') return
  if (autoProvision === 'standard' && head.pbx.number.needsRegistration) return
  const request = {
    crmOrderId,
    door: 'policy',
    deliveryId: head.id,
    requestedBy: 'policy.pbx.autoProvision',
  } as const
  try {
    await receiveProvisionRequest(ctx, request)
  } catch (error) {
    const fields = { err: error, orderId: head.id, correlationId: ctx.correlationId }
    ctx.log.warn(fields, 'A PBX order did not start by itself.')
  }
}
