import type { BillingAddressRequest, BillingProfileBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from './as-customer.ts'
import { billingProfile } from './billing-profile.ts'
import { toCountryCode } from './country-code.ts'
import { auditOf } from './on-behalf.ts'
import { toE164 } from './phone-number.ts'

/** Writes the address to the billing system and nowhere else (R042, R043, R046). Safe to repeat. */
export async function updateBillingAddress(
  ctx: Context,
  request: BillingAddressRequest,
): Promise<Outcome<BillingProfileBody>> {
  const country = toCountryCode(request.country)
  if (!country) {
    return refuse('invalid', 'COUNTRY_UNKNOWN', 'Write the country by name or as its two-letter code.', {
      field: 'country',
    })
  }
  const phone = request.phone ? toE164(request.phone, country) : undefined
  if (request.phone && !phone) {
    return refuse(
      'invalid',
      'PHONE_INVALID',
      'Write the phone number with its country code: +1 202 555 0143.',
      {
        field: 'phone',
      },
    )
  }
  return asCustomer(ctx, async ({ customerId, billingClientId }) => {
    const { phone: _, ...address } = request
    await ctx.ports.billing.updateAddress(billingClientId, { ...address, country }, phone)
    // Which parts, not what they say: the audit is no second address book (R014, R047).
    await recordAudit(ctx.db, {
      at: ctx.clock.now(),
      ...auditOf(ctx, customerId),
      action: 'billing-address.updated',
      subject: { kind: 'customer', id: customerId },
      after: { country, phone: phone !== undefined },
      correlationId: ctx.correlationId,
    })
    const client = await ctx.ports.billing.readClient(billingClientId)
    if (!client) throw new Error(`Billing client ${billingClientId} of a mapped customer is gone.`)
    return accept(billingProfile(client))
  })
}
