import type { NumberOffer, RegulatedNumberProvider } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from '../contract/billing-contract.ts'
import { DidwwConfig } from './config.ts'
import { callbackUrl, type DidwwWorld, startDidww } from './didww-world.ts'
import { createDidwwNumbers } from './index.ts'
import { markerOf } from './marker.ts'
import { idOf } from './sandbox/index.ts'

const ref = '0b6f3c1e-8a7d-4c55-9e21-3f0a5b7c9d11/number.order:1'

let world: DidwwWorld
let didww: RegulatedNumberProvider
beforeAll(async () => {
  world = await startDidww()
  didww = world.connect({ callbackUrl })
})
beforeEach(() => world.reset())
afterAll(() => world.stop())

const calls = (operation: string) => world.context.journal.list({ operation })
const fault = (operation: string, message: string) =>
  world.context.faults.add({ system: 'didww', operation, kind: 'reject', count: 1, message })
const newYork = { country: 'US', rateCentreId: idOf('cities', 'New York') }
const albany = { country: 'US', rateCentreId: idOf('cities', 'Albany') }

async function offerIn(place: { country: string; rateCentreId: string }): Promise<NumberOffer> {
  const { offers } = await didww.searchNumbers({ ...place, limit: 1 })
  return offers[0] as NumberOffer
}
const firstPlan = ({ offerId, plans }: NumberOffer) => ({ offerId, planId: plans[0]?.planId ?? '' })

describe('what an order says', () => {
  test('our reference in full, no back-ordering, where to call back, the very number and its price', async () => {
    const offer = await offerIn(newYork)
    const order = await didww.orderNumber(firstPlan(offer), ref)
    expect(calls('POST orders')[0]?.request).toMatchObject({
      data: {
        type: 'orders',
        allow_back_ordering: false,
        external_reference_id: ref,
        items: [
          {
            type: 'did_order_items',
            attributes: { sku_id: firstPlan(offer).planId, available_did_id: offer.offerId.split('/')[2] },
          },
        ],
      },
    })
    expect(order).toMatchObject({ ref, status: 'pending', waitsFor: 'carrier' })
    expect(world.sandbox.list('orders')[0]?.attributes.callback_url).toBe(callbackUrl)
    expect(await didww.readBalance()).toEqual({ amountMinor: 500_00 - 110, currency: 'USD' })
  })

  test('with its reservation, the order names the reservation', async () => {
    const offer = await offerIn(newYork)
    const { reservationId } = await didww.reserveNumber(offer.offerId, 'a/hold')
    expect(await didww.readOffer(offer.offerId)).toEqual(offer)
    await didww.orderNumber({ ...firstPlan(offer), reservationId }, ref)
    const { data } = Object(calls('POST orders')[0]?.request)
    expect(data.items[0].attributes).toMatchObject({ did_reservation_id: reservationId })
    expect(await didww.findReservation('a/hold')).toBeUndefined()
  })

  test('a repeat gives back the order that stands and sends none', async () => {
    const offer = await offerIn(newYork)
    const first = await didww.orderNumber(firstPlan(offer), ref)
    expect((await didww.orderNumber(firstPlan(offer), ref)).orderId).toBe(first.orderId)
    expect(calls('POST orders')).toHaveLength(1)
  })

  test('a reference too long for DIDWW is shortened, keeps apart what differs, and is found again', async () => {
    const long = `${'x'.repeat(120)}/a`
    expect(markerOf(long)).toHaveLength(100)
    expect(markerOf(long)).not.toBe(markerOf(`${long}b`))
    const order = await didww.orderNumber(firstPlan(await offerIn(newYork)), long)
    const found = await didww.findOrder(long)
    expect(found?.orderId).toBe(order.orderId)
    expect(found?.ref).toBeUndefined()
  })
})

