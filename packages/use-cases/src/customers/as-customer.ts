import { type CustomerMapping, type Outcome, refuse } from '@turnup/domain'
import { readCustomerMapping } from '@turnup/store'
import type { Context } from '../context.ts'
import { orOutsideRefusal } from './outside-refusal.ts'

/**
 * Runs a verb for the signed-in customer, who must be known in all three systems (R034, R072). Failures of outside
 * systems become refusals.
 */
export async function asCustomer<Value>(
  ctx: Context,
  work: (customer: CustomerMapping) => Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  if (ctx.actor.kind !== 'customer') {
    return refuse('forbidden', 'CUSTOMERS_ONLY', 'Only a customer who is signed in can do this.')
  }
  const customer = await readCustomerMapping(ctx.db, ctx.actor.id)
  if (!customer) {
    return refuse(
      'conflict',
      'CUSTOMER_NOT_CONNECTED',
      'Your registration is not complete. Send the sign-up form again with the same e-mail and password.',
    )
  }
  return orOutsideRefusal(ctx, () => work(customer))
}
