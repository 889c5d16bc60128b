import type { BillingOrder, NewBillingOrder } from '@turnup/domain'
import type { WhmcsConfig } from './config.ts'
import { rejected } from './errors.ts'
import { isSameFieldName, toOrderStatus } from './map.ts'
import { hasRef, isFurtherUnit, isMarkedWith, orderNote } from './marker.ts'
import { hasMarkerField, lineParams, markerFieldMissing, type OrderEntry, toEntries } from './order-lines.ts'
import { readAll } from './paging.ts'
import { provenWrite } from './proven-write.ts'
import { readWireServices } from './services.ts'
import type { Whmcs } from './whmcs.ts'
import type { WireOrder, WireService } from './wire.ts'

/**
 * Makes an order. Nothing in WHMCS keeps a second call from making a second order, hence the marker in a custom field
 * of each service and in the order's notes; noinvoice and noemail are left out, so both happen as WHMCS is set (R106).
 * @throws ProviderError `rejected` before anything is sent when WHMCS would silently do something else
 */
export async function addOrder(whmcs: Whmcs, order: NewBillingOrder, ref: string): Promise<BillingOrder> {
  const { config } = whmcs
  const products = await whmcs.catalogue.find(order.lines.map((line) => line.billingProductId))
  const entries = toEntries(order.lines, products, config)
  refuseBadOrder(order, entries, config)
  const added = await whmcs.client.addOrder({
    clientid: order.clientId,
    paymentmethod: config.paymentMethod,
    ...lineParams(
      entries,
      { ref, crmOrderId: order.crmOrderId, customerNumber: order.customerNumber },
      config,
    ),
    promocode: order.promoCode,
    notes: [orderNote(order.crmOrderId, ref), order.notes].filter(Boolean).join('\n'),
  })
  return {
    orderId: added.orderid,
    status: 'pending',
    ...(added.invoiceid ? { invoiceId: added.invoiceid } : {}),
    serviceIds: perLine(added.serviceids, entries, added.orderid),
  }
}

function refuseBadOrder(order: NewBillingOrder, entries: OrderEntry[], config: WhmcsConfig): void {
  if (entries.length === 0) throw rejected('AddOrder', 'ORDER_EMPTY', 'An order needs at least one line.')
  if (order.lines.some((line) => line.priceOverride && line.priceOverride.currency !== config.currency)) {
    throw rejected('AddOrder', 'CURRENCY_MISMATCH', `Clients are billed in ${config.currency} only.`)
  }
  if (!config.trustOrderNotes && !entries.some(({ product }) => hasMarkerField(product, config))) {
    throw markerFieldMissing(
      entries.map(({ product }) => product),
      config,
    )
  }
}

/** The first service of each line. */
function perLine(serviceIds: string[], entries: OrderEntry[], orderId: string): string[] {
  if (serviceIds.length !== entries.length) {
    throw rejected(
      'AddOrder',
      'ORDER_INCOMPLETE',
      `WHMCS made order ${orderId} with ${serviceIds.length} services instead of ${entries.length}. Correct or cancel it there.`,
      { orderId },
    )
  }
  return serviceIds.filter((_, index) => entries[index]?.unit === 1)
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
  const marked = services.filter((service) => isMarkedWith(markerOf(service, whmcs.config), ref))
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
  return order && toOrder(order, services, whmcs.config)
}

function markerOf(service: WireService, { orderMarkerFieldName }: WhmcsConfig): string {
  const field = service.customfields.find(({ name }) => isSameFieldName(name, orderMarkerFieldName))
  return field?.value ?? ''
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
  return order && toOrder(order, await servicesOfRepeatedProducts(whmcs, order), whmcs.config)
}

/** Only a product that comes twice can be a line of several units; then the services themselves are asked. */
async function servicesOfRepeatedProducts(whmcs: Whmcs, order: WireOrder): Promise<WireService[]> {
  const names = order.lineitems.map((item) => item.product)
  const repeated = order.lineitems.filter(
    (item) => names.indexOf(item.product) !== names.lastIndexOf(item.product),
  )
  const read = repeated.map((item) =>
    readWireServices(whmcs, { clientid: order.userid, serviceid: item.relid }),
  )
  return (await Promise.all(read)).flat()
}

/** `services` must hold at least those that may be further units of a line. */
function toOrder(order: WireOrder, services: WireService[], config: WhmcsConfig): BillingOrder {
  const further = services.filter((service) => isFurtherUnit(markerOf(service, config)))
  const skipped = new Set(further.map((service) => service.id))
  return {
    orderId: order.id,
    status: toOrderStatus(order.status),
    ...(order.invoiceid ? { invoiceId: order.invoiceid } : {}),
    // Ids rise in the order of the lines that were sent.
    serviceIds: order.lineitems
      .filter((item) => item.type === 'product' && !skipped.has(item.relid))
      .map((item) => item.relid)
      .toSorted((one, other) => Number(one) - Number(other)),
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
  return toOrder(accepted, await servicesOfRepeatedProducts(whmcs, accepted), whmcs.config)
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
