import type { InvoiceBody, InvoiceListBody, InvoiceSummaryBody } from '@turnup/contracts'
import { accept, type BillingInvoice, type Outcome, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'

/** The customer's invoices as billing has them (R013, R052). */
export async function listInvoices(ctx: Context): Promise<Outcome<InvoiceListBody>> {
  return asCustomer(ctx, async ({ billingClientId }) => {
    const invoices = await ctx.ports.billing.listInvoices(billingClientId)
    return accept({ invoices: invoices.map(invoiceSummary) })
  })
}

/** One invoice with its lines; somebody else's is not found. */
export async function readInvoice(ctx: Context, invoiceId: string): Promise<Outcome<InvoiceBody>> {
  return asCustomer(ctx, async ({ billingClientId }) => {
    const invoice = await ctx.ports.billing.readInvoice(billingClientId, invoiceId)
    if (!invoice) return refuse('not-found', 'INVOICE_NOT_FOUND', 'You have no invoice with this number.')
    const items = (invoice.items ?? []).map(({ description, amount, serviceId }) => ({
      description,
      amount,
      subscriptionId: serviceId,
    }))
    return accept({ ...invoiceSummary(invoice), items })
  })
}

/** Billing's words for an invoice that waits for money. */
const payable = ['unpaid', 'overdue', 'payment pending', 'collections']

function invoiceSummary(invoice: BillingInvoice): InvoiceSummaryBody {
  const { invoiceId, number, status, date, dueDate, paidAt, total, balance } = invoice
  return {
    id: invoiceId,
    number,
    status,
    date,
    dueDate,
    paidAt,
    total,
    balance,
    payable: payable.includes(status.toLowerCase()) && (balance?.amountMinor ?? total.amountMinor) > 0,
  }
}
