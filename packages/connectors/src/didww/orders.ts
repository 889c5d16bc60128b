import type { NewNumberOrder, NumberOrder, ProviderError } from '@turnup/domain'
import type { Didww, Found } from './client.ts'
import { link, type Resource, refsOf } from './json-api.ts'
import { markerOf } from './marker.ts'
import { type Offered, readOfferId } from './offer-id.ts'
import { orderFrom, readDid } from './order-status.ts'
import { type PlanParts, poolOf, readPlanId } from './plans.ts'
import { refused } from './refusals.ts'
import { isHeld } from './reservations.ts'
import { attributesOf } from './wire.ts'

const isCanceled = (order: Resource) => attributesOf('orders', order).status.startsWith('cancel')

/** The order under a reference; one that was canceled only where no other stands there. */
async function findOwn({ client }: Didww, ref: string): Promise<Resource | undefined> {
  const marker = markerOf(ref)
  const { resources } = await client.page('orders', { 'filter[external_reference_id]': marker })
  const ours = resources.filter(({ attributes }) => attributes.external_reference_id === marker)
  const alive = ours.filter((order) => !isCanceled(order))
  if (alive.length > 1) {
    const names = alive.map(({ id, attributes }) => String(attributes.reference ?? id)).join(', ')
    throw refused(
      'GET orders',
      'DUPLICATE_ORDERS',
      `These orders stand under one reference at DIDWW: ${names}. Give up all but one there.`,
    )
  }
  return alive[0] ?? ours[0]
}

export async function findOrder(didww: Didww, ref: string): Promise<NumberOrder | undefined> {
  const order = await findOwn(didww, ref)
  return order && orderFrom(didww, order)
}

export async function readOrder(didww: Didww, orderId: string): Promise<NumberOrder | undefined> {
  const found = await didww.client.find(`orders/${encodeURIComponent(orderId)}`)
  return found && orderFrom(didww, found.resource)
}

/**
 * Buys one number. DIDWW knows no key against repeats: an order that stands under the reference is given back instead
 * of a second one. Nothing is ordered that is not in stock now (`allow_back_ordering` false).
 */
export async function orderNumber(didww: Didww, order: NewNumberOrder, ref: string): Promise<NumberOrder> {
  const offered = readOfferId(order.offerId, 'POST orders')
  const standing = await findOwn(didww, ref)
  if (standing && !isCanceled(standing)) return orderFrom(didww, standing)
  const plan = await planOf(didww, offered, order.planId)
  const reservationId = order.reservationId
  const held = reservationId !== undefined && (await isHeld(didww, reservationId))
  try {
    const way: Record<string, string> = held
      ? { did_reservation_id: reservationId }
      : { available_did_id: offered.availableDidId }
    return await place(didww, plan, way, ref)
  } catch (error) {
    if (!isRefusal(error)) throw error
    // The reservation may have run out between the look and the order; the number may still be free.
    if (held && reservationId && !(await isHeld(didww, reservationId)) && (await isForSale(didww, offered))) {
      return await place(didww, plan, { available_did_id: offered.availableDidId }, ref)
    }
    throw await whyRefused(didww, error, offered, held)
  }
}

function isRefusal(error: unknown): error is ProviderError {
  return error instanceof Error && 'kind' in error && error.kind === 'rejected'
}

const isForSale = async ({ client }: Didww, { availableDidId }: Offered) =>
  (await client.find(`available_dids/${availableDidId}`)) !== undefined

/** DIDWW's words differ; whether the number is still for sale tells for certain. */
async function whyRefused(didww: Didww, error: ProviderError, offered: Offered, held: boolean) {
  if (error.code === 'FUNDS_SHORT' || held || (await isForSale(didww, offered))) return error
  return refused('POST orders', 'NUMBER_TAKEN', `+${offered.number} is gone. Choose another number.`)
}

async function planOf(didww: Didww, offered: Offered, planId: string): Promise<PlanParts> {
  const plan = readPlanId(planId)
  const group = await didww.client.find(`did_groups/${offered.didGroupId}`, 'stock_keeping_units')
  const skus = group ? (refsOf(group.resource, 'stock_keeping_units') ?? []) : []
  const pool = plan.capacity && (await poolOf(didww, offered.country))
  const fits =
    !plan.capacity || (pool?.id === plan.capacity.poolId && plan.capacity.channels >= pool.channels)
  if (fits && skus.some(({ id }) => id === plan.skuId)) return plan
  throw refused('POST orders', 'PLAN_NOT_OFFERED', 'DIDWW does not sell this number in this plan.')
}

async function place(
  didww: Didww,
  { skuId, capacity }: PlanParts,
  way: Record<string, string>,
  ref: string,
): Promise<NumberOrder> {
  const { callbackUrl } = didww.config
  const did = { type: 'did_order_items', attributes: { sku_id: skuId, qty: 1, ...way } }
  const channels = capacity && {
    type: 'capacity_order_items',
    attributes: { capacity_pool_id: capacity.poolId, qty: capacity.channels },
  }
  const { resource } = await didww.client.create({
    type: 'orders',
    attributes: {
      allow_back_ordering: false,
      external_reference_id: markerOf(ref),
      ...(callbackUrl ? { callback_url: callbackUrl, callback_method: 'post' } : {}),
      items: [did, ...(channels ? [channels] : [])],
    },
  })
  return orderFrom(didww, resource).catch((cause: unknown) => {
    // The order stands; what came of it is read again by whoever watches it.
    if (cause instanceof Error && 'kind' in cause) {
      return { orderId: resource.id, status: 'pending', waitsFor: 'carrier' } as const
    }
    throw cause
  })
}

/** Cancels the order while it is pending, ends its number afterwards and takes it off its trunk. */
export async function releaseNumber(didww: Didww, ref: string): Promise<void> {
  const order = await findOwn(didww, ref)
  if (!order || isCanceled(order)) return
  const { client } = didww
  if (attributesOf('orders', order).status === 'pending') {
    const refusal = await client.remove(`orders/${order.id}`)
    if (!refusal) return
    const now = await client.find(`orders/${order.id}`)
    if (!now || isCanceled(now.resource)) return
    // Completed meanwhile: then its number is what is given up.
    if (attributesOf('orders', now.resource).status === 'pending') throw refusal
  }
  const did = await readDid(didww, order.id)
  if (did) await endDid(didww, did)
}

async function endDid({ client }: Didww, { resource }: Found): Promise<void> {
  if (attributesOf('dids', resource).terminated) return
  await client.update(resource.id, {
    type: 'dids',
    attributes: { terminated: true },
    relationships: { voice_in_trunk: link('voice_in_trunks', null) },
  })
}

/** The number that stands under a reference and has not ended. */
export async function findOwnDid(
  didww: Didww,
  ref: string,
): Promise<{ order: Resource; did: Found } | undefined> {
  const order = await findOwn(didww, ref)
  if (!order || isCanceled(order)) return undefined
  const did = await readDid(didww, order.id)
  if (!did || attributesOf('dids', did.resource).terminated) return undefined
  return { order, did }
}
