import type { NumberOffer, RegulatedNumberProvider } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from '../contract/billing-contract.ts'
import { kindOf } from '../contract/esim-contract.ts'
import { type DidwwWorld, startDidww } from './didww-world.ts'
import { readPattern } from './pattern.ts'
import { idOf } from './sandbox/index.ts'

let world: DidwwWorld
let didww: RegulatedNumberProvider
beforeAll(async () => {
  world = await startDidww()
  didww = world.connect()
})
beforeEach(() => world.reset())
afterAll(() => world.stop())

const calls = (operation: string) => world.context.journal.list({ operation })
const newYork = { country: 'US', rateCentreId: idOf('cities', 'New York') }

describe('trunks', () => {
  test('two-way: calls go to the fixed address of the PBX and come with credentials, from its addresses only', async () => {
    const trunk = await didww.ensureTrunk({ name: 'Acme PBX' }, 'a/trunk')
    expect(trunk).toMatchObject({
      host: 'fra.eu.out.didww.com',
      port: 5060,
      transport: 'udp',
      realm: 'out.didww.com',
      registers: false,
    })
    const [inbound] = world.sandbox.list('voice_in_trunks')
    const [outbound] = world.sandbox.list('voice_out_trunks')
    expect(inbound?.attributes.configuration).toMatchObject({
      attributes: { host: 'pbx.harbour-telecom.example', port: 5060, username: '{DID}' },
    })
    expect(outbound?.attributes).toMatchObject({
      allow_any_did_as_cli: false,
      on_cli_mismatch_action: 'reject_call',
      authentication_method: {
        type: 'credentials_and_ip',
        attributes: { allowed_sip_ips: ['203.0.113.20', '203.0.113.21'] },
      },
    })
  })

  test('registered: the gateway signs in at the registrar with what DIDWW made', async () => {
    const registered = world.connect({ trunks: 'registered', encryptedSip: true })
    expect(await registered.ensureTrunk({ name: 'Acme' }, 'a/trunk')).toMatchObject({
      host: 'sip.didww.com',
      port: 5061,
      transport: 'tls',
      registers: true,
    })
    expect(world.sandbox.list('voice_out_trunks')).toEqual([])
  })

  test('the access point that was chosen stays with the trunk; an unknown one is refused before anything is made', async () => {
    const chosen = await didww.ensureTrunk({ name: 'Acme', accessPointId: 'mia' }, 'a/trunk')
    expect(chosen.host).toBe('mia.us.out.didww.com')
    expect(await didww.findTrunk('a/trunk')).toEqual(chosen)
    const unknown = didww.ensureTrunk({ name: 'Acme', accessPointId: 'moon' }, 'b/trunk')
    expect((await failureOf(unknown)).code).toBe('ACCESS_POINT_UNKNOWN')
    expect(calls('POST voice_out_trunks')).toHaveLength(1)
  })

  test('a half-made trunk is no trunk yet, is completed once, and half of it is cleared away', async () => {
    const lost = { system: 'didww', operation: 'POST voice_out_trunks', kind: 'timeout-after-write' } as const
    world.context.faults.add({ ...lost, count: 1 })
    expect(await kindOf(didww.ensureTrunk({ name: 'Acme' }, 'a/trunk'))).toBe('outcome-unknown')
    expect(await didww.findTrunk('a/trunk')).toBeUndefined()
    await didww.ensureTrunk({ name: 'Acme' }, 'a/trunk')
    expect(calls('POST voice_out_trunks')).toHaveLength(1)
    world.context.faults.add({ ...lost, count: 1 })
    await failureOf(didww.ensureTrunk({ name: 'Acme' }, 'b/trunk'))
    await didww.removeTrunk('a/trunk')
    await didww.removeTrunk('b/trunk')
    expect(world.sandbox.list('voice_out_trunks')).toEqual([])
    expect(world.sandbox.list('voice_in_trunks')).toEqual([])
  })

  test('a customer may call with the own number only: each number is added to its own trunk when it is routed', async () => {
    const { offers } = await didww.searchNumbers({ ...newYork, limit: 2 })
    const [mine, theirs] = offers as [NumberOffer, NumberOffer]
    for (const [name, offer] of [
      ['a', mine],
      ['b', theirs],
    ] as const) {
      const { trunkId } = await didww.ensureTrunk({ name: 'Acme' }, `${name}/trunk`)
      const planId = offer.plans[0]?.planId ?? ''
      await didww.orderNumber({ offerId: offer.offerId, planId }, `${name}/order`)
      await didww.routeNumber(`${name}/order`, { trunkId })
      await didww.routeNumber(`${name}/order`, { trunkId })
    }
    const numbersOf = world.sandbox.list('voice_out_trunks').map((trunk) =>
      [trunk.relations.dids ?? []].flat().map(({ id }) => {
        const did = world.sandbox.list('dids').find((each) => each.id === id)
        return `+${did?.attributes.number}`
      }),
    )
    expect(numbersOf).toEqual([[mine.number], [theirs.number]])
    expect(calls('PATCH voice_out_trunks')).toHaveLength(2)
  })
})

