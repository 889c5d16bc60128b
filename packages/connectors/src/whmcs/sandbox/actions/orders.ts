import { addMonths, calendarDate, cents, dateTime, decimal, looseId, looseList, pageOf } from '../loose.ts'
import { array, flag, readMap, text, whole } from '../php.ts'
import { WhmcsRefusal } from '../refusal.ts'
import {
  indexUnder,
  nextId,
  putInvoice,
  type SandboxOrder,
  type SandboxService,
  type WhmcsState,
} from '../state.ts'
import type { Action, World } from '../world.ts'
import { priceOf } from './prices.ts'

const months: Record<SandboxService['cycle'], number> = {
  Monthly: 1,
  Annually: 12,
  'One Time': 0,
  'Free Account': 0,
}

const addOrder: Action = {
  effect: 'write',
  run(world, params) {
    const { state, options } = world
    const clientId = whole(params, 'clientid')
    const client = state.clients.get(clientId)
    if (!client) throw new WhmcsRefusal('Client ID Not Found')
    if (client.status === 'Closed') throw new WhmcsRefusal('Unable to add order when client status is Closed')
    const paymentMethod = text(params, 'paymentmethod') ?? ''
    const gateways = options.gateways.map((gateway) => gateway.module)
    if (!gateways.includes(paymentMethod)) {
      throw new WhmcsRefusal(`Invalid Payment Method. Valid options include ${gateways.join(',')}`)
    }
    const lines = readLines(world, params)
    if (lines.length === 0) throw new WhmcsRefusal('No items added to cart so order cannot proceed')

    const order: SandboxOrder = {
      id: nextId(state, 'order'),
      clientId,
      placedAt: dateTime(world.now),
      status: 'Pending',
      promoCode: text(params, 'promocode') ?? '',
      paymentMethod,
      amountMinor: lines.reduce((sum, line) => sum + line.firstMinor, 0),
      invoiceId: 0,
      notes: options.keepsOrderNotes ? (text(params, 'notes') ?? '') : '',
      serviceIds: [],
    }
    const services = lines.map((line) => addService(state, { ...line, orderId: order.id, clientId }))
    order.serviceIds = services.map((service) => service.id)
    if (!flag(params, 'noinvoice')) order.invoiceId = billServices(world, order, services)
    state.orders.set(order.id, order)
    indexUnder(state.orderIdsByClient, clientId, order.id)
    return {
      orderid: looseId(order.id),
      serviceids: order.serviceIds.join(','),
      addonids: '',
      domainids: '',
      ...(order.invoiceId ? { invoiceid: looseId(order.invoiceId) } : {}),
    }
  },
}

type NewService = Omit<SandboxService, 'id' | 'orderId' | 'clientId'>

/** Products that WHMCS does not know are left out without a word. */
function readLines(world: World, params: Parameters<Action['run']>[1]): NewService[] {
  const cycles = array(params, 'billingcycle')
  const quantities = array(params, 'qty')
  const overrides = array(params, 'priceoverride')
  const optionMaps = array(params, 'configoptions')
  const fieldMaps = array(params, 'customfields')
  const percentOff = world.options.promotions[text(params, 'promocode') ?? ''] ?? 0
  return [...array(params, 'pid')].flatMap(([index, pid]): NewService[] => {
    const product = world.products.get(Number(pid))
    if (!product) return []
    const quantity = product.allowQuantity ? Math.max(1, Number(quantities.get(index) ?? 1)) : 1
    const price = priceOf(product, cycles.get(index), readMap(optionMaps.get(index)))
    const override = overrides.get(index)
    const unitMinor = override === undefined ? price.minor : cents(override)
    const sentFields = readMap(fieldMaps.get(index))
    const knownFields = product.customFields.map(({ id }) => String(id)).filter((id) => sentFields.has(id))
    return [
      {
        productId: product.pid,
        quantity,
        status: 'Pending',
        cycle: price.cycle,
        firstMinor: Math.round((unitMinor * quantity * (100 - percentOff)) / 100),
        recurringMinor: months[price.cycle] > 0 ? unitMinor * quantity : 0,
        registeredOn: calendarDate(world.now),
        nextDueDate: calendarDate(world.now),
        notes: '',
        customFields: new Map(knownFields.map((id) => [id, sentFields.get(id) ?? ''])),
        options: price.options,
      },
    ]
  })
}

