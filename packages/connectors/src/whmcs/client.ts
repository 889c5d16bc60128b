import type { ConnectorDeps } from '@turnup/domain'
import type { WhmcsConfig } from './config.ts'
import type { FormParams } from './encode.ts'
import { createCall } from './transport.ts'
import * as wire from './wire.ts'

export interface PageRange {
  limitstart: number
  limitnum: number
}

/** One function per remote call, named as in WHMCS's API reference. Every one throws ProviderError. */
export function createWhmcsClient(config: WhmcsConfig, deps: ConnectorDeps) {
  const call = createCall(config, deps)
  return {
    whmcsDetails: () => call('WhmcsDetails', 'read', {}, wire.Version),
    getPaymentMethods: () => call('GetPaymentMethods', 'read', {}, wire.Gateways),
    getSupportDepartments: () =>
      call('GetSupportDepartments', 'read', { ignore_dept_assignments: true }, wire.Departments),

    addClient: (client: FormParams) => call('AddClient', 'write', client, wire.AddedClient),
    updateClient: (change: FormParams) => call('UpdateClient', 'write', change, wire.Done),
    getClients: (range: PageRange) => call('GetClients', 'read', { ...range }, wire.ClientPage),
    getClientsDetails: (who: { clientid: string } | { email: string }) =>
      call('GetClientsDetails', 'read', who, wire.ClientDetails),
    getPayMethods: (clientid: string) => call('GetPayMethods', 'read', { clientid }, wire.PayMethods),

    addOrder: (order: FormParams) => call('AddOrder', 'write', order, wire.AddedOrder),
    acceptOrder: (orderid: string) => call('AcceptOrder', 'write', { orderid }, wire.Done),
    cancelOrder: (orderid: string) => call('CancelOrder', 'write', { orderid }, wire.Done),
    getOrders: (which: ({ id: string } | { userid: string }) & Partial<PageRange>) =>
      call('GetOrders', 'read', { ...which }, wire.OrderPage),

    getClientsProducts: (which: { clientid?: string; serviceid?: string } & Partial<PageRange>) =>
      call('GetClientsProducts', 'read', { ...which }, wire.ServicePage),
    updateClientProduct: (change: FormParams) => call('UpdateClientProduct', 'write', change, wire.Done),

    getInvoices: (which: { userid: string } & PageRange) =>
      call('GetInvoices', 'read', { ...which }, wire.InvoicePage),
    getInvoice: (invoiceid: string) => call('GetInvoice', 'read', { invoiceid }, wire.InvoiceDetails),
    createInvoice: (invoice: FormParams) => call('CreateInvoice', 'write', invoice, wire.AddedInvoice),
    updateInvoice: (change: FormParams) => call('UpdateInvoice', 'write', change, wire.Done),
    capturePayment: (invoiceid: string) => call('CapturePayment', 'write', { invoiceid }, wire.Done),

    getProducts: () => call('GetProducts', 'read', {}, wire.ProductPage),
    /** Counted as a read: a token that nobody received dies by itself, so asking again harms nothing. */
    createSsoToken: (request: FormParams) => call('CreateSsoToken', 'read', request, wire.SsoToken),
    openTicket: (ticket: FormParams) => call('OpenTicket', 'write', ticket, wire.OpenedTicket),
  }
}
export type WhmcsClient = ReturnType<typeof createWhmcsClient>
