import fc from 'fast-check'
import type { Fault } from './fault.ts'

/** Calls that change something outside, and how long a lost one may take to arrive. */
const writes = [
  'crm.reportOrder',
  'crm.updateOpportunity',
  'billing.addOrder',
  'billing.acceptOrder',
  'billing.describeService',
  'billing.createCharge',
  'billing.capturePayment',
  'esim.downloadOrder',
  'esim.confirmOrder',
  'line.activateLine',
  'line.topUp',
]
const undoes = ['billing.cancelOrder', 'billing.cancelCharge', 'esim.cancelOrder', 'line.terminateLine']
const reads = [
  'crm.readOrder',
  'billing.listPaymentMethods',
  'billing.findOrder',
  'billing.readOrder',
  'billing.findCharge',
  'billing.readInvoice',
  'line.findTopUp',
]

/** What a PBX order calls beside. */
const pbxWrites = [
  'voice.createTenant',
  'voice.assignNumber',
  'voice.syncTenant',
  ...['voip-ms', 'didww'].flatMap((carrier) =>
    ['ensureTrunk', 'orderNumber', 'routeNumber'].map((call) => `${carrier}.${call}`),
  ),
  'didww.createIdentity',
  'didww.createAddress',
  'didww.uploadDocument',
  'didww.createProof',
  'didww.requestVerification',
]
const pbxReads = [
  'voice.findTenant',
  'voip-ms.readTrunkCredentials',
  'voip-ms.findOrder',
  'voip-ms.readOrder',
  'didww.readOrder',
  'didww.findIdentity',
  'didww.findVerification',
  'didww.readVerification',
  'didww.validateRegistration',
]

const passing: fc.Arbitrary<Fault> = fc.oneof(
  fc.constant<Fault>({ kind: 'unavailable' }),
  fc.integer({ min: 0, max: 120_000 }).map((retryAfterMs): Fault => ({ kind: 'throttled', retryAfterMs })),
  fc.constant<Fault>({ kind: 'killed-before' }),
)
const final: fc.Arbitrary<Fault> = fc.constantFrom<Fault>({ kind: 'refused' }, { kind: 'auth' })

function lost(settleMs: number): fc.Arbitrary<Fault> {
  return fc.oneof(
    fc.constant<Fault>({ kind: 'answer-lost' }),
    fc.constant<Fault>({ kind: 'request-lost' }),
    fc.constant<Fault>({ kind: 'killed-after' }),
    fc.constant<Fault>({ kind: 'broken' }),
    fc.integer({ min: 1, max: settleMs - 1 }).map((afterMs): Fault => ({ kind: 'late', afterMs })),
  )
}

export type Weather = { name: string; faults: Fault[] }[]

/** The weather of PBX orders: mostly at the carriers and the platform. */
export function pbxWeather(settleMs: number): fc.Arbitrary<Weather> {
  return fc
    .tuple(weatherOf(pbxWrites, pbxReads, settleMs), weather(settleMs))
    .map(([ofPbx, others]) => [...ofPbx, ...others.slice(0, 3)])
}

/** What goes wrong in one run of the world: for some calls, the first few of them, each in its way. */
export function weather(settleMs: number): fc.Arbitrary<Weather> {
  return weatherOf([...writes, ...undoes], reads, settleMs)
}

function weatherOf(changing: string[], looking: string[], settleMs: number): fc.Arbitrary<Weather> {
  const ofWrites = fc.record({
    name: fc.constantFrom(...changing),
    faults: fc.array(
      fc.oneof({ weight: 4, arbitrary: lost(settleMs) }, { weight: 4, arbitrary: passing }, final),
      {
        minLength: 1,
        maxLength: 4,
      },
    ),
  })
  const ofReads = fc.record({
    name: fc.constantFrom(...looking),
    faults: fc.array(fc.oneof({ weight: 6, arbitrary: passing }, final), { minLength: 1, maxLength: 3 }),
  })
  return fc.array(fc.oneof({ weight: 3, arbitrary: ofWrites }, ofReads), { maxLength: 8 })
}
