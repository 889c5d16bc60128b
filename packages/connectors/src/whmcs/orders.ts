import type { BillingOrder, NewBillingOrder } from '@turnup/domain'
import { rejected } from './errors.ts'
import { isSameFieldName, toOrderStatus } from './map.ts'
import { hasMarkerField, lineParams, type OrderEntry, toEntries } from './order-lines.ts'
import { readAll } from './paging.ts'
import { provenWrite } from './proven-write.ts'
import { readWireServices } from './services.ts'
import type { Whmcs } from './whmcs.ts'
import type { WireOrder, WireService } from './wire.ts'

/** The marker as a word of a note; words are parted by white space. */
export function hasRef(notes: string, ref: string): boolean {
  return notes.split(/\s+/).includes(`ref=${ref}`)
}

/**
 * Makes an order. Nothing in WHMCS keeps a second call from making a second order, hence the marker in a custom field
 * of each service and in the order's notes; noinvoice and noemail are left out, so both happen as WHMCS is set (R106).
 * @throws ProviderError `rejected` before anything is sent when WHMCS would silently do something else
 */
export async function addOrder(whmcs: Whmcs, order: NewBillingOrder, ref: string): Promise<BillingOrder> {
  const { config } = whmcs
  const products = await whmcs.catalogue.find(order.lines.map((line) => line.billingProductId))
  const entries = toEntries(order.lines, products)
  if (entries.length === 0) throw rejected('AddOrder', 'ORDER_EMPTY', 'An order needs at least one line.')
  const foreign = order.lines.find(
    ({ priceOverride }) => priceOverride && priceOverride.currency !== config.currency,
  )
  if (foreign) {
    throw rejected('AddOrder', 'CURRENCY_MISMATCH', `Clients are billed in ${config.currency} only.`)
  }
  if (!config.trustOrderNotes && !entries.some(({ product }) => hasMarkerField(product, config))) {
    throw rejected(
      'AddOrder',
      'MARKER_FIELD_MISSING',
      `None of the ordered products has the custom field "${config.orderMarkerFieldName}" on its order form, so the order could not be found again after a lost reply. Add the field in WHMCS.`,
    )
  }
  const added = await whmcs.client.addOrder({
    clientid: order.clientId,
    paymentmethod: config.paymentMethod,
    ...lineParams(entries, { ref, crmOrderId: order.crmOrderId }, config),
    promocode: order.promoCode,
    notes: [`sfOrderId=${order.crmOrderId} ref=${ref}`, order.notes].filter(Boolean).join('\n'),
  })
  return {
    orderId: added.orderid,
    status: 'pending',
    ...(added.invoiceid ? { invoiceId: added.invoiceid } : {}),
    serviceIds: perUnit(added.serviceids, entries, added.orderid),
  }
}

/** One service id for each unit: a service with a quantity counts as often as its quantity says. */
function perUnit(serviceIds: string[], entries: OrderEntry[], orderId: string): string[] {
  if (serviceIds.length !== entries.length) {
    throw rejected(
      'AddOrder',
      'ORDER_INCOMPLETE',
      `WHMCS made order ${orderId} with ${serviceIds.length} services instead of ${entries.length}. Correct or cancel it there.`,
      { orderId },
    )
  }
  return serviceIds.flatMap((id, index) => Array.from({ length: entries[index]?.quantity ?? 1 }, () => id))
}

/**
 * Looks for the marker in the client's services, and, where none has it, in the notes of the client's orders.
 * Gives the order that is pending or active; failing that, the newest one that was cancelled or called fraud.
 * @throws ProviderError DUPLICATE_ORDERS when more than one is pending or active: a person has to cancel one
 */
