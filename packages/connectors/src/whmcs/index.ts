import type { BillingSystem, ConnectorDeps } from '@turnup/domain'
import { createWhmcsClient } from './client.ts'
import * as clients from './clients.ts'
import { WhmcsConfig } from './config.ts'
import { checkWhmcs } from './doctor.ts'
import * as invoices from './invoices.ts'
import * as orders from './orders.ts'
import { createProductCatalogue } from './products.ts'
import * as services from './services.ts'
import { createSsoLink } from './sso.ts'
import { openTicket } from './tickets.ts'
import type { Whmcs } from './whmcs.ts'

export { WhmcsConfig } from './config.ts'

export const manifest = { id: 'whmcs', role: 'billing', Config: WhmcsConfig } as const

/** The billing system played by WHMCS; every method throws ProviderError and nothing else. */
export function createWhmcsBilling(config: WhmcsConfig, deps: ConnectorDeps): BillingSystem {
  const client = createWhmcsClient(config, deps)
  const catalogue = createProductCatalogue(client, config.currency, () => deps.now())
  const whmcs: Whmcs = { config, deps, client, catalogue }
  return {
    check: () => checkWhmcs(whmcs),
    findClientByEmail: (email) => clients.findClientByEmail(whmcs, email),
    readClient: (clientId) => clients.readClient(whmcs, clientId),
    createClient: (client) => clients.createClient(whmcs, client),
    updateAddress: (clientId, address, phone) => clients.updateAddress(whmcs, clientId, address, phone),
    listPaymentMethods: (clientId) => clients.listPaymentMethods(whmcs, clientId),
    findOrder: (clientId, ref) => orders.findOrder(whmcs, clientId, ref),
    readOrder: (orderId) => orders.readOrder(whmcs, orderId),
    addOrder: (order, ref) => orders.addOrder(whmcs, order, ref),
    acceptOrder: (orderId) => orders.acceptOrder(whmcs, orderId),
    cancelOrder: (orderId) => orders.cancelOrder(whmcs, orderId),
    listServices: (clientId) => services.listServices(whmcs, clientId),
    readService: (clientId, serviceId) => services.readService(whmcs, clientId, serviceId),
    describeService: (clientId, serviceId, change) =>
      services.describeService(whmcs, clientId, serviceId, change),
    listInvoices: (clientId) => invoices.listInvoices(whmcs, clientId),
    readInvoice: (clientId, invoiceId) => invoices.readInvoice(whmcs, clientId, invoiceId),
    findCharge: (clientId, ref) => invoices.findCharge(whmcs, clientId, ref),
    createCharge: (charge, ref) => invoices.createCharge(whmcs, charge, ref),
    capturePayment: (clientId, invoiceId) => invoices.capturePayment(whmcs, clientId, invoiceId),
    cancelCharge: (invoiceId) => invoices.cancelCharge(whmcs, invoiceId),
    createSsoLink: (clientId, destination) => createSsoLink(whmcs, clientId, destination),
    openTicket: (ticket) => openTicket(whmcs, ticket),
    listProducts: () => catalogue.read(),
  }
}
