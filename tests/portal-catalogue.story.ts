import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { crmAccount, crmProduct, crmRecordsOf } from './stack/crm-records.ts'
import { type Customer, placeOrder, signUp } from './stack/customer.ts'
import { performed } from './stack/effects.ts'
import { createApiClient } from './stack/portal-client.ts'
import { signInAgain } from './stack/sign-in.ts'
import { callWebhook } from './stack/signed-webhook.ts'
import { type Stack, startStack } from './stack/start-stack.ts'

let stack: Stack
let nextNumber = 2000

beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => stack.sandbox.context.faults.clear())
afterAll(() => stack?.stop())

interface Item {
  sku: string
  name: string
  orderable: boolean
  price: { amountMinor: number; currency: string }
}
const org = () => stack.sandbox.systems.salesforce
const newCustomer = () => signUp(stack.api, stack.sandbox, `C-${nextNumber++}`)
const catalogue = async (api = stack.api, path = '/api/catalog') =>
  (await api.request<{ items: Item[] }>('GET', path)).body.items
const personal = async ({ api }: Customer) =>
  (await catalogue(api, '/api/catalog/personalized')).map(({ sku }) => sku)
const internet = (skus: string[]) => skus.filter((sku) => sku.startsWith('INTERNET'))
const catalogueReads = () => performed(stack.sandbox, 'salesforce', 'query', 'FROM PricebookEntry')
const always = ['ESIM-DATA-20', 'ESIM-VOICE-DATA', 'SIM-DATA-20', 'VPN-FIXED-IP', 'VPN-ACTIVATION']

describe('the catalogue', () => {
  test('is Salesforce’s products of today with the prices of the portal’s pricebook (R053, R059)', async () => {
    const items = await catalogue()
    const skus = items.map(({ sku }) => sku)
    expect(skus).toEqual(expect.arrayContaining([...always, 'INTERNET-HOME-1G', 'ROUTER-RENTAL']))
    expect(skus).not.toContain('VPN-SUMMER-2024')
    expect(items.find(({ sku }) => sku === 'ESIM-DATA-20')).toMatchObject({
      price: { amountMinor: 1800, currency: 'USD' },
      orderable: true,
    })
    expect(items.find(({ sku }) => sku === 'ROUTER-RENTAL')?.orderable).toBe(false)
    expect(JSON.stringify(items)).not.toMatch(/WHMCS|pricebook|billingProductId|profileType/i)
  })

  test('shows each customer the lines that the address can have, and SIM and VPN always (R060, R063)', async () => {
    const home = await signUp(stack.api, stack.sandbox, 'C-1001')
    const flat = await signUp(stack.api, stack.sandbox, 'C-1002')
    const unknown = await newCustomer()
    expect(internet(await personal(home))).toEqual(['INTERNET-HOME-1G', 'INTERNET-INSTALL-HOME'])
    expect(internet(await personal(flat))).toEqual(['INTERNET-APARTMENT-100M'])
    expect(internet(await personal(unknown))).toEqual([])
    for (const customer of [home, flat, unknown]) {
      expect(await personal(customer)).toEqual(expect.arrayContaining(always))
    }
  })

  test('is read once for many visitors, kept for 15 minutes, and emptied by a signed webhook in every process (R061, R062)', async () => {
    const another = await stack.startAnother()
    const elsewhere = createApiClient(another.url)
    const { Id } = crmProduct(stack, 'VPN-FIXED-IP')
    const names = async () =>
      (await Promise.all([catalogue(), catalogue(elsewhere)])).map(
        (items) => items.find(({ sku }) => sku === 'VPN-FIXED-IP')?.name,
      )
    const before = await names()
    const reads = catalogueReads()
    await Promise.all(Array.from({ length: 20 }, () => catalogue()))
    expect(catalogueReads()).toBe(reads)
    org().editRecord('Product2', Id, { Name: 'VPN, new name' })
    expect(await names()).toEqual(before)
    const change = { path: '/api/webhooks/catalogue-changed', body: { object: 'Product2' } }
    const forged = await callWebhook(stack, { ...change, key: 'a-key-that-nobody-agreed-on-with-us' })
    expect(forged.status).toBe(401)
    expect(await names()).toEqual(before)
    const other = await callWebhook(stack, { ...change, body: { object: 'Account' } })
    expect(other).toMatchObject({ status: 200, body: { emptied: false } })
    expect(await names()).toEqual(before)
    expect(await callWebhook(stack, change)).toMatchObject({ status: 200, body: { emptied: true } })
    expect(await names()).toEqual(['VPN, new name', 'VPN, new name'])
  })

  test('stays readable from the cache while Salesforce is away', async () => {
    await catalogue()
    stack.sandbox.context.faults.add({ system: 'salesforce', kind: 'http-500' })
    expect((await catalogue()).length).toBeGreaterThan(5)
  })
})

