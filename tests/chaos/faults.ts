import type { FaultKind, Faults } from '@turnup/connectors/sandbox-kit'

/** Together one call in ten. Business refusals are left out: they park by design and prove nothing here. */
const mix: { kind: FaultKind; probability: number; ms?: number }[] = [
  { kind: 'timeout-after-write', probability: 0.02 },
  { kind: 'timeout-before-write', probability: 0.01 },
  { kind: 'http-500', probability: 0.02 },
  { kind: 'http-500-after-write', probability: 0.01 },
  { kind: 'throttle', probability: 0.02 },
  { kind: 'malformed', probability: 0.01 },
  { kind: 'slow', probability: 0.01, ms: 500 },
]

const operations: Record<string, string[]> = {
  whmcs: [
    'AddOrder',
    'AcceptOrder',
    'GetOrders',
    'GetClientsProducts',
    'GetPayMethods',
    'UpdateClientProduct',
    'GetProducts',
  ],
  salesforce: ['query', 'POST /composite', 'PATCH /sobjects/Order', 'PATCH /sobjects/Opportunity'],
  es2plus: ['downloadOrder', 'confirmOrder'],
  mvne: ['activateLine', 'findLine'],
  sendgrid: ['send'],
  'voip-ms': [
    'createSubAccount',
    'getSubAccounts',
    'orderDID',
    'getDIDsInfo',
    'setDIDRouting',
    'searchDIDsCAN',
    'getDIDsCAN',
  ],
  didww: [
    'POST identities',
    'POST addresses',
    'POST voice_in_trunks',
    'POST voice_out_trunks',
    'POST did_reservations',
    'POST orders',
    'POST address_verifications',
    'PATCH dids',
    'GET identities',
    'GET addresses',
    'GET orders',
    'GET dids',
    'GET address_verifications',
  ],
  fusionpbx: ['createTenant', 'findTenant', 'assignNumber', 'findNumber'],
  'event-socket': ['rescan', 'xmlstatus'],
}

export function addFaults(faults: Faults, seed: number): void {
  faults.seed(seed)
  for (const [system, names] of Object.entries(operations)) {
    for (const operation of names) {
      for (const fault of mix) faults.add({ system, operation, ...fault })
    }
  }
}
