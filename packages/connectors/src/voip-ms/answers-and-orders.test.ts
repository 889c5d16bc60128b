import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { failureOf } from '../contract/billing-contract.ts'
import { recordingDeps, serveSandbox } from '../contract/serve-sandbox.ts'
import { createVoipMsNumbers, VoipMsConfig } from './index.ts'
import { noteOf } from './marker.ts'
import { sandboxVoipMsCredentials } from './sandbox/index.ts'
import { startVoipMs, type VoipMsWorld } from './voip-ms-world.ts'

const ref = '0b6f3c1e-8a7d-4c55-9e21-3f0a5b7c9d11/number.order:1'
const offerId = 'US/NY/NEW%20YORK/2125550100'
const order = { offerId, planId: '1' }

let world: VoipMsWorld
beforeEach(async () => {
  world = await startVoipMs()
})
afterEach(() => world.stop())

const calls = (operation: string) => world.context.journal.list({ operation })
const fault = (operation: string, message: string) =>
  world.context.faults.add({ system: 'voip-ms', operation, kind: 'reject', count: 1, message })

describe('what VoIP.ms answers', () => {
  test.for([
    ['invalid_credentials', 'auth', 'CREDENTIALS_REFUSED'],
    ['ip_not_enabled', 'auth', 'ADDRESS_NOT_ALLOWED'],
    ['api_not_enabled', 'auth', 'API_NOT_ENABLED'],
    ['api_limit_exceeded', 'throttled', 'TOO_MANY_REQUESTS'],
    ['method_maintenance', 'unavailable', 'MAINTENANCE'],
    ['provider_outofservice', 'outcome-unknown', 'ANSWER_UNREADABLE'],
    ['non_sufficient_funds', 'rejected', 'FUNDS_SHORT'],
    ['did_limit_reached', 'rejected', 'NUMBER_LIMIT_REACHED'],
    ['did_in_use', 'rejected', 'NUMBER_TAKEN'],
    ['Unable_to_purchase', 'rejected', 'NUMBER_TAKEN'],
    ['invalid_billingtype', 'rejected', 'PLAN_NOT_OFFERED'],
    ['some_new_code', 'rejected', 'VOIP_MS_REFUSED'],
  ] as const)('%s to an order is %s, %s', async ([status, kind, code]) => {
    fault('orderDID', status)
    const error = await failureOf(world.connect().orderNumber(order, ref))
    expect([error.kind, error.code]).toEqual([kind, code])
  })

  test('the limit of requests is counted by the minute, so that is the wait', async () => {
    fault('getBalance', 'api_limit_exceeded')
    expect((await failureOf(world.connect().readBalance())).retryAfterMs).toBe(60_000)
  })

  test('an HTTP 200 with an error code is an error', async () => {
    fault('orderDID', 'non_sufficient_funds')
    const error = await failureOf(world.connect().orderNumber(order, ref))
    expect(error.message).toContain('balance')
    expect(world.exchanges.at(-2)).toMatchObject({ operation: 'orderDID', outcome: 'rejected' })
  })

  test('success without a body is success after a change, but an empty list is never guessed', async () => {
    const quiet = await startVoipMs({ emptyAnswers: ['orderDID', 'cancelDID', 'setDIDRouting'] })
    try {
      const provider = quiet.connect()
      expect(await provider.orderNumber(order, ref)).toMatchObject({ number: '+12125550100' })
      await provider.releaseNumber(ref)
      expect(quiet.sandbox.listNumbers()).toEqual([])
    } finally {
      await quiet.stop()
    }
    const mute = await startVoipMs({ emptyAnswers: ['getDIDsInfo'] })
    try {
      const unconfirmed = await failureOf(mute.connect().orderNumber(order, ref))
      expect([unconfirmed.kind, unconfirmed.code]).toEqual(['outcome-unknown', 'NOT_CONFIRMED'])
      expect((await failureOf(mute.connect().findOrder(ref))).kind).toBe('unavailable')
    } finally {
      await mute.stop()
    }
  })

  test('a success that lacks its list says nothing: never "not there"', async () => {
    const bare = await serveSandbox(() => ({
      id: 'bare',
      routes: (app) => {
        app.get('/bare/api/v1/rest.php', () => ({ status: 'success' }))
      },
      reset() {},
      save: () => undefined,
      load() {},
    }))
    try {
      const settings = { ...sandboxVoipMsCredentials, url: `${bare.origin}/bare`, serverPop: '7' }
      const provider = createVoipMsNumbers(VoipMsConfig.parse(settings), recordingDeps())
      expect((await failureOf(provider.findOrder(ref))).kind).toBe('unavailable')
      expect((await failureOf(provider.findTrunk(ref))).kind).toBe('unavailable')
    } finally {
      await bare.close()
    }
  })
})

