import { z } from 'zod'
import { MoneyBody } from '../common.ts'
import { CustomerNumber } from '../portal/authentication.ts'

export const DryRunRequest = z
  .object({
    crmOrderId: z.string().min(15).max(18).optional().describe('An order as the CRM has it now.'),
    customerNumber: CustomerNumber.optional(),
    items: z
      .array(
        z.object({
          productId: z.string().min(1).max(80).describe('SKU or product id'),
          quantity: z.int().min(1).max(100).default(1),
          configOptions: z.record(z.string().max(80), z.string().max(500)).default({}),
        }),
      )
      .min(1)
      .max(50)
      .optional(),
  })
  .refine(
    ({ crmOrderId, customerNumber, items }) =>
      crmOrderId !== undefined
        ? customerNumber === undefined && items === undefined
        : customerNumber !== undefined && items !== undefined,
    'Name either crmOrderId, or customerNumber and items.',
  )
  .meta({
    id: 'DryRunRequest',
    examples: [{ customerNumber: 'C-1001', items: [{ productId: 'ESIM-DATA-5G', quantity: 1 }] }],
  })
export type DryRunRequest = z.infer<typeof DryRunRequest>

export const DryRunBody = z
  .object({
    ok: z.boolean().describe('false: no plan can be made; problems say why.'),
    steps: z.array(
      z.object({
        key: z.string(),
        action: z.string(),
        describe: z.string(),
        role: z.string().optional(),
        connector: z.string().optional(),
        needs: z.array(z.string()),
        gate: z.object({ kind: z.string(), question: z.string() }).optional(),
        pointOfNoReturn: z.boolean(),
      }),
    ),
    explanation: z.array(z.object({ subject: z.string(), decision: z.string(), because: z.string() })),
    warnings: z.array(z.string()),
    problems: z.array(z.object({ code: z.string(), itemId: z.string().optional(), message: z.string() })),
    prices: z
      .array(
        z.object({
          itemId: z.string(),
          sku: z.string(),
          billingCycle: z.string(),
          crm: MoneyBody,
          billing: MoneyBody.optional().describe('Absent: the billing system has no such price.'),
          same: z.boolean(),
        }),
      )
      .optional()
      .describe('Unit prices side by side (X44); absent when the billing system could not be read.'),
    pricingPolicy: z.enum(['warn', 'block', 'priceoverride']),
  })
  .meta({ id: 'DryRun' })
export type DryRunBody = z.infer<typeof DryRunBody>
