import { z } from 'zod'
import { Day, MoneyBody } from '../common.ts'

export const CatalogueItemBody = z
  .object({
    productId: z.string().describe('Product2 id; goes into POST /orders, as does the SKU.'),
    sku: z.string(),
    name: z.string(),
    category: z.enum(['internet', 'sim', 'esim', 'vpn', 'pbx', 'other']),
    itemClass: z.enum(['service', 'activation', 'add-on']),
    billingCycle: z.enum(['monthly', 'annually', 'one-time']),
    price: MoneyBody.describe('For one, and for each billing cycle.'),
    description: z.string(),
    featureBullets: z.array(z.string()),
    heroImageUrl: z.string().optional(),
    tags: z.array(z.string()),
    validUntil: Day.optional().describe('The last day on which it can be ordered.'),
    maxQuantity: z.int(),
    requiresPaymentMethod: z.boolean(),
    options: z
      .array(
        z.object({
          key: z.string(),
          label: z.string(),
          values: z
            .array(z.object({ value: z.string(), label: z.string(), price: MoneyBody.optional() }))
            .describe('Empty: free text.'),
          default: z.string().optional(),
          required: z.boolean(),
        }),
      )
      .describe('What the customer chooses; goes into configOptions of POST /orders.'),
    orderable: z.boolean().describe('False while its set-up is not complete: show it, but not the button.'),
  })
  .meta({ id: 'CatalogueItem' })
export type CatalogueItemBody = z.infer<typeof CatalogueItemBody>

export const CatalogueBody = z.object({ items: z.array(CatalogueItemBody) }).meta({ id: 'Catalogue' })
export type CatalogueBody = z.infer<typeof CatalogueBody>
