import { linked, markerIn, onlyKnown, type Rules, type WriteRequest } from './requests.ts'
import type { Entity } from './state.ts'
import { ApiRefusal, follow, idsOf, invalid, toOne, type World } from './world.ts'

interface Item {
  type: string
  attributes: Record<string, unknown>
}

const minor = (price: unknown) => Math.round(Number(price) * 100)

function itemsIn(request: WriteRequest): Item[] {
  const items = request.attributes.items
  if (!Array.isArray(items) || items.length === 0) throw invalid("Items can't be blank")
  return items.map((item) => ({ type: String(Object(item).type), attributes: Object(item).attributes ?? {} }))
}

/** The number that an item buys: one for sale, or one that is held. */
function numberOf(world: World, attributes: Record<string, unknown>): { number: Entity; held?: Entity } {
  const { available_did_id, did_reservation_id } = attributes
  if (did_reservation_id !== undefined) {
    const held = world.find('did_reservations', String(did_reservation_id))
    const [number] = held ? follow(world, held, 'available_did') : []
    if (!held || !number) throw invalid('DID reservation is invalid', '/data/attributes/items/0')
    return { number, held }
  }
  const number = world.find('available_dids', String(available_did_id))
  if (!number) throw invalid('Available DID is invalid', '/data/attributes/items/0')
  return { number }
}

function priced(world: World, number: Entity, items: Item[]): { costMinor: number; group: Entity } {
  const [group] = follow(world, number, 'did_group')
  if (!group) throw invalid('DID group is invalid')
  let costMinor = 0
  for (const { type, attributes } of items) {
    const isPool = type === 'capacity_order_items'
    const kind = isPool ? 'capacity_pools' : 'stock_keeping_units'
    const id = String(isPool ? attributes.capacity_pool_id : attributes.sku_id)
    const found = world.find(kind, id)
    if (!found || (!isPool && !idsOf(group, 'stock_keeping_units').includes(id))) {
      throw invalid(isPool ? 'Capacity pool is invalid' : 'SKU is invalid')
    }
    const qty = Number(attributes.qty ?? 1)
    costMinor += qty * (minor(found.attributes.setup_price) + minor(found.attributes.monthly_price))
  }
  return { costMinor, group }
}

function createOrder(world: World, request: WriteRequest): Entity {
  onlyKnown(request, [
    'allow_back_ordering',
    'callback_url',
    'callback_method',
    'external_reference_id',
    'items',
  ])
  const items = itemsIn(request)
  const bought = items.filter(({ type }) => type === 'did_order_items')
  const [item] = bought
  if (!item || bought.length > 1) throw invalid('This imitation sells one number at a time')
  const { number, held } = numberOf(world, item.attributes)
  const { costMinor } = priced(world, number, items)
  const { state } = world
  if (state.balanceMinor < costMinor) throw new ApiRefusal(400, 'Insufficient funds', { code: '400' })
  state.balanceMinor -= costMinor
  state.nextReference += 1
  if (held) world.remove(held)
  return world.add({
    type: 'orders',
    attributes: {
      amount: (costMinor / 100).toFixed(2),
      status: 'pending',
      description: 'DID',
      reference: `TUR-${state.nextReference}`,
      items,
      callback_url: request.attributes.callback_url ?? null,
      callback_method: request.attributes.callback_method ?? null,
      ...markerIn(request),
    },
    relations: {},
    hidden: { availableDidId: number.id, number: number.attributes.number, costMinor, looks: 0 },
  })
}

/** The carrier fills an order: the number is ours from now on, and waits where it needs a registration. */
export function fillOrder(world: World, order: Entity): void {
  if (order.attributes.status !== 'pending') return
  const [number] = follow(
    world,
    { ...order, relations: { bought: toOne('available_dids', String(order.hidden?.availableDidId)) } },
    'bought',
  )
  const [group] = number ? follow(world, number, 'did_group') : []
  if (!number || !group) return
  const awaits = group.meta?.needs_registration === true
  order.attributes.status = 'completed'
  const skuId = String(Object((order.attributes.items as Item[])[0]?.attributes).sku_id)
  world.add({
    type: 'dids',
    attributes: {
      number: number.attributes.number,
      // The carrier blocks what is not registered yet.
      blocked: awaits,
      awaiting_registration: awaits,
      terminated: false,
      description: null,
      capacity_limit: null,
      channels_included_count: world.find('stock_keeping_units', skuId)?.attributes.channels_included_count,
      dedicated_channels_count: 0,
      billing_cycles_count: null,
    },
    relations: {
      order: toOne('orders', order.id),
      did_group: toOne('did_groups', group.id),
      voice_in_trunk: null,
      voice_in_trunk_group: null,
      capacity_pool: null,
      address_verification: null,
      identity: null,
    },
  })
  world.tell(order)
}

/** Somebody looks at a pending order: after so many looks it is filled. */
export function lookAt(world: World, order: Entity): void {
  if (order.type !== 'orders' || order.attributes.status !== 'pending' || !order.hidden) return
  order.hidden.looks = Number(order.hidden.looks) + 1
  if (Number(order.hidden.looks) >= world.state.looksUntilFilled) fillOrder(world, order)
}

export const orderRules: Record<string, Rules> = {
  orders: {
    create: createOrder,
    remove(world, order) {
      if (order.attributes.status !== 'pending') throw invalid('Only pending orders can be canceled')
      world.state.balanceMinor += Number(order.hidden?.costMinor ?? 0)
      order.attributes.status = 'canceled'
    },
  },
  did_reservations: {
    create(world, request) {
      onlyKnown(request, ['description'])
      const [number] = linked(world, request, 'available_did', ['available_dids'])
      if (!number) throw invalid('Available DID is invalid', '/data/relationships/available_did')
      return world.add({
        type: 'did_reservations',
        attributes: {
          description: request.attributes.description ?? '',
          expires_at: new Date(world.now().getTime() + 10 * 60_000).toISOString(),
        },
        relations: { available_did: toOne('available_dids', number.id) },
      })
    },
    remove: (world, held) => world.remove(held),
  },
  dids: {
    update(world, did, request) {
      onlyKnown(request, [
        'billing_cycles_count',
        'capacity_limit',
        'description',
        'terminated',
        'dedicated_channels_count',
      ])
      const pool = linked(world, request, 'capacity_pool', ['capacity_pools'])
      if (request.attributes.dedicated_channels_count && pool.length === 0) {
        throw invalid('Capacity pool is required for dedicated channels')
      }
      linked(world, request, 'voice_in_trunk', ['voice_in_trunks'])
      Object.assign(did.attributes, request.attributes)
      for (const [name, { data }] of Object.entries(request.relationships)) did.relations[name] = data
      if (did.attributes.terminated) did.attributes.blocked = true
    },
  },
}
