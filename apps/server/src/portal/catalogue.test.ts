import { openDatabase } from '@turnup/store'
import { bustCatalogueCache } from '@turnup/use-cases'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPortalWorld, type PortalWorld } from './portal-world.ts'

let world: PortalWorld
beforeAll(async () => {
  world = await createPortalWorld()
})
afterAll(() => world.close())

const skus = (body: { items: { sku: string }[] }) => body.items.map(({ sku }) => sku)
const catalogueReads = () => world.performed('salesforce', 'query', 'PricebookEntry')
const product = (sku: string) =>
  String(
    world.sandbox.systems.salesforce
      .listRecords('Product2')
      .find(({ StockKeepingUnit }) => StockKeepingUnit === sku)?.Id,
  )

describe('the catalogue', () => {
  test('shows what is for sale today, in its order, without ids of billing or pricebook', async () => {
    const { status, body, headers } = await world.call('GET', '/catalog')
    expect(status).toBe(200)
    expect(skus(body).slice(0, 2)).toEqual(['INTERNET-HOME-1G', 'INTERNET-APARTMENT-100M'])
    expect(skus(body)).not.toContain('VPN-SUMMER-2024')
    expect(headers['cache-control']).toBe('public, max-age=60')
    const esim = body.items.find(({ sku }: { sku: string }) => sku === 'ESIM-DATA-20')
    expect(esim).toMatchObject({
      category: 'esim',
      price: { amountMinor: 1800, currency: 'USD' },
      billingCycle: 'monthly',
      maxQuantity: 5,
      orderable: true,
      options: [{ label: 'Roaming', required: true, values: [{ label: 'Home only' }, { label: 'Region' }] }],
    })
    const hidden = [
      'billingProductId',
      'pricebookEntryId',
      'esimSettings',
      'provisioningFlow',
      'notesTemplate',
    ]
    for (const name of hidden) expect(Object.keys(esim)).not.toContain(name)
  })

  test('shows a product whose mapping was forgotten as one that cannot be ordered', async () => {
    const { body } = await world.call('GET', '/catalog')
    const router = body.items.find(({ sku }: { sku: string }) => sku === 'ROUTER-RENTAL')
    expect(router.orderable).toBe(false)
  })

  test('is read from the CRM once for many visitors, and again after 15 minutes', async () => {
    await bustCatalogueCache(world.services)
    const before = catalogueReads()
    await Promise.all(Array.from({ length: 10 }, () => world.call('GET', '/catalog')))
    expect(catalogueReads()).toBe(before + 1)
    world.moveClock(14 * 60_000)
    await world.call('GET', '/catalog')
    expect(catalogueReads()).toBe(before + 1)
    world.moveClock(2 * 60_000)
    await world.call('GET', '/catalog')
    expect(catalogueReads()).toBe(before + 2)
  })

  test('is read again at once when another process empties the cache', async () => {
    await world.call('GET', '/catalog')
    world.sandbox.systems.salesforce.editRecord('Product2', product('VPN-FIXED-IP'), { Name: 'VPN, renamed' })
    const otherProcess = openDatabase({ databaseUrl: world.databaseUrl, maxConnections: 1 })
    await bustCatalogueCache({ ...world.services, db: otherProcess })
    await otherProcess.destroy()
    const { body } = await world.call('GET', '/catalog')
    expect(body.items.map(({ name }: { name: string }) => name)).toContain('VPN, renamed')
  })

  test('is unavailable, and says so, while the CRM is away and nothing is cached', async () => {
    await bustCatalogueCache(world.services)
    world.sandbox.context.faults.add({ system: 'salesforce', kind: 'http-500' })
    const { status, body } = await world.call('GET', '/catalog')
    world.sandbox.context.faults.clear()
    expect(status).toBe(503)
    expect(body.error.code).toBe('TEMPORARILY_UNAVAILABLE')
    expect(body.error.retryAfterSeconds).toBeGreaterThan(0)
  })
})

describe('the personalised catalogue', () => {
  test('has the lines that the account can have, and SIM and VPN always', async () => {
    const home = await world.customer({ customerNumber: 'C-1001', email: 'ada.moreno@example.com' })
    const flat = await world.customer({ customerNumber: 'C-1002', email: 'bruno@example.com' })
    const unknown = await world.customer()
    const of = async (customer: typeof home) =>
      skus((await world.call('GET', '/catalog/personalized', { as: customer })).body)
    expect(await of(home)).toContain('INTERNET-HOME-1G')
    expect(await of(home)).not.toContain('INTERNET-APARTMENT-100M')
    expect(await of(flat)).toContain('INTERNET-APARTMENT-100M')
    expect(await of(flat)).not.toContain('INTERNET-HOME-1G')
    for (const customer of [home, flat, unknown]) {
      expect(await of(customer)).toEqual(
        expect.arrayContaining(['ESIM-DATA-20', 'SIM-DATA-20', 'VPN-FIXED-IP']),
      )
    }
    expect((await of(unknown)).filter((sku) => sku.startsWith('INTERNET'))).toEqual([])
  })

  test('follows the account within 5 minutes', async () => {
    const customer = await world.customer()
    const of = async () => skus((await world.call('GET', '/catalog/personalized', { as: customer })).body)
    expect(await of()).not.toContain('INTERNET-HOME-1G')
    world.sandbox.systems.salesforce.setEligibility(customer.accountId, {
      eligible: true,
      result: 'Home 1G',
      dwelling: 'Home',
      tier: '1G',
    })
    world.moveClock(4 * 60_000)
    expect(await of()).not.toContain('INTERNET-HOME-1G')
    world.moveClock(61_000)
    expect(await of()).toContain('INTERNET-HOME-1G')
  })
})

