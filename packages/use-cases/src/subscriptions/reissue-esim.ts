import type { ReissueEsimBody, ReissueEsimRequest } from '@turnup/contracts'
import { accept, lineStepKey, type Outcome, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { mayAct, runServiceAction } from './run-service-action.ts'
import { findSubscription } from './subscription.ts'

/** Puts a new eSIM profile on the line of a subscription (R111, R113, R114). */
export async function reissueEsim(
  ctx: Context,
  subscriptionId: string,
  request: ReissueEsimRequest,
  idempotencyKey?: string,
): Promise<Outcome<ReissueEsimBody>> {
  return asCustomer(ctx, async (customer) => {
    const found = await findSubscription(ctx, customer, subscriptionId)
    if (!found.ok) return found
    const allowed = mayAct(found.value, 'reissue-esim')
    if (!allowed.ok) return allowed
    const { order, unit } = found.value
    const profileType = unit?.item.esimSettings?.profileType
    if (!order || !unit || typeof profileType !== 'string') {
      return refuse('conflict', 'LINE_UNKNOWN', 'This eSIM was not set up here. Contact customer service.')
    }
    const ran = await runServiceAction(ctx, customer, {
      kind: 'esim-reissue',
      subscription: found.value,
      subject: {
        billingServiceId: subscriptionId,
        originalOrderId: order.id,
        ...(order.crm_order_id ? { originalCrmOrderId: order.crm_order_id } : {}),
        lineRef: `${order.id}/${lineStepKey(unit.id)}`,
        planName: unit.item.name,
        profileType,
        ...(request.reason ? { reason: request.reason } : {}),
      },
      idempotencyKey,
      request,
    })
    if (!ran.ok) return ran
    const { status, activationRef, maskedIccid, errorMessage } = ran.value
    return accept({ status, activationRef, maskedIccid, errorMessage })
  })
}