describe('the eligibility check (R067, R069)', () => {
  const ask = (customer: Customer) =>
    customer.api.request('POST', '/api/eligibility/request', { notes: 'Second floor' })
  const read = async ({ api }: Customer) => (await api.request('GET', '/api/eligibility')).body

  test('goes from the request over the case to the catalogue and the order', async () => {
    let customer = await newCustomer()
    expect(await read(customer)).toEqual({ status: 'NotRequested' })
    expect(internet(await personal(customer))).toEqual([])
    expect((await ask(customer)).status).toBe(202)
    expect((await ask(customer)).body).toMatchObject({ status: 'Pending' })
    expect(crmRecordsOf(stack, customer, 'Opportunity')).toMatchObject([
      { StageName: 'Introduction', Portal_Source__c: 'Portal - Internet Eligibility Request' },
    ])
    const requests = crmRecordsOf(stack, customer, 'Case').filter(({ Type }) => Type === 'Eligibility Check')
    expect(requests).toHaveLength(1)
    expect(requests[0]?.Description).toContain('Second floor')
    const { Id } = crmAccount(stack, customer.customerNumber)
    org().setEligibility(Id, {
      eligible: true,
      result: 'Home 1G',
      dwelling: 'Home',
      tier: '1G',
      notes: 'inner',
    })
    const checked = await read(customer)
    expect(checked).toMatchObject({ status: 'Checked', result: 'Home 1G', dwelling: 'Home', tier: '1G' })
    expect(JSON.stringify(checked)).not.toContain('inner')
    expect(crmRecordsOf(stack, customer, 'Opportunity')).toMatchObject([{ StageName: 'Ready' }])
    await stack.moveTime(5 * 60_000 + 1_000)
    customer = await signInAgain(stack, customer)
    expect(internet(await personal(customer))).toEqual(['INTERNET-HOME-1G', 'INTERNET-INSTALL-HOME'])
    stack.sandbox.systems.whmcs.addCard(customer.billingClientId)
    await placeOrder(customer, [{ productId: 'INTERNET-HOME-1G' }])
    expect(crmRecordsOf(stack, customer, 'Opportunity')).toMatchObject([{ StageName: 'Post Processing' }])
  })

  test('with a no shows no lines, and may be asked for again', async () => {
    const customer = await newCustomer()
    await ask(customer)
    const { Id } = crmAccount(stack, customer.customerNumber)
    org().setEligibility(Id, { eligible: false, result: 'Not eligible' })
    expect(await read(customer)).toMatchObject({ status: 'Checked', result: 'Not eligible' })
    expect(internet(await personal(customer))).toEqual([])
    expect(crmRecordsOf(stack, customer, 'Opportunity')).toMatchObject([{ StageName: 'Void' }])
    expect((await ask(customer)).body).toMatchObject({ status: 'Pending' })
    const cases = crmRecordsOf(stack, customer, 'Case').filter(({ Type }) => Type === 'Eligibility Check')
    expect(cases).toHaveLength(2)
  })

  test.each([
    ['POST /sobjects/Opportunity', 'timeout-after-write'],
    ['POST /sobjects/Case', 'timeout-after-write'],
    ['PATCH /sobjects/Account', 'http-500'],
  ] as const)('cut off at %s (%s) goes on: one inquiry, one case', async (operation, kind) => {
    const customer = await newCustomer()
    stack.sandbox.context.faults.add({ system: 'salesforce', operation, kind, count: 1 })
    const first = await ask(customer)
    expect([202, 503]).toContain(first.status)
    expect((await ask(customer)).body).toMatchObject({ status: 'Pending' })
    expect(crmRecordsOf(stack, customer, 'Opportunity')).toHaveLength(1)
    const cases = crmRecordsOf(stack, customer, 'Case').filter(({ Type }) => Type === 'Eligibility Check')
    expect(cases).toHaveLength(1)
  })
})

describe('the identity check (R068, R070)', () => {
  const submit = ({ api }: Customer) =>
    api.request('POST', '/api/id-verification', {
      documentType: 'passport',
      issuingCountry: 'Japan',
      files: [{ name: 'passport.jpg', contentType: 'image/jpeg', sizeBytes: 482_133 }],
    })
  const read = async ({ api }: Customer) => (await api.request('GET', '/api/id-verification')).body

  test('tells the customer why it was rejected, takes a new try, and ends verified', async () => {
    const customer = await newCustomer()
    const { Id } = crmAccount(stack, customer.customerNumber)
    expect(await read(customer)).toEqual({ status: 'NotSubmitted' })
    expect(await submit(customer)).toMatchObject({ status: 202, body: { status: 'Pending' } })
    org().verifyIdentity(Id, { verified: false, message: 'The photo is blurred.' })
    expect(await read(customer)).toMatchObject({
      status: 'Rejected',
      rejectionMessage: 'The photo is blurred.',
    })
    expect(await submit(customer)).toMatchObject({ status: 202, body: { status: 'Pending' } })
    const pending = await read(customer)
    expect(pending).toMatchObject({ status: 'Pending' })
    expect(pending).not.toHaveProperty('rejectionMessage')
    org().verifyIdentity(Id, { verified: true })
    expect(await read(customer)).toMatchObject({ status: 'Verified', verifiedAt: expect.any(String) })
    expect(await submit(customer)).toMatchObject({
      status: 409,
      body: { error: { code: 'ID_ALREADY_VERIFIED' } },
    })
    const cases = crmRecordsOf(stack, customer, 'Case').filter(({ Type }) => Type === 'ID Verification')
    expect(cases).toHaveLength(2)
    expect(cases[0]?.Description).toContain('passport, issued in JP')
  })
})