describe('the eligibility check', () => {
  const opportunities = (accountId: string) =>
    world.sandbox.systems.salesforce
      .listRecords('Opportunity')
      .filter(({ AccountId }) => AccountId === accountId)
  const cases = (accountId: string) =>
    world.sandbox.systems.salesforce
      .listRecords('Case')
      .filter(({ AccountId, Type }) => AccountId === accountId && Type === 'Eligibility Check')

  test('makes one inquiry and one case, is pending, and ends with the result', async () => {
    const customer = await world.customer()
    const ask = () =>
      world.call('POST', '/eligibility/request', { as: customer, body: { notes: 'Second floor' } })
    expect((await world.call('GET', '/eligibility', { as: customer })).body).toEqual({
      status: 'NotRequested',
    })
    const first = await ask()
    expect(first.status).toBe(202)
    expect(first.body).toMatchObject({ status: 'Pending', requestedAt: expect.any(String) })
    expect((await ask()).body.status).toBe('Pending')
    expect(opportunities(customer.accountId)).toMatchObject([
      { StageName: 'Introduction', CommodityType__c: 'Personal SonixNet Home Internet' },
    ])
    expect(cases(customer.accountId)).toMatchObject([{ Type: 'Eligibility Check' }])
    world.sandbox.systems.salesforce.setEligibility(customer.accountId, {
      eligible: true,
      result: 'Home 1G',
      dwelling: 'Home',
      tier: '1G',
      notes: 'for agents only',
    })
    const checked = await world.call('GET', '/eligibility', { as: customer })
    expect(checked.body).toMatchObject({ status: 'Checked', result: 'Home 1G', dwelling: 'Home', tier: '1G' })
    expect(JSON.stringify(checked.body)).not.toContain('agents')
  })

  test('asked again after its answer is a new case', async () => {
    const customer = await world.customer()
    const ask = () => world.call('POST', '/eligibility/request', { as: customer, body: {} })
    await ask()
    world.sandbox.systems.salesforce.setEligibility(customer.accountId, { eligible: false, result: 'None' })
    expect((await ask()).body.status).toBe('Pending')
    expect(cases(customer.accountId)).toHaveLength(2)
  })

  test.each(['POST /sobjects/Opportunity', 'POST /sobjects/Case', 'PATCH /sobjects/Account'])(
    'goes on after a reply that was lost at %s, without a second record',
    async (operation) => {
      const customer = await world.customer()
      world.sandbox.context.faults.add({
        system: 'salesforce',
        operation,
        kind: 'timeout-after-write',
        count: 1,
      })
      const ask = () => world.call('POST', '/eligibility/request', { as: customer, body: {} })
      const first = await ask()
      world.sandbox.context.faults.clear()
      const second = first.status === 202 ? first : await ask()
      expect(second.status).toBe(202)
      expect(opportunities(customer.accountId)).toHaveLength(1)
      expect(cases(customer.accountId)).toHaveLength(1)
    },
  )
})

describe('the identity check', () => {
  const body = { documentType: 'passport', issuingCountry: 'Japan', files: [] }
  const submit = (as: { token: string }, more = {}) =>
    world.call('POST', '/id-verification', { as, body: { ...body, ...more } })

  test('goes from nothing to pending to rejected with a message, and may be tried again', async () => {
    const customer = await world.customer()
    const read = async () => (await world.call('GET', '/id-verification', { as: customer })).body
    expect(await read()).toEqual({ status: 'NotSubmitted' })
    expect((await submit(customer)).body.status).toBe('Pending')
    expect((await submit(customer)).body.status).toBe('Pending')
    const rejection = { verified: false, message: 'The photo is blurred.' }
    world.sandbox.systems.salesforce.verifyIdentity(customer.accountId, rejection)
    expect(await read()).toMatchObject({ status: 'Rejected', rejectionMessage: 'The photo is blurred.' })
    expect((await submit(customer)).status).toBe(202)
    const cases = world.sandbox.systems.salesforce
      .listRecords('Case')
      .filter(({ AccountId, Type }) => AccountId === customer.accountId && Type === 'ID Verification')
    expect(cases).toHaveLength(2)
    expect(cases[0]?.Description).toContain('issued in JP')
  })

  test('is refused once the customer is verified', async () => {
    const customer = await world.customer()
    world.sandbox.systems.salesforce.verifyIdentity(customer.accountId, { verified: true })
    const answer = await submit(customer)
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('ID_ALREADY_VERIFIED')
  })

  test('wants a country that exists', async () => {
    const answer = await submit(await world.customer(), { issuingCountry: 'Atlantis' })
    expect(answer.body.error).toMatchObject({ code: 'COUNTRY_UNKNOWN', field: 'issuingCountry' })
  })
})
