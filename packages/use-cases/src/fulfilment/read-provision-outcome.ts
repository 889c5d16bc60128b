import { findInboxEntry } from '@turnup/store'
import type { Context } from '../context.ts'

/** What has become of a request to fulfil, for a door that answers its caller (R085 to R090). */
export type ProvisionOutcome =
  | { state: 'provisioned'; billingOrderId?: string; billingServiceIds: string[]; maskedIccid?: string }
  | {
      state: 'failed'
      errorCode: string
      errorMessage: string
      /** Whose no it was: the customer's payment method, an outside system, or a rule. */
      cause: 'payment-method' | 'provider' | 'rule'
    }
  | { state: 'unknown-order' }
  | { state: 'cancelled' }
  | { state: 'activating' }

export const paymentMethodMissing = 'PAYMENT_METHOD_MISSING'
const refusalWords: Record<string, string> = {
  CUSTOMER_NOT_MAPPED:
    'The account has no portal user. The customer has to sign up in the portal first; then retry.',
  CRM_ORDER_NOT_APPROVED: 'The order is not approved in the CRM.',
  CRM_ORDER_DRAFT: 'The order is still a draft in the CRM.',
  CRM_ORDER_CANCELLED: 'The order was cancelled in the CRM.',
}

/** Reads the present result of one request; changes nothing. */
export async function readProvisionOutcome(
  context: Context,
  request: { crmOrderId: string; generation: number },
): Promise<ProvisionOutcome> {
  const entry = await findInboxEntry(context.db, request.crmOrderId, request.generation)
  const order = await context.db
    .selectFrom('product_order')
    .select(['id', 'state', 'generation', 'billing_order_id', 'billing_service_ids', 'masked_iccid'])
    .select(['error_code', 'error_message'])
    .where('crm_order_id', '=', request.crmOrderId)
    .executeTakeFirst()
  if (entry?.result === 'refused:CRM_ORDER_UNKNOWN') return { state: 'unknown-order' }
  if (order?.state === 'completed') {
    return {
      state: 'provisioned',
      billingOrderId: order.billing_order_id ?? undefined,
      billingServiceIds: order.billing_service_ids,
      maskedIccid: order.masked_iccid ?? undefined,
    }
  }
  if (order?.state === 'cancelled') return { state: 'cancelled' }
  // While the inbox row is unhandled, what the order says is about the try before.
  if (entry && !entry.handled) return { state: 'activating' }
  if (order?.state === 'inProgress' || order?.state === 'assessingCancellation')
    return { state: 'activating' }
  if (order && order.error_code !== null && (order.state === 'held' || order.state === 'rejected')) {
    return {
      state: 'failed',
      errorCode: order.error_code,
      errorMessage: order.error_message ?? 'Fulfilment stopped; an operator has been told.',
      cause: await causeOf(context, order.id, order.error_code),
    }
  }
  if (entry?.result?.startsWith('refused:')) {
    const errorCode = entry.result.slice('refused:'.length)
    const errorMessage = refusalWords[errorCode] ?? 'The order cannot be fulfilled as it is.'
    return { state: 'failed', errorCode, errorMessage, cause: 'rule' }
  }
  return { state: 'activating' }
}

async function causeOf(
  context: Context,
  orderId: string,
  errorCode: string,
): Promise<'payment-method' | 'provider' | 'rule'> {
  if (errorCode === paymentMethodMissing) return 'payment-method'
  const steps = await context.db
    .selectFrom('order_step')
    .select('error')
    .where('order_id', '=', orderId)
    .where('state', 'in', ['failed', 'unknown'])
    .execute()
  return steps.some((step) => step.error?.connector) ? 'provider' : 'rule'
}
