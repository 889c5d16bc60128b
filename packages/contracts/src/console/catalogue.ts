import { z } from 'zod'
import { MoneyBody } from '../common.ts'

export const catalogueFlags = [
  'mapping-missing', // the product names no billing product
  'mapping-unknown', // it names one that the billing system does not have
  'price-missing', // the billing system does not sell it in this cycle
  'price-differs', // X44
  'option-unknown', // an option that the billing system does not know
  'iccid-field-missing', // a SIM whose billing product has no place for its masked number
  'profile-type-missing', // an eSIM without one
  'flow-unknown', // X20
] as const

export const ConsoleProductBody = z
  .object({
    productId: z.string(),
    sku: z.string(),
    name: z.string(),
    category: z.string(),
    itemClass: z.string(),
    billingCycle: z.string(),
    price: MoneyBody,
    sellable: z.boolean(),
    validFrom: z.string().optional(),
    validUntil: z.string().optional(),
    eligibility: z.object({ dwelling: z.string(), tier: z.string(), region: z.string().optional() }),
    requiresPaymentMethod: z.boolean(),
    maxQuantity: z.int(),
    billingProductId: z.string().optional(),
    billingProductName: z.string().optional(),
    billingPrice: MoneyBody.optional(),
    flow: z.string().optional().describe('How it is provisioned.'),
    flags: z.array(z.enum(catalogueFlags)).describe('Empty: can be ordered and fulfilled.'),
    findings: z.array(z.string()).describe('One sentence for each flag, with the mend.'),
  })
  .meta({ id: 'ConsoleProduct' })
export type ConsoleProductBody = z.infer<typeof ConsoleProductBody>

export const ConsoleCatalogueBody = z
  .object({
    items: z.array(ConsoleProductBody),
    billingRead: z
      .boolean()
      .describe('false: the billing system could not be read, so only the CRM side was checked.'),
    flagged: z.int(),
  })
  .meta({ id: 'ConsoleCatalogue' })
export type ConsoleCatalogueBody = z.infer<typeof ConsoleCatalogueBody>