describe('search', () => {
  test.for([
    ['*0123', '12125550123', true],
    ['*0123', '12125501234', false],
    ['212*', '12125550123', true],
    ['1212*', '12125550123', true],
    ['+1 (212) 555*', '12125550123', true],
    ['+212*', '12125550123', false],
    ['555', '12125550123', true],
    ['+12125550123', '12125550123', true],
    ['+12125550123', '121255501234', true],
  ] as const)('%s and %s: %s', ([pattern, number, fits]) => {
    expect(readPattern(pattern, '1').fits(number)).toBe(fits)
  })

  test('an end is looked for through the pages of the carrier, which only knows "contains"', async () => {
    const { offers } = await didww.searchNumbers({ ...newYork, pattern: '*55', limit: 10 })
    expect(offers.map(({ number }) => number)).toEqual(['+12125550155'])
  })

  test('kinds are told apart, and a number without a city has the name of its area', async () => {
    const { offers } = await didww.searchNumbers({ country: 'GB', kind: 'toll-free', limit: 3 })
    expect(offers).toHaveLength(3)
    expect(offers[0]).toMatchObject({
      kind: 'toll-free',
      needsRegistration: false,
      place: { country: 'GB', city: 'Toll-free' },
    })
    expect((await didww.searchNumbers({ country: 'GB', kind: 'mobile', limit: 3 })).offers).toEqual([])
  })

  test('a page that we do not know is a no, not the first page again', async () => {
    const made = didww.searchNumbers({ ...newYork, limit: 3, cursor: 'made-up' })
    expect((await failureOf(made)).code).toBe('QUERY_INVALID')
  })

  test('places are remembered: typing a city asks the carrier once', async () => {
    const fresh = world.connect()
    for (const typed of ['c', 'ca', 'CAPE', 'cape town']) {
      expect((await fresh.findPlaces('ZA', typed))[0]).toMatchObject({
        city: 'Cape Town',
        area: 'Western Cape',
        areaId: idOf('areas', 'Western Cape'),
      })
    }
    expect(calls('GET cities')).toHaveLength(1)
  })

  test('only filters, includes and headers that are documented are taken', async () => {
    const ask = async (path: string, headers: Record<string, string> = {}) => {
      const version = { 'x-didww-api-version': '2026-04-16', 'api-key': 'didww-sandbox-api-key' }
      const answer = await fetch(`${world.origin}/didww/v3/${path}`, { headers: { ...version, ...headers } })
      return answer.status
    }
    expect(await ask('countries')).toBe(200)
    expect(await ask('countries?filter[colour]=red')).toBe(400)
    expect(await ask('countries?include=nothing')).toBe(400)
    expect(await ask('countries?page[size]=500')).toBe(400)
    expect(await ask('countries', { 'api-key': 'wrong' })).toBe(401)
    expect(await ask('countries', { 'x-didww-api-version': '2017-09-18' })).toBe(400)
    expect(await ask('public_keys', { 'api-key': '' })).toBe(200)
    expect(await ask('orders/none')).toBe(404)
  })
})
