import { z } from 'zod'
import { Day, MoneyBody } from '../common.ts'

const invoiceParts = {
  id: z.string(),
  number: z.string(),
  status: z.string().describe('As billing says it: Unpaid, Paid, Cancelled, Refunded, Collections, Draft.'),
  date: Day.optional(),
  dueDate: Day.optional(),
  paidAt: z.string().optional(),
  total: MoneyBody,
  balance: MoneyBody.optional().describe('What is still to be paid.'),
  payable: z
    .boolean()
    .describe('True: offer the pay button; it opens POST /auth/sso-link with this invoice.'),
}

export const InvoiceSummaryBody = z.object(invoiceParts).meta({ id: 'InvoiceSummary' })
export type InvoiceSummaryBody = z.infer<typeof InvoiceSummaryBody>

export const InvoiceBody = z
  .object({
    ...invoiceParts,
    items: z.array(
      z.object({ description: z.string(), amount: MoneyBody, subscriptionId: z.string().optional() }),
    ),
  })
  .meta({ id: 'Invoice' })
export type InvoiceBody = z.infer<typeof InvoiceBody>

export const InvoiceListBody = z.object({ invoices: z.array(InvoiceSummaryBody) }).meta({ id: 'InvoiceList' })
export type InvoiceListBody = z.infer<typeof InvoiceListBody>
