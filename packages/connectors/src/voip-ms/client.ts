import type { ConnectorDeps } from '@turnup/domain'
import type { VoipMsConfig } from './config.ts'
import type { Params } from './redact.ts'
import { createCall } from './transport.ts'
import * as wire from './wire.ts'

export type PatternType = 'starts' | 'contains' | 'ends'

/** One function per remote call, named as in VoIP.ms's API reference. Every one throws ProviderError. */
export function createVoipMsClient(config: VoipMsConfig, deps: ConnectorDeps) {
  const call = createCall(config, deps)
  return {
    getBalance: () => call('getBalance', 'read', {}, wire.Balance),
    getServersInfo: (server_pop?: string) => call('getServersInfo', 'read', { server_pop }, wire.Servers),

    getStates: () => call('getStates', 'read', {}, wire.States),
    getProvinces: () => call('getProvinces', 'read', {}, wire.Provinces),
    getRateCentersUSA: (state: string) => call('getRateCentersUSA', 'read', { state }, wire.RateCentres),
    getRateCentersCAN: (province: string) =>
      call('getRateCentersCAN', 'read', { province }, wire.RateCentres),
    getDIDsUSA: (state: string, ratecenter?: string) =>
      call('getDIDsUSA', 'read', { state, ratecenter }, wire.Stock),
    getDIDsCAN: (province: string, ratecenter?: string) =>
      call('getDIDsCAN', 'read', { province, ratecenter }, wire.Stock),
    searchDIDsUSA: (type: PatternType, query: string, state?: string) =>
      call('searchDIDsUSA', 'read', { state, type, query }, wire.Stock),
    searchDIDsCAN: (type: PatternType, query: string, province?: string) =>
      call('searchDIDsCAN', 'read', { province, type, query }, wire.Stock),

    orderDID: (order: Params) => call('orderDID', 'write', order, wire.Done),
    cancelDID: (did: string) => call('cancelDID', 'write', { did }, wire.Done),
    /** One number, or all of the account. */
    getDIDsInfo: (did?: string) => call('getDIDsInfo', 'read', { did }, wire.OwnDids),
    setDIDRouting: (did: string, routing: string) =>
      call('setDIDRouting', 'write', { did, routing }, wire.Done),
    setDIDPOP: (did: string, pop: string) => call('setDIDPOP', 'write', { did, pop }, wire.Done),

    createSubAccount: (account: Params) => call('createSubAccount', 'write', account, wire.CreatedAccount),
    /** By the full login; a numeric id is not accepted. */
    getSubAccounts: (account?: string) => call('getSubAccounts', 'read', { account }, wire.SubAccounts),
    delSubAccount: (id: string) => call('delSubAccount', 'write', { id }, wire.Done),
  }
}
export type VoipMsClient = ReturnType<typeof createVoipMsClient>

/** What every part of the connector works with. */
export interface VoipMs {
  config: VoipMsConfig
  client: VoipMsClient
}