describe('plans and capacity (R193)', () => {
  test('metered numbers are paid by the minute first, others by channels; prices below a cent stay exact', async () => {
    expect((await offerIn(newYork)).plans).toMatchObject([
      {
        kind: 'per-minute',
        monthly: { amountMinor: 110 },
        perMinute: { amount: '0.0150', currency: 'USD' },
      },
      { kind: 'channels', channels: 2, monthly: { amountMinor: 510 } },
    ])
    expect((await offerIn(albany)).plans.map(({ kind, channels }) => [kind, channels])).toEqual([
      ['channels', 2],
      ['channels', 1],
    ])
  })

  test('channels from the pool are bought with the number, and given to it when it is routed', async () => {
    const offer = await offerIn(albany)
    const pooled = offer.plans.find(({ planId }) => planId.includes('/'))
    expect(pooled).toMatchObject({ channels: 1, monthly: { amountMinor: 110 + 1500 } })
    await didww.orderNumber({ offerId: offer.offerId, planId: pooled?.planId ?? '' }, ref)
    const { data } = Object(calls('POST orders')[0]?.request)
    expect(data.items[1]).toMatchObject({
      type: 'capacity_order_items',
      attributes: { qty: 1, capacity_pool_id: idOf('capacity_pools', 'US') },
    })
    const { trunkId } = await didww.ensureTrunk({ name: 'Acme' }, 'a/trunk')
    await didww.routeNumber(ref, { trunkId })
    const [did] = world.sandbox.list('dids')
    expect(did?.attributes.dedicated_channels_count).toBe(1)
    expect(did?.relations.capacity_pool).toMatchObject({ id: idOf('capacity_pools', 'US') })
    await didww.routeNumber(ref, { trunkId })
    expect(calls('PATCH dids')).toHaveLength(1)
  })
})

describe('what becomes of an order', () => {
  test('it is pending for as many looks as the carrier takes, and active then', async () => {
    world.context.faults.add({ system: 'didww', operation: 'fill order', kind: 'stale', count: 3 })
    await didww.orderNumber(firstPlan(await offerIn(newYork)), ref)
    const statuses: (string | undefined)[] = []
    for (let look = 0; look < 4; look += 1) statuses.push((await didww.findOrder(ref))?.status)
    expect(statuses).toEqual(['pending', 'pending', 'pending', 'active'])
  })

  test('one that is given up while pending is canceled and paid back; it tells so, and may be ordered anew', async () => {
    world.sandbox.setLooksUntilFilled(100)
    const offer = await offerIn(newYork)
    const order = await didww.orderNumber(firstPlan(offer), ref)
    await didww.releaseNumber(ref)
    expect(calls('DELETE orders')).toHaveLength(1)
    expect(await didww.readOrder(order.orderId)).toMatchObject({ status: 'terminated' })
    expect((await didww.readBalance())?.amountMinor).toBe(500_00)
    world.sandbox.setLooksUntilFilled(1)
    await didww.orderNumber(firstPlan(offer), ref)
    expect(await didww.findOrder(ref)).toMatchObject({ status: 'active', number: offer.number })
  })

  test('completed in the moment of giving up: the number is ended instead', async () => {
    await didww.orderNumber(firstPlan(await offerIn(newYork)), ref)
    world.context.faults.add({ system: 'didww', operation: 'fill order', kind: 'stale', count: 1 })
    fault('DELETE orders', 'Only pending orders can be canceled')
    await didww.releaseNumber(ref)
    expect((await didww.findOrder(ref))?.status).toBe('terminated')
  })

  test('a number that awaits registration is blocked at DIDWW and pending for us; blocked afterwards is blocked', async () => {
    const offer = await offerIn({ country: 'ZA', rateCentreId: idOf('cities', 'Cape Town') })
    await didww.orderNumber(firstPlan(offer), ref)
    const pending = await didww.findOrder(ref)
    expect(world.sandbox.list('dids')[0]?.attributes).toMatchObject({
      blocked: true,
      awaiting_registration: true,
    })
    expect(pending).toMatchObject({ status: 'pending', waitsFor: 'registration' })
    world.sandbox.treatNumber(offer.number, 'activate')
    expect((await didww.findOrder(ref))?.status).toBe('active')
    world.sandbox.treatNumber(offer.number, 'block')
    expect(await didww.findOrder(ref)).toMatchObject({
      status: 'blocked',
      reason: expect.stringMatching(/support/),
    })
  })
})

