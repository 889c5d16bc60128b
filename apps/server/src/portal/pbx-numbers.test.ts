import { ProviderError } from '@turnup/domain'
import { setProviderMapping } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { createPbxWorld, type PbxWorld } from './pbx-world.ts'
import type { Customer } from './portal-world.ts'

let world: PbxWorld
let ada: Customer
let bruno: Customer
beforeAll(async () => {
  world = await createPbxWorld()
  ada = await world.portal.customer()
  bruno = await world.portal.customer()
})
afterAll(() => world.close())

const na = 'PBX-NUMBER-NA'
const int = 'PBX-NUMBER-INT'
const search = async (as: Customer, product = na): Promise<string[]> => {
  const { body } = await world.send('GET', `/pbx/numbers?product=${product}&country=US`, { as })
  return body.offers.map(({ number }: { number: string }) => number)
}
const choose = (as: Customer, number: string, product = na) =>
  world.send('POST', '/pbx/number-holds', { as, body: { product, offerId: `offer:${number}` } })
const minutes = (count: number) => world.portal.moveClock(count * 60_000)

const aboutTenMinutes = expect.toSatisfy((seconds: number) => seconds > 590 && seconds <= 600)

describe('what the checkout offers', () => {
  test('packages, numbers with their carriers, and features', async () => {
    const { status, body } = await world.send('GET', '/pbx/setup', { as: ada })
    expect(status).toBe(200)
    expect(body).toMatchObject({
      orderable: true,
      server: { name: 'PBX 1', baseDomain: 'pbx.example.com' },
      firstExtension: 1001,
      admin: { groups: ['admin'] },
      hold: { minutes: 10, extensions: 2 },
    })
    expect(body.packages[0]).toMatchObject({ sku: 'PBX-10', seats: 10, pricePerSeat: { amountMinor: 890 } })
    expect(body.numberProducts).toMatchObject([
      { sku: na, provider: { id: 'voip-ms', name: 'VoIP.ms' }, canReserve: false },
      { sku: int, provider: { id: 'didww', name: 'DIDWW' }, canReserve: true },
    ])
    expect(body.features).toMatchObject([{ sku: 'PBX-RECORDING', feature: 'call-recording' }])
  })

  test('without what is unmapped, and such a product is refused before the checkout begins', async () => {
    await world.map(int, undefined)
    const { body } = await world.send('GET', '/pbx/setup', { as: ada })
    expect(body.numberProducts.map(({ sku }: { sku: string }) => sku)).toEqual([na])
    const refused = await world.send('GET', `/pbx/numbers?product=${int}&country=US`, { as: ada })
    expect([refused.status, refused.body.error.code]).toEqual([422, 'PROVIDER_NOT_MAPPED'])
    await world.map(int, 'didww')
  })

  test('the shop shows packages that have a carrier, and an ordinary order of them is refused', async () => {
    const shown = async () => {
      const { body } = await world.send('GET', '/catalog')
      return body.items
        .filter(({ category }: { category: string }) => category === 'pbx')
        .map(({ sku }: { sku: string }) => sku)
    }
    expect(await shown()).toEqual(['PBX-10', 'PBX-25'])
    await world.map('PBX-25', undefined)
    expect(await shown()).toEqual(['PBX-10'])
    await world.map('PBX-25', 'voip-ms')
    const order = await world.send('POST', '/orders', {
      as: ada,
      key: 'a-pbx-in-the-shop',
      body: { items: [{ productId: 'PBX-10' }] },
    })
    expect([order.status, order.body.error.code]).toEqual([422, 'ORDERED_ELSEWHERE'])
  })

  test('where a carrier hangs on product groups and billing does not tell them, the checkout waits', async () => {
    const { db, ports } = world.portal.services
    const group = { method: 'group', subjectId: '5' } as const
    await setProviderMapping(db, group, 'didww', { operatorId: 'test', at: new Date() })
    const down = { code: 'DOWN', connector: 'whmcs', operation: 'GetProducts', message: 'no answer' }
    const listProducts = vi.spyOn(ports.billing, 'listProducts').mockImplementation(async () => {
      throw new ProviderError('unavailable', down)
    })
    const { status, body } = await world.send('GET', '/pbx/setup', { as: ada })
    expect([status, body.error.code]).toEqual([503, 'TEMPORARILY_UNAVAILABLE'])
    listProducts.mockRestore()
    await setProviderMapping(db, group, undefined, { operatorId: 'test', at: new Date() })
    expect((await world.send('GET', '/pbx/setup', { as: ada })).body.orderable).toBe(true)
  })

  test('a domain is made of the company, and another one suggested where it is taken', async () => {
    const ask = async (query: string) => (await world.send('GET', `/pbx/domain?${query}`, { as: ada })).body
    expect(await ask('company=Acme%20Corp.')).toEqual({
      domain: 'acme-corp.pbx.example.com',
      available: true,
      suggestions: [],
    })
    world.takenDomains.add('acme-corp.pbx.example.com').add('acme-corp-pbx.pbx.example.com')
    expect(await ask('domain=acme-corp')).toMatchObject({
      available: false,
      suggestions: ['acme-corp-phone', 'acme-corp-tel', 'acme-corp-voice'].map(
        (one) => `${one}.pbx.example.com`,
      ),
    })
    expect(await ask('domain=a%20b')).toMatchObject({ available: false, suggestions: [] })
  })
})

