import { type ConnectorDeps, type EsimProgress, type EsimProvider, ProviderError } from '@turnup/domain'
import { checkEs2Plus } from './check.ts'
import { createEs2PlusClient, type Es2PlusClient } from './client.ts'
import type { Es2PlusConfig } from './config.ts'
import { activationCode, matchingIdFor } from './matching-id.ts'
import { connectorId, isUnknownProfile, isWrongState } from './sort-failure.ts'
import { DownloadProgressInfo, withoutPadding } from './wire.ts'

const progressPoints: Record<number, EsimProgress['point']> = {
  3: 'downloaded',
  4: 'installed',
  5: 'deleted',
}

function unclearIccid(): ProviderError {
  return new ProviderError('outcome-unknown', {
    code: 'REPLY_NOT_UNDERSTOOD',
    connector: connectorId,
    operation: 'downloadOrder',
    message: 'The SM-DP+ reserved a profile but did not say which one that we can use; look at the SM-DP+.',
  })
}

/**
 * Reserves a profile. With our own ICCID a repeat is safe: the refusal "wrong state or in use" is taken as done,
 * because nobody but us hands that ICCID out, once, to one step; so whoever reserved it was an earlier call of this
 * step. With a profile type alone a repeat would reserve a second profile, so no refusal is taken as done there.
 */
async function downloadOrder(
  client: Es2PlusClient,
  order: { profileType: string; iccid?: string; eid?: string },
  ref: string,
): Promise<{ iccid: string }> {
  const { iccid, eid } = order
  const which = iccid === undefined ? { profileType: order.profileType } : { iccid }
  const provesDone = iccid === undefined ? undefined : isWrongState
  const reply = await client.call({ name: 'downloadOrder', ref, body: { eid, ...which }, provesDone })
  const told = reply === 'done-before' || !reply.iccid ? iccid : withoutPadding(reply.iccid)
  if (told === undefined || (iccid !== undefined && told !== withoutPadding(iccid))) throw unclearIccid()
  return { iccid: told }
}

/**
 * Confirms and releases in one call. A repeat carries the same matching id; "wrong state" or "matching id in use"
 * then means that the earlier call arrived, since no other call ever carries this matching id.
 */
async function confirmOrder(
  client: Es2PlusClient,
  config: Es2PlusConfig,
  order: { iccid: string; eid?: string },
  ref: string,
): Promise<{ matchingId: string; smdpAddress: string; activationCode: string }> {
  const ours = matchingIdFor(ref, config.matchingIdSecret)
  const body = { iccid: order.iccid, eid: order.eid, matchingId: ours, releaseFlag: true }
  const reply = await client.call({ name: 'confirmOrder', ref, body, provesDone: isWrongState })
  const matchingId = (reply !== 'done-before' && reply.matchingId) || ours
  const smdpAddress = (reply !== 'done-before' && reply.smdpAddress) || config.smdpAddress
  return { matchingId, smdpAddress, activationCode: activationCode(smdpAddress, matchingId) }
}

/**
 * Cancels. A profile that the SM-DP+ does not know counts as cancelled. "Wrong state" does not: it is said of profiles
 * that are cancelled already and of profiles that are on a phone, and a profile on a phone must not go back into stock.
 */
async function cancelOrder(
  client: Es2PlusClient,
  order: { iccid: string; reusable: boolean },
  ref: string,
): Promise<void> {
  const finalProfileStatusIndicator = order.reusable ? 'Available' : 'Unavailable'
  const body = { iccid: order.iccid, finalProfileStatusIndicator }
  await client.call({
    name: 'cancelOrder',
    ref,
    body,
    provesDone: isUnknownProfile,
    leavesOpen: isWrongState,
  })
}

function readProgress(body: unknown): EsimProgress | undefined {
  const parsed = DownloadProgressInfo.safeParse(body)
  if (!parsed.success) return undefined
  const { iccid, notificationPointId, notificationPointStatus, timestamp } = parsed.data
  return {
    iccid: withoutPadding(iccid),
    point: progressPoints[notificationPointId] ?? 'other',
    pointId: notificationPointId,
    succeeded: notificationPointStatus.status.startsWith('Executed'),
    at: new Date(timestamp).toISOString(),
  }
}

/** A provider with connections to let go of. */
export interface Es2PlusEsimProvider extends EsimProvider {
  close(): void
}

/** eSIM profiles of an SM-DP+ over GSMA SGP.22 ES2+, JSON binding (R086; external-systems h.1). */
export function createEs2PlusEsimProvider(config: Es2PlusConfig, deps: ConnectorDeps): Es2PlusEsimProvider {
  const client = createEs2PlusClient(config, deps)
  return {
    downloadOrder: (order, ref) => downloadOrder(client, order, ref),
    confirmOrder: (order, ref) => confirmOrder(client, config, order, ref),
    cancelOrder: (order, ref) => cancelOrder(client, order, ref),
    readProgress,
    check: () => checkEs2Plus(config, deps, client),
    close: () => client.close(),
  }
}
