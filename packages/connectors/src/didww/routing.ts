import type { NumberRouting } from '@turnup/domain'
import type { Didww } from './client.ts'
import { link, type Resource, refsOf } from './json-api.ts'
import { findOwnDid } from './orders.ts'
import { refused } from './refusals.ts'
import { attributesOf } from './wire.ts'

const trunkIdOf = (did: Resource) => refsOf(did, 'voice_in_trunk')?.[0]?.id

export async function findRouting(didww: Didww, orderRef: string): Promise<NumberRouting | undefined> {
  const own = await findOwnDid(didww, orderRef)
  const trunkId = own && trunkIdOf(own.did.resource)
  return trunkId ? { trunkId } : undefined
}

/** Sends the number's calls to a trunk, gives it the channels that were bought with it, and lets it be shown in calls out. */
export async function routeNumber(didww: Didww, orderRef: string, { trunkId }: NumberRouting): Promise<void> {
  const own = await findOwnDid(didww, orderRef)
  if (!own) throw refused('PATCH dids', 'NOT_OURS', 'DIDWW has no number under this reference.')
  const { resource: did } = own.did
  const capacity = missingCapacity(own.order, did)
  if (trunkIdOf(did) !== trunkId || capacity) {
    await didww.client.update(did.id, {
      type: 'dids',
      ...(capacity ? { attributes: { dedicated_channels_count: capacity.channels } } : {}),
      relationships: {
        voice_in_trunk: link('voice_in_trunks', trunkId),
        // A number rings at a trunk or at a group of trunks.
        voice_in_trunk_group: link('voice_in_trunk_groups', null),
        ...(capacity ? { capacity_pool: link('capacity_pools', capacity.poolId) } : {}),
      },
    })
  }
  if (didww.config.trunks === 'two-way') await allowAsCaller(didww, did.id, trunkId)
}

/** Channels that the order bought and the number does not have yet. */
function missingCapacity(order: Resource, did: Resource): { poolId: string; channels: number } | undefined {
  const { items } = attributesOf('orders', order)
  const item = items.find(({ type }) => type === 'capacity_order_items')
  const poolId = item?.attributes.capacity_pool_id
  if (typeof poolId !== 'string') return undefined
  const channels = Number(item?.attributes.qty ?? 1)
  const has = attributesOf('dids', did).dedicated_channels_count ?? 0
  const isThere = refsOf(did, 'capacity_pool')?.[0]?.id === poolId && has >= channels
  return isThere ? undefined : { poolId, channels }
}

/** Calls out may show only numbers that their trunk knows. */
async function allowAsCaller({ client }: Didww, didId: string, trunkId: string): Promise<void> {
  const inbound = await client.find(`voice_in_trunks/${trunkId}`)
  const marker = inbound?.resource.attributes.external_reference_id
  if (typeof marker !== 'string' || !marker) return
  const outbound = await client.findByRef('voice_out_trunks', marker, 'dids')
  if (!outbound) return
  const known = (refsOf(outbound.resource, 'dids') ?? []).map(({ id }) => id)
  if (known.includes(didId)) return
  await client.update(outbound.resource.id, {
    type: 'voice_out_trunks',
    relationships: {
      dids: link('dids', [...known, didId]),
      ...(known.length === 0 ? { default_did: link('dids', didId) } : {}),
    },
  })
}
