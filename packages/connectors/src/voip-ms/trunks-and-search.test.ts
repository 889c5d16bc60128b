import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from '../contract/billing-contract.ts'
import { usernameOf } from './marker.ts'
import { startVoipMs, type VoipMsWorld } from './voip-ms-world.ts'

const offerId = 'US/NY/NEW%20YORK/2125550100'

let world: VoipMsWorld
beforeEach(async () => {
  world = await startVoipMs()
})
afterEach(() => world.stop())

const calls = (operation: string) => world.context.journal.list({ operation })

describe('search', () => {
  test.for([
    ['212*', 'starts', '212'],
    ['1212*', 'starts', '212'],
    ['+1 (212) 555*', 'starts', '212555'],
    ['*0123', 'ends', '0123'],
    ['*555*', 'contains', '555'],
    ['555', 'contains', '555'],
    ['+12125550100', 'starts', '2125550100'],
    ['1-212-555-0100', 'starts', '2125550100'],
  ] as const)('the pattern %s asks for numbers that have it (%s %s)', async ([pattern, type, query]) => {
    await world.connect().searchNumbers({ country: 'US', pattern, limit: 5 })
    expect(calls('searchDIDsUSA')[0]?.request).toEqual({ type, query })
  })

  test('without a pattern a state is needed; the wrong state is named as such', async () => {
    const provider = world.connect()
    expect((await failureOf(provider.searchNumbers({ country: 'US', limit: 5 }))).code).toBe('QUERY_INVALID')
    const nowhere = provider.searchNumbers({ country: 'US', regionId: 'ZZ', limit: 5 })
    expect((await failureOf(nowhere)).code).toBe('PLACE_UNKNOWN')
    expect((await failureOf(provider.searchNumbers({ country: 'US', pattern: '+', limit: 5 }))).code).toBe(
      'QUERY_INVALID',
    )
  })

  test('prices below a cent stay exact; a rate centre that is sold out says so and is empty', async () => {
    const provider = world.connect()
    const offer = await provider.readOffer(offerId)
    expect(offer?.plans).toEqual([
      {
        planId: '1',
        kind: 'per-minute',
        name: 'Pay per minute',
        monthly: { amountMinor: 85, currency: 'USD' },
        setup: { amountMinor: 40, currency: 'USD' },
        perMinute: { amount: '0.0090', currency: 'USD' },
      },
      {
        planId: '2',
        kind: 'unlimited',
        name: 'Unlimited',
        monthly: { amountMinor: 425, currency: 'USD' },
        setup: { amountMinor: 40, currency: 'USD' },
      },
    ])
    const centres = await provider.listRateCentres('US', 'FL')
    expect(centres.find(({ name }) => name === 'KEY WEST')?.isStocked).toBe(false)
    const soldOut = { country: 'US', regionId: 'FL', rateCentreId: 'KEY WEST', limit: 5 }
    expect(await provider.searchNumbers(soldOut)).toEqual({ offers: [] })
  })
})

describe('trunks', () => {
  test('the gateway signs in at the server that was chosen, encrypted where the settings say so', async () => {
    const provider = world.connect()
    const chosen = await provider.ensureTrunk({ name: 'Acme', accessPointId: '4' }, 'a/trunk')
    expect(chosen).toMatchObject({ host: 'newyork.voip-ms.sandbox.example', port: 5060, transport: 'udp' })
    expect(await provider.findTrunk('a/trunk')).toEqual(chosen)
    const encrypted = await world.connect({ encryptedSip: true }).ensureTrunk({ name: 'Acme' }, 'b/trunk')
    expect(encrypted).toMatchObject({ host: 'toronto.voip-ms.sandbox.example', port: 5061, transport: 'tls' })
    expect(calls('createSubAccount').map(({ request }) => Object(request).sip_traffic)).toEqual(['0', '1'])
  })

  test('user names have the 12 characters that VoIP.ms allows, and no trunk may call abroad unless allowed', async () => {
    for (let turn = 0; turn < 50; turn += 1)
      expect(usernameOf(`order-${turn}/trunk`)).toMatch(/^t[a-z0-9]{11}$/)
    await world.connect().ensureTrunk({ name: 'Acme' }, 'a/trunk')
    await world.connect({ internationalCalls: true }).ensureTrunk({ name: 'Acme' }, 'b/trunk')
    const locks = calls('createSubAccount').map(({ request }) => Object(request).lock_international)
    expect(locks).toEqual(['1', '0'])
  })

  test('a wrong account number in the settings is told before anything is left behind', async () => {
    const error = await failureOf(
      world.connect({ accountNumber: '200000' }).ensureTrunk({ name: 'A' }, 'a/trunk'),
    )
    expect([error.kind, error.code]).toEqual(['auth', 'ACCOUNT_NUMBER_WRONG'])
    expect(world.sandbox.listSubAccounts()).toEqual([])
  })

  test('a password that VoIP.ms keeps to itself is asked of a person', async () => {
    const secretive = await startVoipMs({ hidesPasswords: true })
    try {
      await secretive.connect().ensureTrunk({ name: 'Acme' }, 'a/trunk')
      expect((await failureOf(secretive.connect().readTrunkCredentials('a/trunk'))).code).toBe(
        'PASSWORD_HIDDEN',
      )
    } finally {
      await secretive.stop()
    }
  })

  test('a server that VoIP.ms does not have is refused before the trunk is made', async () => {
    const attempt = world.connect().ensureTrunk({ name: 'Acme', accessPointId: '999' }, 'a/trunk')
    expect((await failureOf(attempt)).code).toBe('POP_UNKNOWN')
    expect(calls('createSubAccount')).toEqual([])
  })
})
