import { type ConnectorDeps, moneyFromDecimal, type NumberProvider } from '@turnup/domain'
import { checkVoipMs } from './check.ts'
import { createVoipMsClient, type VoipMs } from './client.ts'
import { VoipMsConfig } from './config.ts'
import { currency } from './map-offer.ts'
import { countries } from './offer-id.ts'
import * as orders from './orders.ts'
import * as places from './places.ts'
import * as routing from './routing.ts'
import * as search from './search.ts'
import { refused } from './status-codes.ts'
import * as trunks from './trunks.ts'

export { VoipMsConfig } from './config.ts'

export const manifest = { id: 'voip-ms', role: 'numbers', Config: VoipMsConfig } as const

async function refuseToReserve(): Promise<never> {
  throw refused(
    'reserveNumber',
    'RESERVATION_NOT_OFFERED',
    'VoIP.ms cannot hold a number; it is bought when the order is carried out.',
  )
}

/** VoIP.ms as a carrier of local numbers in Canada and the USA; every method throws ProviderError and nothing else. */
export function createVoipMsNumbers(config: VoipMsConfig, deps: ConnectorDeps): NumberProvider {
  const voipMs: VoipMs = { config, client: createVoipMsClient(config, deps) }
  return {
    canReserve: false,
    canRegister: false,
    check: () => checkVoipMs(voipMs),
    listCountries: async () => countries.map((country) => ({ ...country })),
    listRegions: (country) => places.listRegions(voipMs, country),
    listRateCentres: (country, regionId) => places.listRateCentres(voipMs, country, regionId),
    searchNumbers: (query) => search.searchNumbers(voipMs, query),
    readOffer: (offerId) => search.readOffer(voipMs, offerId),
    listAlternatives: (offerId, limit) => search.listAlternatives(voipMs, offerId, limit),
    listAccessPoints: () => places.listAccessPoints(voipMs),
    readBalance: async () =>
      moneyFromDecimal((await voipMs.client.getBalance()).balance.current_balance, currency),

    findReservation: async () => undefined,
    reserveNumber: refuseToReserve,
    extendReservation: refuseToReserve,
    releaseReservation: async () => {},

    findOrder: (ref) => orders.findOrder(voipMs, ref),
    readOrder: (orderId) => orders.readOrder(voipMs, orderId),
    orderNumber: (order, ref) => orders.orderNumber(voipMs, order, ref),
    releaseNumber: (ref) => orders.releaseNumber(voipMs, ref),

    findTrunk: (ref) => trunks.findTrunk(voipMs, ref),
    ensureTrunk: (trunk, ref) => trunks.ensureTrunk(voipMs, trunk, ref),
    readTrunkCredentials: (ref) => trunks.readTrunkCredentials(voipMs, ref),
    removeTrunk: (ref) => trunks.removeTrunk(voipMs, ref),

    findRouting: (orderRef) => routing.findRouting(voipMs, orderRef),
    routeNumber: (orderRef, route) => routing.routeNumber(voipMs, orderRef, route),
  }
}