describe('noes', () => {
  test.for([
    ['Insufficient funds', 'FUNDS_SHORT'],
    ['Available DID is invalid', 'NUMBER_TAKEN'],
    ['The number is no longer available', 'NUMBER_TAKEN'],
    ['DID limit reached for this account', 'NUMBER_LIMIT_REACHED'],
    ['Something that nobody has read before', 'DIDWW_REFUSED'],
  ] as const)('"%s" to an order is %s', async ([words, code]) => {
    const order = firstPlan(await offerIn(newYork))
    fault('POST orders', words)
    const error = await failureOf(didww.orderNumber(order, ref))
    expect([error.kind, error.code]).toEqual(['rejected', code])
    expect(error.message).toContain(words)
  })

  test('too many requests say how long to wait', async () => {
    world.context.faults.add({ system: 'didww', operation: 'GET balance', kind: 'throttle', count: 1 })
    expect((await failureOf(didww.readBalance())).retryAfterMs).toBe(2_000)
  })

  test('two orders under one reference are shown to a person, not chosen between', async () => {
    const { offers } = await didww.searchNumbers({ ...newYork, limit: 2 })
    for (const offer of offers) {
      await didww.orderNumber(firstPlan(offer), offer.offerId)
    }
    for (const order of world.sandbox.list('orders')) order.attributes.external_reference_id = ref
    const error = await failureOf(didww.findOrder(ref))
    expect([error.kind, error.code]).toEqual(['rejected', 'DUPLICATE_ORDERS'])
    expect(error.message).toMatch(/TUR-\d+, TUR-\d+/)
  })

  test('a refused reservation that still stands is told; once it has run out, the number is ordered without it', async () => {
    const offer = await offerIn(newYork)
    const { reservationId } = await didww.reserveNumber(offer.offerId, 'a/hold')
    const refused = { kind: 'reject', message: 'DID reservation is invalid', count: 1 } as const
    world.context.faults.add({ system: 'didww', operation: 'POST orders', ...refused })
    const ordered = didww.orderNumber({ ...firstPlan(offer), reservationId }, ref)
    await expect(ordered).rejects.toMatchObject({ kind: 'rejected', code: 'RESERVATION_EXPIRED' })
    world.context.clock.move(11 * 60_000)
    await didww.orderNumber({ ...firstPlan(offer), reservationId }, ref)
    expect((await didww.findOrder(ref))?.number).toBe(offer.number)
  })
})

describe('the real DIDWW (X32)', () => {
  const settings = { apiKey: 'a-real-production-key', trunks: 'registered' }

  test('its address is refused by the settings unless it is allowed; the test system and others are not', () => {
    const judged = (url?: string, allowProduction = false) =>
      DidwwConfig.safeParse({ ...settings, ...(url ? { url } : {}), allowProduction }).success
    expect(judged('https://api.didww.com')).toBe(false)
    expect(judged('https://API.didww.com/v3')).toBe(false)
    expect(judged('https://api.didww.com', true)).toBe(true)
    expect(judged('http://127.0.0.1:4000/didww')).toBe(true)
    expect(judged()).toBe(true)
    expect(DidwwConfig.parse(settings).url).toBe('https://sandbox-api.didww.com')
  })

  test('even past the settings nothing is sent there', async () => {
    const config = { ...DidwwConfig.parse(settings), url: 'https://api.didww.com' }
    const exchanges: unknown[] = []
    const provider = createDidwwNumbers(config, {
      now: () => new Date(),
      correlationId: () => 'none',
      observe: (exchange) => exchanges.push(exchange),
    })
    const error = await failureOf(provider.readBalance())
    expect([error.kind, error.code]).toEqual(['auth', 'PRODUCTION_NOT_ALLOWED'])
    expect(exchanges).toEqual([])
    const findings = await provider.check()
    expect(findings.filter(({ level }) => level === 'failure').map(({ id }) => id)).toContain(
      'didww.environment',
    )
  })

  test('two-way trunks need to know the PBX', () => {
    const parsed = DidwwConfig.safeParse({ apiKey: 'some-api-key' })
    expect(parsed.error?.issues.map(({ path }) => path[0])).toEqual(['pbxHost', 'pbxAddresses'])
  })
})