describe('orders', () => {
  test('the order carries all fields that VoIP.ms wants, our mark in the note, and never the test flag', async () => {
    const provider = world.connect()
    const { trunkId } = await provider.ensureTrunk({ name: 'Acme' }, 'o/trunk')
    const routing = { trunkId, accessPointId: '4' }
    await provider.orderNumber({ ...order, planId: '2', routing }, ref)
    expect(calls('orderDID')[0]?.request).toEqual({
      did: '2125550100',
      routing: `account:${trunkId}`,
      pop: '4',
      dialtime: '60',
      cnam: '0',
      billing_type: '2',
      note: noteOf(ref),
    })
    expect(await provider.findRouting(ref)).toEqual(routing)
    expect(await provider.readBalance()).toEqual({ amountMinor: 50_000 - 465, currency: 'USD' })
  })

  test('a repeat sends nothing; another order for the same number is refused before anything is sent', async () => {
    const provider = world.connect()
    const first = await provider.orderNumber(order, ref)
    expect(await provider.orderNumber(order, ref)).toEqual(first)
    expect((await failureOf(provider.orderNumber(order, 'other/number.order:1'))).code).toBe('NUMBER_TAKEN')
    expect(calls('orderDID')).toHaveLength(1)
  })

  test('"in use" is success when it is our own call that was faster', async () => {
    const provider = world.connect()
    const both = await Promise.all([provider.orderNumber(order, ref), provider.orderNumber(order, ref)])
    expect(both.map(({ number }) => number)).toEqual(['+12125550100', '+12125550100'])
    expect(calls('orderDID')).toHaveLength(2)
    expect(world.sandbox.listNumbers()).toHaveLength(1)
  })

  test('a refusal whose check fails is unknown, since it may speak of our own number', async () => {
    fault('orderDID', 'did_in_use')
    world.context.faults.add({ system: 'voip-ms', operation: 'getDIDsInfo', kind: 'slow', ms: 0, count: 1 })
    world.context.faults.add({ system: 'voip-ms', operation: 'getDIDsInfo', kind: 'http-500', count: 1 })
    const error = await failureOf(world.connect().orderNumber(order, ref))
    expect([error.kind, error.code]).toEqual(['outcome-unknown', 'NOT_CONFIRMED'])
  })

  test('a note keeps our mark among a person’s words, and fits into 49 characters', async () => {
    expect(noteOf(ref)).toMatch(/^0b6f3c1e-8a7d-4c55-9e21-3f0a5b7c9d11#[0-9a-f]{12}$/)
    expect(noteOf(`${'x'.repeat(90)}/${'y'.repeat(90)}`).length).toBeLessThan(50)
    expect(noteOf(`${ref}0`)).not.toBe(noteOf(ref))
  })

  test('two numbers under one reference are shown to a person, not chosen between', async () => {
    const provider = world.connect()
    await provider.orderNumber(order, ref)
    await provider.orderNumber({ ...order, offerId: offerId.replace('0100', '0101') }, ref)
    const error = await failureOf(provider.findOrder(ref))
    expect([error.kind, error.code]).toEqual(['rejected', 'DUPLICATE_ORDERS'])
    expect(error.message).toContain('+12125550100, +12125550101')
  })

  test('Canadian numbers are found by province and bought like others', async () => {
    const provider = world.connect()
    const place = { country: 'CA', regionId: 'ON', rateCentreId: 'Toronto' }
    const { offers } = await provider.searchNumbers({ ...place, limit: 1 })
    expect(offers[0]).toMatchObject({ number: '+14165550100', place: { ...place, regionName: 'ONTARIO' } })
    await provider.orderNumber({ offerId: offers[0]?.offerId ?? '', planId: '1' }, ref)
    expect((await provider.findOrder(ref))?.number).toBe('+14165550100')
  })
})
