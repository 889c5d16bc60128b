import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Customer, createPortalWorld, type PortalWorld } from './portal-world.ts'

let world: PortalWorld
let ada: Customer
beforeAll(async () => {
  world = await createPortalWorld()
  ada = await world.customer()
})
afterEach(() => world.sandbox.context.faults.clear())
afterAll(() => world.close())

describe('the billing address', () => {
  const address = {
    street: '12 Quay Road',
    addressLine2: 'Rear building',
    buildingName: 'Harbour House',
    roomNumber: '3b',
    city: 'San Juan',
    state: 'PR',
    postalCode: '00901',
    country: 'puerto rico',
    phone: '787 555 0123',
  }
  const write = (body: object) => world.call('PATCH', '/me/billing', { as: ada, body })

  test('is incomplete after sign-up, complete once written, and stands in billing alone', async () => {
    const before = await world.call('GET', '/me/billing', { as: ada })
    expect(before.body.addressComplete).toBe(false)
    expect(before.body.missing).toContain('street')
    const crmWrites = () =>
      world.sandbox.context.journal.list({ system: 'salesforce' }).filter(({ effect }) => effect === 'write')
        .length
    const writesBefore = crmWrites()
    const { status, body } = await write(address)
    expect(status).toBe(200)
    const { phone: _, ...parts } = address
    expect(body).toMatchObject({
      addressComplete: true,
      missing: [],
      address: { ...parts, country: 'PR' },
      phone: '+17875550123',
    })
    expect(crmWrites()).toBe(writesBefore)
    const rows = await world.services.db
      .selectFrom('audit_event')
      .selectAll()
      .where('actor_id', '=', ada.userId)
      .execute()
    expect(rows.map(({ action }) => action)).toContain('billing-address.updated')
    expect(JSON.stringify(rows)).not.toContain('Quay Road')
  })

  test.each([
    [{ street: '' }, 'street', 'INVALID_REQUEST'],
    [{ city: undefined }, 'city', 'INVALID_REQUEST'],
    [{ country: 'Atlantis' }, 'country', 'COUNTRY_UNKNOWN'],
    [{ phone: '12' }, 'phone', 'PHONE_INVALID'],
  ])('is refused with %j', async (wrong, field, code) => {
    const { status, body } = await write({ ...address, ...wrong })
    expect(status).toBe(400)
    expect(body.error).toMatchObject({ field, code })
  })
})

describe('the door to billing’s own pages', () => {
  const open = (body: object, as = ada) => world.call('POST', '/auth/sso-link', { as, body })

  test('opens pay methods, invoices and services', async () => {
    for (const destination of ['payment-methods', 'invoices', 'services']) {
      const { status, body } = await open({ destination })
      expect(status).toBe(200)
      expect(body).toEqual({ url: expect.stringMatching(/^http/), expiresInSeconds: expect.any(Number) })
    }
  })

  test('opens one’s own invoices only', async () => {
    const { invoiceId } = await world.services.ports.billing.createCharge(
      { clientId: ada.clientId, description: 'Router', amount: { amountMinor: 500, currency: 'USD' } },
      randomUUID(),
    )
    expect((await open({ destination: 'invoice', invoiceId })).status).toBe(200)
    const stranger = await open({ destination: 'invoice', invoiceId }, await world.customer())
    expect([stranger.status, stranger.body.error.code]).toEqual([404, 'INVOICE_NOT_FOUND'])
    const which = await open({ destination: 'invoice' })
    expect(which.body.error).toMatchObject({ code: 'INVOICE_ID_MISSING', field: 'invoiceId' })
  })
})

describe('invoices', () => {
  test('are listed with what is to be paid, and read with their lines', async () => {
    const customer = await world.customer()
    const { invoiceId } = await world.services.ports.billing.createCharge(
      { clientId: customer.clientId, description: 'Router', amount: { amountMinor: 500, currency: 'USD' } },
      randomUUID(),
    )
    const list = await world.call('GET', '/invoices', { as: customer })
    expect(list.body.invoices).toMatchObject([
      { id: invoiceId, status: 'Unpaid', total: { amountMinor: 500, currency: 'USD' }, payable: true },
    ])
    const one = await world.call('GET', `/invoices/${invoiceId}`, { as: customer })
    expect(one.body.items).toMatchObject([{ amount: { amountMinor: 500 } }])
    const stranger = await world.call('GET', `/invoices/${invoiceId}`, { as: ada })
    expect([stranger.status, stranger.body.error.code]).toEqual([404, 'INVOICE_NOT_FOUND'])
  })
})

describe('support', () => {
  const body = { subject: 'My line is slow', message: 'Since Monday.' }

  test('opens one case for one key, which the customer sees and nobody else', async () => {
    const key = randomUUID()
    const first = await world.call('POST', '/support/cases', { as: ada, key, body })
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      type: 'General Inquiry',
      subject: body.subject,
      caseNumber: expect.any(String),
    })
    const again = await world.call('POST', '/support/cases', { as: ada, key, body })
    expect(again.body).toEqual(first.body)
    const other = await world.call('POST', '/support/cases', {
      as: ada,
      key,
      body: { ...body, subject: 'Else' },
    })
    expect([other.status, other.body.error.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED'])
    const mine = await world.call('GET', '/support/cases', { as: ada })
    expect(
      mine.body.cases.filter(({ subject }: { subject: string }) => subject === body.subject),
    ).toHaveLength(1)
    const theirs = await world.call('GET', '/support/cases', { as: await world.customer() })
    expect(theirs.body).toEqual({ cases: [] })
  })

  test('goes on after a lost reply with one case', async () => {
    const customer = await world.customer()
    const key = randomUUID()
    const { faults } = world.sandbox.context
    faults.add({
      system: 'salesforce',
      operation: 'POST /sobjects/Case',
      kind: 'timeout-after-write',
      count: 1,
    })
    const first = await world.call('POST', '/support/cases', { as: customer, key, body })
    expect(first.status).toBe(503)
    expect(first.body.error.code).toBe('OUTCOME_UNKNOWN')
    expect((await world.call('POST', '/support/cases', { as: customer, key, body })).status).toBe(201)
    expect((await world.call('GET', '/support/cases', { as: customer })).body.cases).toHaveLength(1)
  })
})

describe('a customer whose registration is not complete', () => {
  test('is told so at every door behind the sign-in', async () => {
    const customer = await world.customer()
    await world.services.db
      .deleteFrom('customer_mapping')
      .where('customer_id', '=', customer.userId)
      .execute()
    const { status, body } = await world.call('GET', '/orders', { as: customer })
    expect([status, body.error.code]).toEqual([409, 'CUSTOMER_NOT_CONNECTED'])
  })
})
