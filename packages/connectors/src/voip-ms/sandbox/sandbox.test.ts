import { afterEach, beforeEach, expect, test } from 'vitest'
import type { VoipMsConfig } from '../config.ts'
import { startVoipMs, type VoipMsWorld } from '../voip-ms-world.ts'

let world: VoipMsWorld
beforeEach(async () => {
  world = await startVoipMs()
})
afterEach(() => world.stop())

const order = { offerId: 'US/FL/MIAMI/3055550100', planId: '1' }

const post = (path: string, fields: Record<string, string>) =>
  fetch(`${world.origin}/voip-ms/page/${path}`, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  })

const levels = async (change: Partial<VoipMsConfig> = {}) =>
  Object.fromEntries((await world.connect(change).check()).map(({ id, level }) => [id.slice(8), level]))

test('the page shows balance, numbers and sub-accounts, and no password', async () => {
  const provider = world.connect()
  const { trunkId } = await provider.ensureTrunk({ name: 'Acme' }, 'a/trunk')
  const { password } = await provider.readTrunkCredentials('a/trunk')
  await provider.orderNumber({ ...order, routing: { trunkId } }, 'a/number.order')
  const html = await (await fetch(`${world.origin}/voip-ms`)).text()
  for (const shown of ['$498.75', '+13055550100', 'MIAMI, FL', trunkId]) expect(html).toContain(shown)
  expect(html).not.toContain(password)
})

test('a person empties the account or sells a number elsewhere on the page', async () => {
  const provider = world.connect()
  await post('sell', { number: '+1 305 555 0100' })
  expect(await provider.readOffer(order.offerId)).toBeUndefined()
  await post('balance', { dollars: '0.50' })
  expect(await provider.readBalance()).toEqual({ amountMinor: 50, currency: 'USD' })
})

test('a saved account comes back as it was', async () => {
  const provider = world.connect()
  await provider.orderNumber(order, 'a/number.order')
  const saved = structuredClone(world.sandbox.save())
  world.sandbox.reset()
  expect(await provider.findOrder('a/number.order')).toBeUndefined()
  world.sandbox.load(saved)
  expect((await provider.findOrder('a/number.order'))?.number).toBe('+13055550100')
})

test('the wire has its own manners: HTTP 200, codes for refusals, the test flag buys nothing', async () => {
  const ask = async (params: Record<string, string>) => {
    const query = new URLSearchParams({
      api_username: 'pbx@harbour-telecom.example',
      api_password: 'voip-ms-sandbox-password',
      ...params,
    })
    const answer = await fetch(`${world.origin}/voip-ms/api/v1/rest.php?${query}`)
    expect(answer.status).toBe(200)
    return (await answer.json()) as { status: string }
  }
  const complete = {
    did: '3055550100',
    routing: 'none:',
    pop: '7',
    dialtime: '60',
    cnam: '0',
    billing_type: '1',
  }
  const statuses: string[] = []
  const asked: Record<string, string>[] = [
    { method: 'getDIDsInfo' },
    { method: 'noSuchMethod' },
    { method: 'getIP', api_password: 'wrong' },
    { method: 'orderDID', ...complete, note: 'x'.repeat(50) },
    { method: 'orderDID', ...complete, pop: '999' },
    { method: 'orderDID', ...complete, routing: 'account:100000_nobody' },
    { method: 'orderDID', ...complete, test: '1' },
    { method: 'getDIDsInfo' },
  ]
  for (const params of asked) statuses.push((await ask(params)).status)
  expect(statuses).toEqual([
    'no_did',
    'invalid_method',
    'invalid_credentials',
    'invalid_note',
    'invalid_serverpop',
    'invalid_routing',
    'success',
    'no_did',
  ])
  expect(JSON.stringify(world.context.journal.list())).not.toMatch(/voip-ms-sandbox-password|harbour-telecom/)
})

test('the check names each mistake: server, account number, balance, credentials', async () => {
  expect(await levels()).toEqual({
    transport: 'ok',
    credentials: 'ok',
    'account-number': 'ok',
    'server-pop': 'ok',
  })
  await world.connect().ensureTrunk({ name: 'Acme' }, 'a/trunk')
  world.sandbox.setBalance(5_00)
  expect(await levels({ serverPop: '999', accountNumber: '200000' })).toEqual({
    transport: 'ok',
    credentials: 'warning',
    'account-number': 'failure',
    'server-pop': 'failure',
  })
  expect(await levels({ apiPassword: 'wrong' })).toEqual({ transport: 'ok', credentials: 'failure' })
})
