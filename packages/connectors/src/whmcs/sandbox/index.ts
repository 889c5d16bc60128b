import type { FastifyInstance } from 'fastify'
import type { SandboxContext, SandboxSystem } from '../../sandbox-kit/index.ts'
import { serveApi } from './api.ts'
import { demoCatalogue, type SandboxProduct } from './catalogue.ts'
import { servePages } from './pages.ts'
import {
  emptyState,
  type NewSandboxClient,
  putCard,
  putClient,
  type SandboxServiceStatus,
  type WhmcsState,
} from './state.ts'
import type { WhmcsSandboxOptions, World } from './world.ts'

export { demoCatalogue, type SandboxProduct } from './catalogue.ts'
export type { NewSandboxClient, SandboxServiceStatus } from './state.ts'
export type { WhmcsSandboxOptions } from './world.ts'

/** The credentials that the imitation takes unless told otherwise. */
export const sandboxWhmcsCredentials = { identifier: 'sandbox-identifier', secret: 'sandbox-secret' }

const form = 'application/x-www-form-urlencoded'

export interface SandboxOrderView {
  orderId: string
  clientId: string
  status: string
  notes: string
  promoCode: string
  invoiceId: string | undefined
  serviceIds: string[]
}

export interface SandboxServiceView {
  serviceId: string
  clientId: string
  orderId: string
  pid: string
  quantity: number
  status: SandboxServiceStatus
  notes: string
  recurringMinor: number
  /** By the field's name. */
  customFields: Record<string, string>
  /** Option id to value id. */
  options: Record<string, string>
}

/** The imitated WHMCS with plain functions for what people do in it, so that tests need no pages. */
export interface WhmcsSandbox extends SandboxSystem {
  addClient(client: NewSandboxClient): string
  /** Only the last four digits are kept; a number that ends in 0002 is declined when it should pay. */
  addCard(clientId: string, number?: string): void
  removeCards(clientId: string): void
  setClientStatus(clientId: string, status: 'Active' | 'Inactive' | 'Closed'): void
  setServiceStatus(serviceId: string, status: SandboxServiceStatus): void
  listOrders(clientId?: string): SandboxOrderView[]
  listServices(clientId?: string): SandboxServiceView[]
  listInvoices(clientId?: string): { invoiceId: string; clientId: string; status: string; notes: string }[]
  listTickets(): { ticketId: string; clientId: string; subject: string; message: string }[]
}

function seeded(customerNumberFieldId: string): WhmcsState {
  const state = emptyState()
  putClient(state, {
    email: 'billing-test@harbour-telecom.example',
    firstname: 'Harbour',
    lastname: 'Test',
    notes: 'The provider itself; it shows which custom fields clients have.',
    customFields: new Map([[customerNumberFieldId, 'C-0001']]),
  })
  return state
}

/** WHMCS on the wire, mounted under /whmcs: the API at includes/api.php and the pages behind sign-in links. */
export function createWhmcsSandbox(context: SandboxContext, given: WhmcsSandboxOptions = {}): WhmcsSandbox {
  const { products = demoCatalogue(), returnUrl, ...settings } = given
  const options: World['options'] = {
    ...sandboxWhmcsCredentials,
    gateways: [
      { module: 'stripe', displayname: 'Credit card' },
      { module: 'banktransfer', displayname: 'Bank transfer' },
    ],
    promotions: { WELCOME10: 10 },
    keepsOrderNotes: true,
    customerNumberFieldId: '198',
    version: '8.13.1',
    ...settings,
  }
  let state = seeded(options.customerNumberFieldId)

  const world = (baseUrl: string): World => ({ state, products, options, now: context.clock.now(), baseUrl })
  const clientOf = (clientId: string) => {
    const client = state.clients.get(Number(clientId))
    if (!client) throw new Error(`The WHMCS sandbox has no client ${clientId}`)
    return client
  }
  /** One client's entries, or all of them. */
  const pick = <Item>(
    items: Map<number, Item>,
    index: Map<number, number[]>,
    clientId: string | undefined,
  ) =>
    clientId === undefined
      ? [...items.values()]
      : (index.get(Number(clientId)) ?? []).flatMap((id) => items.get(id) ?? [])

  async function routes(app: FastifyInstance): Promise<void> {
    await app.register(
      async (scope) => {
        // PHP's brackets need the raw body, whatever parser the rest of the server uses.
        if (scope.hasContentTypeParser(form)) scope.removeContentTypeParser(form)
        scope.addContentTypeParser(form, { parseAs: 'string' }, (_request, body, done) => done(null, body))
        serveApi(scope, context, world)
        servePages(scope, {
          context,
          state: () => state,
          productName: (pid) => products.get(pid)?.name ?? String(pid),
          returnUrl,
        })
      },
      { prefix: '/whmcs' },
    )
  }

  return {
    id: 'whmcs',
    routes,
    reset() {
      state = seeded(options.customerNumberFieldId)
    },
    save: () => state,
    load(saved) {
      const candidate = saved as WhmcsState | undefined
      if (candidate?.version === 1) state = structuredClone(candidate)
    },

    addClient: (client) => String(putClient(state, client).id),
    addCard(clientId, number = '4242424242424242') {
      putCard(state, clientOf(clientId), number, '12/30')
    },
    removeCards(clientId) {
      clientOf(clientId).cards = []
    },
    setClientStatus(clientId, status) {
      clientOf(clientId).status = status
    },
    setServiceStatus(serviceId, status) {
      const service = state.services.get(Number(serviceId))
      if (!service) throw new Error(`The WHMCS sandbox has no service ${serviceId}`)
      service.status = status
    },
    listOrders: (clientId) =>
      pick(state.orders, state.orderIdsByClient, clientId).map((order) => ({
        orderId: String(order.id),
        clientId: String(order.clientId),
        status: order.status,
        notes: order.notes,
        promoCode: order.promoCode,
        invoiceId: order.invoiceId ? String(order.invoiceId) : undefined,
        serviceIds: order.serviceIds.map(String),
      })),
    listServices: (clientId) =>
      pick(state.services, state.serviceIdsByClient, clientId).map((service) => ({
        serviceId: String(service.id),
        clientId: String(service.clientId),
        orderId: String(service.orderId),
        pid: String(service.productId),
        quantity: service.quantity,
        status: service.status,
        notes: service.notes,
        recurringMinor: service.recurringMinor,
        customFields: namedFields(products.get(service.productId), service.customFields),
        options: Object.fromEntries(service.options),
      })),
    listInvoices: (clientId) =>
      pick(state.invoices, state.invoiceIdsByClient, clientId).map((invoice) => ({
        invoiceId: String(invoice.id),
        clientId: String(invoice.clientId),
        status: invoice.status,
        notes: invoice.notes,
      })),
    listTickets: () =>
      [...state.tickets.values()].map(({ id, clientId, subject, message }) => ({
        ticketId: String(id),
        clientId: String(clientId),
        subject,
        message,
      })),
  }
}

function namedFields(
  product: SandboxProduct | undefined,
  values: Map<string, string>,
): Record<string, string> {
  return Object.fromEntries(
    (product?.customFields ?? []).map(({ id, name }) => [name, values.get(String(id)) ?? '']),
  )
}
