import type { BillingProfileBody, PaymentMethodSummary } from '@turnup/contracts'
import { accept, type Outcome } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from './as-customer.ts'
import { billingProfile } from './billing-profile.ts'

/** The customer's billing profile as the billing system has it; it alone has it (R013, R014). */
export async function readBilling(ctx: Context): Promise<Outcome<BillingProfileBody>> {
  return asCustomer(ctx, async ({ billingClientId }) => {
    const client = await ctx.ports.billing.readClient(billingClientId)
    if (!client) throw new Error(`Billing client ${billingClientId} of a mapped customer is gone.`)
    return accept(billingProfile(client))
  })
}

/** Whether checkout may open (R048, R051). Says nothing about the methods themselves (R146). */
export async function readPaymentMethodSummary(ctx: Context): Promise<Outcome<PaymentMethodSummary>> {
  return asCustomer(ctx, async ({ billingClientId }) => {
    const methods = await ctx.ports.billing.listPaymentMethods(billingClientId)
    return accept({ hasPaymentMethod: methods.length > 0 })
  })
}