function addService(state: WhmcsState, fields: Omit<SandboxService, 'id'>): SandboxService {
  const service = { ...fields, id: nextId(state, 'service') }
  state.services.set(service.id, service)
  indexUnder(state.serviceIdsByClient, service.clientId, service.id)
  return service
}

function billServices(world: World, order: SandboxOrder, services: SandboxService[]): number {
  const today = calendarDate(world.now)
  return putInvoice(world.state, {
    clientId: order.clientId,
    date: today,
    dueDate: today,
    paymentMethod: order.paymentMethod,
    notes: '',
    items: services.map((service) => ({
      type: 'Hosting',
      relid: service.id,
      description: world.products.get(service.productId)?.name ?? '',
      amountMinor: service.firstMinor,
    })),
  }).id
}

function pendingOrder(state: WhmcsState, orderId: number): SandboxOrder {
  const order = state.orders.get(orderId)
  if (order?.status !== 'Pending') throw new WhmcsRefusal('Order ID not found or Status not Pending')
  return order
}

function servicesOf(state: WhmcsState, order: SandboxOrder): SandboxService[] {
  return order.serviceIds.flatMap((id) => state.services.get(id) ?? [])
}

const acceptOrder: Action = {
  effect: 'write',
  run({ state }, params) {
    const order = pendingOrder(state, whole(params, 'orderid'))
    order.status = 'Active'
    for (const service of servicesOf(state, order)) {
      service.status = 'Active'
      const cycleMonths = months[service.cycle]
      service.nextDueDate = cycleMonths > 0 ? addMonths(service.registeredOn, cycleMonths) : '0000-00-00'
    }
    return {}
  },
}

const cancelOrder: Action = {
  effect: 'write',
  run({ state }, params) {
    const order = pendingOrder(state, whole(params, 'orderid'))
    order.status = 'Cancelled'
    for (const service of servicesOf(state, order)) service.status = 'Cancelled'
    const invoice = state.invoices.get(order.invoiceId)
    if (invoice?.status === 'Unpaid') invoice.status = 'Cancelled'
    return {}
  },
}

const getOrders: Action = {
  effect: 'read',
  run(world, params) {
    const { state } = world
    const ids = orderIds(state, text(params, 'id'), text(params, 'userid'))
    const status = text(params, 'status')
    const matching = status ? ids.filter((id) => state.orders.get(id)?.status === status) : ids
    const start = whole(params, 'limitstart')
    const page = pageOf(matching, start, whole(params, 'limitnum'))
    const orders = page.flatMap((id) => {
      const order = state.orders.get(id)
      return order ? [describe(world, order)] : []
    })
    return {
      totalresults: looseId(matching.length),
      startnumber: start,
      numreturned: orders.length,
      orders: looseList('order', orders),
    }
  },
}

/** Newest first, as in WHMCS. */
function orderIds(state: WhmcsState, id: string | undefined, clientId: string | undefined): number[] {
  if (id) return state.orders.has(Number(id)) ? [Number(id)] : []
  if (clientId) return (state.orderIdsByClient.get(Number(clientId)) ?? []).toReversed()
  return [...state.orders.keys()].reverse()
}

function describe({ state, products }: World, order: SandboxOrder): Record<string, unknown> {
  const client = state.clients.get(order.clientId)
  const lineitems = servicesOf(state, order).map((service) => {
    const product = products.get(service.productId)
    return {
      type: 'product',
      relid: looseId(service.id),
      producttype: 'Other Product/Service',
      product: `${product?.groupName} - ${product?.name}`,
      domain: '',
      billingcycle: service.cycle,
      amount: decimal(service.firstMinor),
      status: service.status,
    }
  })
  return {
    id: looseId(order.id),
    ordernum: 1_000_000_000 + order.id,
    userid: looseId(order.clientId),
    contactid: 0,
    date: order.placedAt,
    promocode: order.promoCode,
    amount: decimal(order.amountMinor),
    paymentmethod: order.paymentMethod,
    invoiceid: looseId(order.invoiceId),
    status: order.status,
    notes: order.notes,
    paymentstatus: state.invoices.get(order.invoiceId)?.status ?? '',
    name: `${client?.firstname} ${client?.lastname}`,
    frauddata: '',
    lineitems: looseList('lineitem', lineitems),
  }
}

export const orderActions: Record<string, Action> = {
  AddOrder: addOrder,
  AcceptOrder: acceptOrder,
  CancelOrder: cancelOrder,
  GetOrders: getOrders,
}
