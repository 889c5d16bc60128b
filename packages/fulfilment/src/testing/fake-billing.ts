import type { BillingOrder, BillingProduct, BillingSystem, NewBillingOrder } from '@turnup/domain'
import { providerError } from './fault.ts'

export interface FakeBillingOrder extends BillingOrder {
  clientId: string
  ref: string
  lines: NewBillingOrder['lines']
}

export interface FakeInvoice {
  invoiceId: string
  clientId: string
  ref: string
  status: 'Unpaid' | 'Paid' | 'Cancelled'
  /** How often money was taken. */
  captures: number
}

/** Billing without an idempotency key, like WHMCS: what is sent twice is there twice. */
export function fakeBilling() {
  const orders: FakeBillingOrder[] = []
  const invoices: FakeInvoice[] = []
  const notes = new Map<string, string[]>()
  const customFields = new Map<string, Record<string, string>>()
  let nextId = 1_000
  let paymentMethods = 1
  let products: BillingProduct[] = [soldFor(1_000)]
  const refused = (operation: string, code: string) => providerError('rejected', 'whmcs', operation, { code })

  const port: Partial<BillingSystem> = {
    async listPaymentMethods() {
      return Array.from({ length: paymentMethods }, (_, index) => ({
        id: String(index),
        type: 'card',
        description: 'Card',
      }))
    },
    async listProducts() {
      return products
    },
    async findOrder(clientId, ref) {
      const found = orders.filter((order) => order.clientId === clientId && order.ref === ref)
      return found.find((order) => order.status !== 'cancelled') ?? found.at(-1)
    },
    async readOrder(orderId) {
      return orders.find((order) => order.orderId === orderId)
    },
    async addOrder(order, ref) {
      nextId += 1
      const orderId = String(nextId)
      const serviceIds = order.lines.map((_, index) => `${orderId}${index}`)
      const made: FakeBillingOrder = {
        orderId,
        status: 'pending',
        serviceIds,
        clientId: order.clientId,
        ref,
        lines: order.lines,
      }
      orders.push(made)
      return { ...made }
    },
    async acceptOrder(orderId) {
      const order = orders.find((one) => one.orderId === orderId)
      if (!order || order.status === 'cancelled') throw refused('AcceptOrder', 'ORDER_NOT_PENDING')
      order.status = 'active'
      return { ...order }
    },
    async cancelOrder(orderId) {
      const order = orders.find((one) => one.orderId === orderId)
      if (order?.status === 'active') throw refused('CancelOrder', 'ORDER_ACTIVE')
      if (order) order.status = 'cancelled'
    },
    async describeService(_clientId, serviceId, change) {
      const lines = notes.get(serviceId) ?? []
      if (change.note && !lines.includes(change.note)) lines.push(change.note)
      notes.set(serviceId, lines)
      customFields.set(serviceId, { ...customFields.get(serviceId), ...change.customFields })
    },
    async readInvoice(clientId, invoiceId) {
      const invoice = invoices.find((one) => one.invoiceId === invoiceId && one.clientId === clientId)
      return invoice && { ...invoice, number: invoiceId, total: { amountMinor: 1_000, currency: 'USD' } }
    },
    async findCharge(clientId, ref) {
      const invoice = invoices.find(
        (one) => one.clientId === clientId && one.ref === ref && one.status !== 'Cancelled',
      )
      return invoice && { invoiceId: invoice.invoiceId, paid: invoice.status === 'Paid' }
    },
    async createCharge({ clientId }, ref) {
      nextId += 1
      const invoiceId = String(nextId)
      invoices.push({ invoiceId, clientId, ref, status: 'Unpaid', captures: 0 })
      return { invoiceId }
    },
    async capturePayment(_clientId, invoiceId) {
      const invoice = invoices.find((one) => one.invoiceId === invoiceId)
      if (!invoice) throw refused('CapturePayment', 'INVOICE_NOT_FOUND')
      // A gateway that is asked twice charges twice; nothing outside keeps it from doing so.
      invoice.captures += 1
      invoice.status = 'Paid'
    },
    async cancelCharge(invoiceId) {
      const invoice = invoices.find((one) => one.invoiceId === invoiceId)
      if (invoice) invoice.status = 'Cancelled'
    },
  }
  return {
    port,
    orders,
    invoices,
    notes,
    customFields,
    setPaymentMethods(count: number) {
      paymentMethods = count
    },
    /** What the product of the test items costs a month. */
    setPrice(amountMinor: number) {
      products = [soldFor(amountMinor)]
    },
    setProducts(list: BillingProduct[]) {
      products = list
    },
  }
}

function soldFor(amountMinor: number): BillingProduct {
  return {
    billingProductId: '201',
    name: 'Anything',
    allowsQuantity: false,
    prices: { monthly: { amountMinor, currency: 'USD' } },
    configOptions: [],
    customFields: [{ id: '1', name: 'ICCID' }],
  }
}