describe('choosing a number', () => {
  test('a search is asked once for everybody who looks within a moment', async () => {
    const { asked } = world.carriers['voip-ms']
    asked.length = 0
    await Promise.all([search(ada), search(bruno), search(ada)])
    expect(asked).toEqual(['searchNumbers'])
  })

  test.each([na, int])('two customers want one %s at once: one of them has it', async (product) => {
    const [number = ''] = await search(ada, product)
    const answers = await Promise.all([choose(ada, number, product), choose(bruno, number, product)])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const loser = answers.find(({ status }) => status === 409)
    expect(loser?.body.error.code).toBe('NUMBER_TAKEN')
    const winner = answers[0]?.status === 201 ? ada : bruno
    expect(await search(winner === ada ? bruno : ada, product)).not.toContain(number)
    minutes(11)
  })

  test('a number that is held counts down, can be extended twice, and is free afterwards', async () => {
    const number = '+12025550105'
    const { body: hold } = await choose(ada, number)
    expect(hold).toMatchObject({ secondsLeft: aboutTenMinutes, extensionsLeft: 2, heldAtCarrier: false })
    const extend = () => world.send('POST', `/pbx/number-holds/${hold.holdId}/extend`, { as: ada })
    for (const extensionsLeft of [1, 0]) {
      minutes(9)
      expect((await extend()).body).toMatchObject({ secondsLeft: aboutTenMinutes, extensionsLeft })
    }
    expect((await extend()).body.error.code).toBe('HOLD_NOT_EXTENDABLE')
    expect((await choose(bruno, number)).status).toBe(409)
    minutes(11)
    expect((await world.send('GET', `/pbx/number-holds/${hold.holdId}`, { as: ada })).body.secondsLeft).toBe(
      0,
    )
    expect((await choose(bruno, number)).status).toBe(201)
    expect((await world.send('GET', `/pbx/number-holds/${hold.holdId}`, { as: ada })).status).toBe(404)
  })

  test('the carrier holds it too where it can, and hears when another one is chosen instead', async () => {
    const { reservations } = world.carriers.didww
    reservations.clear()
    const first = await choose(ada, '+49305550106', int)
    expect(first.body.heldAtCarrier).toBe(true)
    expect([...reservations.keys()]).toEqual([`hold/${first.body.holdId}`])
    const second = await choose(ada, '+49305550107', int)
    expect([...reservations.keys()]).toEqual([`hold/${second.body.holdId}`])
    await world.send('DELETE', `/pbx/number-holds/${second.body.holdId}`, { as: ada })
    expect(reservations.size).toBe(0)
  })

  test('choosing the same number again changes nothing', async () => {
    const once = await choose(ada, '+49305550108', int)
    const again = await choose(ada, '+49305550108', int)
    expect(again.body.holdId).toBe(once.body.holdId)
  })

  test("nobody reads, extends or gives up another customer's number", async () => {
    const { body: hold } = await choose(ada, '+12025550109')
    const url = `/pbx/number-holds/${hold.holdId}`
    expect((await world.send('GET', url, { as: bruno })).status).toBe(404)
    expect((await world.send('POST', `${url}/extend`, { as: bruno })).status).toBe(404)
    await world.send('DELETE', url, { as: bruno })
    expect((await world.send('GET', url, { as: ada })).status).toBe(200)
  })

  test('one that was sold elsewhere meanwhile cannot be chosen', async () => {
    world.carriers['voip-ms'].stock.delete('+12025550103')
    expect((await choose(ada, '+12025550103')).body.error.code).toBe('NUMBER_TAKEN')
  })
})
