import type { ServiceActionBody } from '@turnup/contracts'
import type { OrderState } from '@turnup/domain'
import { type OrderOfCustomer, type Queryable, readStepResult } from '@turnup/store'

/** What became of an action in the words of document 1 (R111, R112). What waits for staff has not succeeded. */
const statusOf: Record<OrderState, ServiceActionBody['status']> = {
  acknowledged: 'InProgress',
  pending: 'InProgress',
  inProgress: 'InProgress',
  held: 'Failed',
  assessingCancellation: 'Failed',
  cancelled: 'Failed',
  completed: 'Completed',
  rejected: 'Failed',
}

/** For the customer; what the outside systems said is for staff (R031). */
const wordsFor: Record<string, string> = {
  PAYMENT_METHOD_MISSING: 'Add a payment method, then contact customer service to go on.',
  PAYMENT_FAILED:
    'The payment was declined. Use another payment method, then contact customer service to go on.',
}
const heldWords = 'This did not succeed at once. Our staff has been told and will finish or cancel it.'
const endedWords = 'This was cancelled.'

export async function serviceActionBody(
  queryable: Queryable,
  action: OrderOfCustomer,
): Promise<ServiceActionBody> {
  const status = statusOf[action.state]
  const words = action.state === 'held' ? (wordsFor[action.error_code ?? ''] ?? heldWords) : endedWords
  return {
    activationRef: action.id,
    kind: action.kind === 'top-up' ? 'top-up' : 'esim-reissue',
    subscriptionId: String(action.subject?.billingServiceId ?? ''),
    status,
    maskedIccid: action.masked_iccid ?? (await readStepResult(queryable, action.id, 'maskedIccid')),
    invoiceId: await readStepResult(queryable, action.id, 'invoiceId'),
    errorMessage: status === 'Failed' ? words : undefined,
    requestedAt: action.created_at.toISOString(),
    lastUpdatedAt: action.updated_at.toISOString(),
  }
}
