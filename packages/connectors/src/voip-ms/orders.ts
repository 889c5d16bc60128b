import { type NewNumberOrder, type NumberOrder, ProviderError } from '@turnup/domain'
import type { VoipMs } from './client.ts'
import { flatPlan, perMinutePlan } from './map-offer.ts'
import { carries, noteOf } from './marker.ts'
import { e164, readOfferId } from './offer-id.ts'
import { notConfirmed, refused } from './status-codes.ts'
import type { OwnDid } from './wire.ts'

/** VoIP.ms has no orders of its own: a number is in the account, and then it works, or it is not. */
function orderFrom(did: OwnDid): NumberOrder {
  return { orderId: did.did, status: 'active', numberId: did.did, number: e164(did.did) }
}

/** A number of the account, absent when it is not ours. */
async function readOwn({ client }: VoipMs, did: string): Promise<OwnDid | undefined> {
  return (await client.getDIDsInfo(did)).dids.find((own) => own.did === did)
}

/** The number whose note carries the reference; VoIP.ms cannot filter, so all numbers of the account are read. */
export async function findOwn({ client }: VoipMs, ref: string): Promise<OwnDid | undefined> {
  const { dids } = await client.getDIDsInfo()
  const ours = dids.filter(({ note }) => carries(note, ref))
  if (ours.length > 1) {
    const numbers = ours.map(({ did }) => e164(did)).join(', ')
    throw refused(
      'getDIDsInfo',
      'DUPLICATE_ORDERS',
      `These numbers stand under one reference at VoIP.ms: ${numbers}. Give up all but one there.`,
    )
  }
  return ours[0]
}

export async function findOrder(voipMs: VoipMs, ref: string): Promise<NumberOrder | undefined> {
  const own = await findOwn(voipMs, ref)
  return own && orderFrom(own)
}

export async function readOrder(voipMs: VoipMs, orderId: string): Promise<NumberOrder | undefined> {
  const own = await readOwn(voipMs, orderId)
  return own && orderFrom(own)
}

function taken(did: string): ProviderError {
  return refused('orderDID', 'NUMBER_TAKEN', `${e164(did)} has been bought already. Choose another number.`)
}

/**
 * Buys a number. VoIP.ms has no key against repeats and an order cannot be undone, so the account is looked at before
 * and after: success is that the number is there under our reference (law 4).
 */
export async function orderNumber(voipMs: VoipMs, order: NewNumberOrder, ref: string): Promise<NumberOrder> {
  const { did } = readOfferId(order.offerId, 'orderDID')
  if (order.planId !== perMinutePlan && order.planId !== flatPlan) {
    throw refused('orderDID', 'PLAN_NOT_OFFERED', 'VoIP.ms does not sell numbers in this plan.')
  }
  const standing = await readOwn(voipMs, did)
  if (standing && carries(standing.note, ref)) return orderFrom(standing)
  if (standing) throw taken(did)
  const { config, client } = voipMs
  const refusal = await refusalOf(
    client.orderDID({
      did,
      routing: order.routing ? `account:${order.routing.trunkId}` : 'none:',
      pop: order.routing?.accessPointId ?? config.serverPop,
      dialtime: config.dialTimeSeconds,
      cnam: 0,
      billing_type: order.planId,
      note: noteOf(ref),
    }),
  )
  const bought = await readOwn(voipMs, did).catch((cause: unknown) => {
    throw notConfirmed('orderDID', 'looking for the number failed', cause)
  })
  if (bought && carries(bought.note, ref)) return orderFrom(bought)
  if (bought) throw taken(did)
  throw refusal ?? notConfirmed('orderDID', 'the number is not in the account')
}

/** Cancels the number; its absence is success, whatever was answered. */
export async function releaseNumber(voipMs: VoipMs, ref: string): Promise<void> {
  const own = await findOwn(voipMs, ref)
  if (!own) return
  const refusal = await refusalOf(voipMs.client.cancelDID(own.did))
  const left = await readOwn(voipMs, own.did).catch((cause: unknown) => {
    throw notConfirmed('cancelDID', 'looking for the number failed', cause)
  })
  if (left && carries(left.note, ref)) {
    throw refusal ?? notConfirmed('cancelDID', 'the number is still in the account')
  }
}

/** A refusal as a value: what VoIP.ms says no to may be what an earlier call of ours has done. */
export async function refusalOf(write: Promise<unknown>): Promise<ProviderError | undefined> {
  try {
    await write
    return undefined
  } catch (error) {
    if (error instanceof ProviderError && error.kind === 'rejected') return error
    throw error
  }
}
