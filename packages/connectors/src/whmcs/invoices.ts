import type { BillingInvoice, Money } from '@turnup/domain'
import { decimalFromMoney } from '@turnup/domain'
import { absentIf } from './clients.ts'
import { rejected } from './errors.ts'
import { toDetailedInvoice, toInvoice } from './map.ts'
import { chargeNote, hasRef } from './marker.ts'
import { readAll } from './paging.ts'
import { provenWrite } from './proven-write.ts'
import type { Whmcs } from './whmcs.ts'
import type { InvoiceDetails, WireInvoice } from './wire.ts'

function readWireInvoices(whmcs: Whmcs, clientId: string): Promise<WireInvoice[]> {
  return readAll(async (range) => {
    const page = await whmcs.client.getInvoices({ userid: clientId, ...range })
    return { total: page.totalresults, items: page.invoices }
  })
}

function readWireInvoice(whmcs: Whmcs, invoiceId: string): Promise<InvoiceDetails | undefined> {
  return absentIf('INVOICE_NOT_FOUND', whmcs.client.getInvoice(invoiceId))
}

async function readOwnInvoice(whmcs: Whmcs, clientId: string, invoiceId: string) {
  const invoice = await readWireInvoice(whmcs, invoiceId)
  return invoice?.userid === clientId ? invoice : undefined
}

export async function listInvoices(whmcs: Whmcs, clientId: string): Promise<BillingInvoice[]> {
  const invoices = await readWireInvoices(whmcs, clientId)
  return invoices.map((invoice) => toInvoice(invoice, whmcs.config.currency))
}

/** Absent also when the invoice is another client's. */
export async function readInvoice(
  whmcs: Whmcs,
  clientId: string,
  invoiceId: string,
): Promise<BillingInvoice | undefined> {
  const invoice = await readOwnInvoice(whmcs, clientId, invoiceId)
  return invoice && toDetailedInvoice(invoice, whmcs.config.currency)
}

/**
 * The charge that carries the marker in its notes; cancelled ones do not count.
 * @throws ProviderError DUPLICATE_CHARGES when there is more than one
 */
export async function findCharge(
  whmcs: Whmcs,
  clientId: string,
  ref: string,
): Promise<{ invoiceId: string; paid: boolean } | undefined> {
  const invoices = await readWireInvoices(whmcs, clientId)
  const charges = invoices.filter(({ notes, status }) => hasRef(notes, ref) && status !== 'Cancelled')
  if (charges.length > 1) {
    const invoiceIds = charges.map((charge) => charge.id).join(', ')
    throw rejected(
      'GetInvoices',
      'DUPLICATE_CHARGES',
      `WHMCS has more than one invoice for ${ref}: ${invoiceIds}. Cancel all but one there.`,
      { invoiceIds },
    )
  }
  const charge = charges[0]
  return charge && { invoiceId: charge.id, paid: charge.status === 'Paid' }
}

/** R115. One unpaid invoice with one line, due today. WHMCS sends no mail for it. */
export async function createCharge(
  whmcs: Whmcs,
  charge: { clientId: string; description: string; amount: Money },
  ref: string,
): Promise<{ invoiceId: string }> {
  const { currency, paymentMethod } = whmcs.config
  if (charge.amount.currency !== currency) {
    throw rejected(
      'CreateInvoice',
      'CURRENCY_MISMATCH',
      `The charge is in ${charge.amount.currency}, but clients are billed in ${currency}.`,
    )
  }
  const today = whmcs.deps.now().toISOString().slice(0, 10)
  const { invoiceid } = await whmcs.client.createInvoice({
    userid: charge.clientId,
    status: 'Unpaid',
    paymentmethod: paymentMethod,
    date: today,
    duedate: today,
    itemdescription1: charge.description,
    itemamount1: decimalFromMoney(charge.amount),
    notes: chargeNote(ref),
  })
  return { invoiceId: invoiceid }
}

/**
 * R115. Success is that the invoice is Paid afterwards; one that is paid already is not charged again.
 * @throws ProviderError PAYMENT_FAILED, INVOICE_NOT_FOUND, INVOICE_NOT_UNPAID
 */
export async function capturePayment(whmcs: Whmcs, clientId: string, invoiceId: string): Promise<void> {
  const invoice = await readOwnInvoice(whmcs, clientId, invoiceId)
  if (!invoice) {
    throw rejected('CapturePayment', 'INVOICE_NOT_FOUND', `Client ${clientId} has no invoice ${invoiceId}.`)
  }
  if (invoice.status === 'Paid') return
  await provenWrite(
    'CapturePayment',
    () => whmcs.client.capturePayment(invoiceId),
    async () => ((await readWireInvoice(whmcs, invoiceId))?.status === 'Paid' ? true : undefined),
  )
}

/** @throws ProviderError INVOICE_PAID: money that was taken needs a person to give it back */
export async function cancelCharge(whmcs: Whmcs, invoiceId: string): Promise<void> {
  const isGone = async () => {
    const status = (await readWireInvoice(whmcs, invoiceId))?.status
    if (status === 'Paid') {
      throw rejected('UpdateInvoice', 'INVOICE_PAID', `Invoice ${invoiceId} is paid; refund it in WHMCS.`)
    }
    return status === undefined || status === 'Cancelled' || status === 'Refunded'
  }
  if (await isGone()) return
  await provenWrite(
    'UpdateInvoice',
    () => whmcs.client.updateInvoice({ invoiceid: invoiceId, status: 'Cancelled' }),
    async () => ((await isGone()) ? true : undefined),
  )
}
