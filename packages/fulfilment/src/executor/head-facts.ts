import type { JsonObject, OrderStep } from '@turnup/domain'
import type { OrderHead } from '@turnup/store'

const factsOf: Record<string, (result: JsonObject) => Partial<OrderHead>> = {
  'billing.add-order': (result) => ({
    billingOrderId: String(result.orderId),
    billingServiceIds: (result.serviceIds as string[]) ?? [],
  }),
  'line.activate': (result) => ({ maskedIccid: String(result.maskedIccid) }),
  'line.replace-profile': (result) => ({ maskedIccid: String(result.maskedIccid) }),
  'crm.mark-activating': () => ({ crmStatusReported: 'activating', crmStatusDue: undefined }),
  'crm.write-back': () => ({ crmStatusReported: 'provisioned', crmStatusDue: undefined }),
}

/** Copies what a finished step learnt onto the order, where lists and screens look for it (R145). */
export function headFacts(head: OrderHead, step: OrderStep): OrderHead {
  const facts = factsOf[step.action]
  return facts && step.result ? { ...head, ...facts(step.result) } : head
}
