import type { NumberRouting } from '@turnup/domain'
import type { VoipMs } from './client.ts'
import { findOwn } from './orders.ts'
import { notConfirmed, refused } from './status-codes.ts'
import type { OwnDid } from './wire.ts'

const toAccount = 'account:'

function routingFrom({ routing, pop }: OwnDid): NumberRouting | undefined {
  const trunkId = routing.startsWith(toAccount) ? routing.slice(toAccount.length) : ''
  return trunkId ? { trunkId, ...(pop ? { accessPointId: pop } : {}) } : undefined
}

function isRouted(own: OwnDid, { trunkId, accessPointId }: NumberRouting): boolean {
  return own.routing === `${toAccount}${trunkId}` && (!accessPointId || own.pop === accessPointId)
}

export async function findRouting(voipMs: VoipMs, orderRef: string): Promise<NumberRouting | undefined> {
  const own = await findOwn(voipMs, orderRef)
  return own && routingFrom(own)
}

/** Routing and server are two settings there; each is sent only where it differs. setDIDInfo would overwrite all others. */
export async function routeNumber(voipMs: VoipMs, orderRef: string, routing: NumberRouting): Promise<void> {
  const { client } = voipMs
  const own = await findOwn(voipMs, orderRef)
  if (!own) throw refused('setDIDRouting', 'NOT_OURS', 'VoIP.ms has no number under this reference.')
  const { trunkId, accessPointId } = routing
  if (!isRouted(own, { trunkId })) await client.setDIDRouting(own.did, `${toAccount}${trunkId}`)
  if (accessPointId && own.pop !== accessPointId) await client.setDIDPOP(own.did, accessPointId)
  if (isRouted(own, routing)) return
  const changed = await findOwn(voipMs, orderRef).catch((cause: unknown) => {
    throw notConfirmed('setDIDRouting', 'looking for the routing failed', cause)
  })
  if (!changed || !isRouted(changed, routing)) {
    throw notConfirmed('setDIDRouting', 'the number still rings elsewhere')
  }
}
