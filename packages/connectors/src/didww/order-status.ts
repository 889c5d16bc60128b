import type { NumberOrder } from '@turnup/domain'
import type { Didww, Found } from './client.ts'
import type { Resource } from './json-api.ts'
import { refOf } from './marker.ts'
import { attributesOf } from './wire.ts'

/** The number of a completed order; absent while DIDWW has not assigned it. */
export async function readDid({ client }: Didww, orderId: string): Promise<Found | undefined> {
  const { resources, included } = await client.page('dids', {
    'filter[order.id]': orderId,
    include: 'voice_in_trunk,capacity_pool',
  })
  const [resource] = resources
  return resource && { resource, included }
}

/**
 * DIDWW's independent booleans in our words (X29): terminated, then blocked, then awaiting registration, then active.
 * One exception, which its recorded answers show: a number that awaits registration is blocked for just that reason,
 * so blocked counts only where nothing is awaited.
 */
function stateOf(did: Resource): Pick<NumberOrder, 'status' | 'waitsFor' | 'reason'> {
  const { terminated, blocked, awaiting_registration } = attributesOf('dids', did)
  if (terminated) return { status: 'terminated', reason: 'DIDWW has ended the number.' }
  if (awaiting_registration) return { status: 'pending', waitsFor: 'registration' }
  if (blocked) return { status: 'blocked', reason: 'DIDWW has blocked the number. Ask its support why.' }
  return { status: 'active' }
}

/** An order with the number that it has brought. */
export async function orderFrom(didww: Didww, order: Resource): Promise<NumberOrder> {
  const { status, external_reference_id, created_at } = attributesOf('orders', order)
  const about = {
    orderId: order.id,
    ...refOf(external_reference_id),
    ...(created_at ? { placedAt: new Date(created_at).toISOString() } : {}),
  }
  if (status === 'canceled' || status === 'cancelled') {
    return { ...about, status: 'terminated', reason: 'DIDWW has canceled the order.' }
  }
  const did = status === 'completed' ? await readDid(didww, order.id) : undefined
  if (!did) return { ...about, status: 'pending', waitsFor: 'carrier' }
  const { number } = attributesOf('dids', did.resource)
  return { ...about, ...stateOf(did.resource), numberId: did.resource.id, number: `+${number}` }
}