export async function findOrder(
  whmcs: Whmcs,
  clientId: string,
  ref: string,
): Promise<BillingOrder | undefined> {
  const services = await readWireServices(whmcs, { clientid: clientId })
  const marked = services.filter((service) => hasMarker(service, whmcs.config.orderMarkerFieldName, ref))
  const orderIds = [...new Set(marked.map((service) => service.orderid))]
  const found =
    orderIds.length > 0
      ? (await Promise.all(orderIds.map((id) => readWireOrder(whmcs, id)))).filter((one) => one !== undefined)
      : (await readClientOrders(whmcs, clientId)).filter((order) => hasRef(order.notes, ref))
  const live = found.filter((order) => ['pending', 'active'].includes(toOrderStatus(order.status)))
  if (live.length > 1) {
    const orderIds = live.map((order) => order.id).join(', ')
    throw rejected(
      'GetOrders',
      'DUPLICATE_ORDERS',
      `WHMCS has more than one order for ${ref}: ${orderIds}. Cancel all but one there.`,
      { orderIds },
    )
  }
  const order = live[0] ?? found.toSorted((one, other) => Number(other.id) - Number(one.id))[0]
  return order && toOrder(order, services)
}

function hasMarker(service: WireService, fieldName: string, ref: string): boolean {
  return service.customfields.some((field) => isSameFieldName(field.name, fieldName) && field.value === ref)
}

function readClientOrders(whmcs: Whmcs, clientId: string): Promise<WireOrder[]> {
  return readAll(async (range) => {
    const page = await whmcs.client.getOrders({ userid: clientId, ...range })
    return { total: page.totalresults, items: page.orders }
  })
}

async function readWireOrder(whmcs: Whmcs, orderId: string): Promise<WireOrder | undefined> {
  const { orders } = await whmcs.client.getOrders({ id: orderId })
  return orders.find((order) => order.id === orderId)
}

export async function readOrder(whmcs: Whmcs, orderId: string): Promise<BillingOrder | undefined> {
  const order = await readWireOrder(whmcs, orderId)
  return order && toOrder(order, await servicesWithQuantity(whmcs, order))
}

/** Line items do not tell quantities; services are only read where a product that allows them is in the order. */
async function servicesWithQuantity(whmcs: Whmcs, order: WireOrder): Promise<WireService[]> {
  const products = [...(await whmcs.catalogue.find([])).values()]
  const mayHaveQuantity = order.lineitems.filter((item) =>
    products.some(({ allowsQuantity, name }) => allowsQuantity && item.product.includes(name)),
  )
  const read = mayHaveQuantity.map((item) =>
    readWireServices(whmcs, { clientid: order.userid, serviceid: item.relid }),
  )
  return (await Promise.all(read)).flat()
}

function toOrder(order: WireOrder, services: WireService[]): BillingOrder {
  const quantities = new Map(services.map((service) => [service.id, service.qty]))
  return {
    orderId: order.id,
    status: toOrderStatus(order.status),
    ...(order.invoiceid ? { invoiceId: order.invoiceid } : {}),
    serviceIds: order.lineitems
      .filter((item) => item.type === 'product' || item.type === 'Hosting')
      .map((item) => item.relid)
      .toSorted((one, other) => Number(one) - Number(other))
      .flatMap((id) => Array.from({ length: quantities.get(id) ?? 1 }, () => id)),
  }
}

/** Success is that the order is Active afterwards; a second AcceptOrder is an error to WHMCS and none to us (law 4). */
export async function acceptOrder(whmcs: Whmcs, orderId: string): Promise<BillingOrder> {
  const accepted = await provenWrite(
    'AcceptOrder',
    () => whmcs.client.acceptOrder(orderId),
    async () => {
      const order = await readWireOrder(whmcs, orderId)
      return order && toOrderStatus(order.status) === 'active' ? order : undefined
    },
  )
  return toOrder(accepted, await servicesWithQuantity(whmcs, accepted))
}

/** @throws ProviderError ORDER_ACTIVE when it is too late: WHMCS cancels pending orders only */
export async function cancelOrder(whmcs: Whmcs, orderId: string): Promise<void> {
  const isGone = async () => {
    const order = await readWireOrder(whmcs, orderId)
    const status = order && toOrderStatus(order.status)
    if (status === 'active') {
      throw rejected('CancelOrder', 'ORDER_ACTIVE', `Order ${orderId} is active in WHMCS already.`)
    }
    return status === undefined || status === 'cancelled' || status === 'fraud'
  }
  if (await isGone()) return
  await provenWrite(
    'CancelOrder',
    () => whmcs.client.cancelOrder(orderId),
    async () => ((await isGone()) ? true : undefined),
  )
}
