import type { SsoLinkBody, SsoLinkRequest } from '@turnup/contracts'
import { accept, type Outcome, refuse, type SsoDestination } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'

/** Opens a page of the billing system for its own client: pay methods, invoices, services (R049, R052). */
export async function createSsoLink(ctx: Context, request: SsoLinkRequest): Promise<Outcome<SsoLinkBody>> {
  // Billing's own pages change passwords and show cards, and know nothing of who acts for whom.
  if (ctx.actor.kind === 'customer' && ctx.actor.actingOperatorId !== undefined) {
    const message = 'Pages of the billing system can only be opened by the customer.'
    return refuse('forbidden', 'NOT_WHILE_ACTING', message)
  }
  return asCustomer(ctx, async ({ billingClientId }) => {
    const destination = destinationOf(request)
    if (!destination.ok) return destination
    if (destination.value.page === 'invoice') {
      const invoice = await ctx.ports.billing.readInvoice(billingClientId, destination.value.invoiceId)
      if (!invoice) return refuse('not-found', 'INVOICE_NOT_FOUND', 'You have no invoice with this number.')
    }
    return accept(await ctx.ports.billing.createSsoLink(billingClientId, destination.value))
  })
}

function destinationOf(request: SsoLinkRequest): Outcome<SsoDestination> {
  if (request.destination !== 'invoice') return accept({ page: request.destination })
  if (request.invoiceId) return accept({ page: 'invoice', invoiceId: request.invoiceId })
  return refuse('invalid', 'INVOICE_ID_MISSING', 'Say which invoice is to be opened.', { field: 'invoiceId' })
}
