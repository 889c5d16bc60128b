import {
  type ConnectorDeps,
  moneyFromDecimal,
  type RegistrationRoute,
  type RegulatedNumberProvider,
} from '@turnup/domain'
import { accessPoints } from './access-points.ts'
import { readCallback } from './callback.ts'
import { checkDidww } from './check.ts'
import { createDidww } from './client.ts'
import { DidwwConfig } from './config.ts'
import * as documents from './documents.ts'
import * as identities from './identities.ts'
import * as orders from './orders.ts'
import * as places from './places.ts'
import * as requirements from './requirements.ts'
import * as reservations from './reservations.ts'
import * as routing from './routing.ts'
import * as search from './search.ts'
import * as trunks from './trunks.ts'
import * as verifications from './verifications.ts'
import { attributesOf } from './wire.ts'

export { DidwwConfig } from './config.ts'

export const manifest = { id: 'didww', role: 'numbers', Config: DidwwConfig } as const

const routes: readonly RegistrationRoute[] = ['portal-upload', 'api-upload', 'order-first']

/** DIDWW as a carrier of numbers in many countries, regulated ones too; every method throws ProviderError and nothing else. */
export function createDidwwNumbers(config: DidwwConfig, deps: ConnectorDeps): RegulatedNumberProvider {
  const didww = createDidww(config, deps)
  const { registrationRoute, portalUrl, currency } = config
  return {
    canReserve: true,
    canRegister: true,
    registrationRoutes: [registrationRoute, ...routes.filter((route) => route !== registrationRoute)],
    portalUrl,
    check: () => checkDidww(didww),

    listCountries: () => places.listCountries(didww),
    listRegions: (country) => places.listRegions(didww, country),
    listRateCentres: (country, regionId) => places.listRateCentres(didww, country, regionId),
    searchNumbers: (query) => search.searchNumbers(didww, query),
    readOffer: (offerId) => search.readOffer(didww, offerId),
    listAlternatives: (offerId, limit) => search.listAlternatives(didww, offerId, limit),
    listAccessPoints: async () => accessPoints(config),
    readBalance: async () => {
      const balance = await didww.client.find('balance')
      return balance && moneyFromDecimal(attributesOf('balances', balance.resource).total_balance, currency)
    },

    findReservation: (ref) => reservations.findReservation(didww, ref),
    reserveNumber: (offerId, ref) => reservations.reserveNumber(didww, offerId, ref),
    extendReservation: (ref) => reservations.extendReservation(didww, ref),
    releaseReservation: (ref) => reservations.releaseReservation(didww, ref),

    findOrder: (ref) => orders.findOrder(didww, ref),
    readOrder: (orderId) => orders.readOrder(didww, orderId),
    orderNumber: (order, ref) => orders.orderNumber(didww, order, ref),
    releaseNumber: (ref) => orders.releaseNumber(didww, ref),

    findTrunk: (ref) => trunks.findTrunk(didww, ref),
    ensureTrunk: (trunk, ref) => trunks.ensureTrunk(didww, trunk, ref),
    readTrunkCredentials: (ref) => trunks.readTrunkCredentials(didww, ref),
    removeTrunk: (ref) => trunks.removeTrunk(didww, ref),
    findRouting: (orderRef) => routing.findRouting(didww, orderRef),
    routeNumber: (orderRef, route) => routing.routeNumber(didww, orderRef, route),

    findRequirement: (offerId) => requirements.findRequirement(didww, offerId),
    findPlaces: (country, city) => places.findPlaces(didww, country, city),
    findIdentity: (ref) => identities.findIdentity(didww, ref),
    createIdentity: (identity, ref) => identities.createIdentity(didww, identity, ref),
    removeIdentity: (ref) => identities.removeIdentity(didww, ref),
    findAddress: (ref) => identities.findAddress(didww, ref),
    createAddress: (address, ref) => identities.createAddress(didww, address, ref),
    removeAddress: (ref) => identities.removeAddress(didww, ref),
    findDocument: (ref) => documents.findDocument(didww, ref),
    uploadDocument: (document, ref) => documents.uploadDocument(didww, document, ref),
    removeDocument: (ref) => documents.removeDocument(didww, ref),
    findProof: (ref) => documents.findProof(didww, ref),
    createProof: (proof, ref) => documents.createProof(didww, proof, ref),
    removeProof: (ref) => documents.removeProof(didww, ref),
    findPermanentForm: (identityId, templateId) => documents.findPermanentForm(didww, identityId, templateId),
    submitPermanentForm: (form, ref) => documents.submitPermanentForm(didww, form, ref),
    validateRegistration: (registration) => requirements.validateRegistration(didww, registration),
    findVerification: (ref) => verifications.findVerification(didww, ref),
    readVerification: (verificationId) => verifications.readVerification(didww, verificationId),
    requestVerification: (verification, ref) => verifications.requestVerification(didww, verification, ref),
    readCallback: (callback) => readCallback(config.apiKey, callback),
  }
}
