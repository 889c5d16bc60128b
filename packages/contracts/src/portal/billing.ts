import { z } from 'zod'
import { textOf } from '../common.ts'

/** R042 */
export const BillingAddressRequest = z
  .object({
    street: textOf(120),
    addressLine2: textOf(120).optional(),
    buildingName: textOf(80).optional(),
    roomNumber: textOf(40).optional(),
    city: textOf(80),
    state: textOf(80).describe('State, province or prefecture.'),
    postalCode: textOf(20),
    country: textOf(80, 2).describe('ISO 3166 code or English name; kept as alpha-2 (R043).'),
    phone: textOf(40).optional().describe('Any usual way of writing it; kept as E.164.'),
  })
  .meta({
    id: 'BillingAddressRequest',
    examples: [
      { street: '12 Quay Road', city: 'San Juan', state: 'PR', postalCode: '00901', country: 'Puerto Rico' },
    ],
  })
export type BillingAddressRequest = z.infer<typeof BillingAddressRequest>

export const BillingProfileBody = z
  .object({
    email: z.string(),
    firstName: z.string(),
    lastName: z.string(),
    company: z.string().optional(),
    phone: z.string().optional(),
    currency: z.string().describe('ISO 4217'),
    address: z
      .object({
        street: z.string(),
        addressLine2: z.string().optional(),
        buildingName: z.string().optional(),
        roomNumber: z.string().optional(),
        city: z.string(),
        state: z.string(),
        postalCode: z.string(),
        country: z.string().describe('ISO 3166-1 alpha-2'),
      })
      .describe('Parts are empty while the customer has not given them.'),
    addressComplete: z.boolean().describe('False: show the banner that asks for it (R045).'),
    missing: z.array(z.enum(['street', 'city', 'state', 'postalCode', 'country'])),
  })
  .meta({ id: 'BillingProfile' })
export type BillingProfileBody = z.infer<typeof BillingProfileBody>

/** R048 */
export const PaymentMethodSummary = z
  .object({ hasPaymentMethod: z.boolean() })
  .meta({ id: 'PaymentMethodSummary', examples: [{ hasPaymentMethod: true }] })
export type PaymentMethodSummary = z.infer<typeof PaymentMethodSummary>
