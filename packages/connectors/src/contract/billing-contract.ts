import { type BillingSystem, type Exchange, type NewBillingOrder, ProviderError } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FaultRule } from '../sandbox-kit/index.ts'

/** A billing system in front of its imitation, with what people do on the other side. */
export interface BillingWorld {
  billing: BillingSystem
  /** Every call that the connector reported. */
  exchanges: Exchange[]
  /** Texts that must appear in no exchange. */
  secrets: string[]
  /** The vendor's operation that stands behind each of these, for faults. */
  operations: {
    addOrder: string
    acceptOrder: string
    readClient: string
    createCharge: string
    capturePayment: string
  }
  /** Ids of products that can be ordered without options. */
  products: { recurring: string; oneTime: string; counted: string }
  /** A service's custom field that can be written. */
  customField: string
  fault(rule: Omit<FaultRule, 'system'>): void
  clearFaults(): void
  addCard(clientId: string): Promise<void> | void
  countOrders(clientId: string): Promise<number> | number
  countCharges(clientId: string): Promise<number> | number
  stop(): Promise<void>
}

let serial = 0
const unique = (what: string) => {
  serial += 1
  return `${what}-${serial}`
}

/** How the call failed; fails the test when it did not fail with a ProviderError. */
export async function failureOf(call: Promise<unknown>): Promise<ProviderError> {
  const outcome = await call.then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(outcome).toBeInstanceOf(ProviderError)
  return outcome as ProviderError
}

/** What Turnup expects of every billing system, whoever makes it. */
export function billingContract(name: string, start: () => Promise<BillingWorld>): void {
  describe(`${name} as billing system`, () => {
    let world: BillingWorld
    let billing: BillingSystem
    beforeAll(async () => {
      world = await start()
      billing = world.billing
    })
    beforeEach(() => world.clearFaults())
    afterAll(() => world.stop())

    const newClient = async () => {
      const { clientId } = await billing.createClient({
        email: `${unique('customer')}@example.com`,
        firstName: 'Ada',
        lastName: "O'Moreno & Søn",
        password: 'random-and-never-shown',
        customerNumber: unique('C'),
      })
      return clientId
    }
    const orderFor = (
      clientId: string,
      lines?: Partial<NewBillingOrder['lines'][number]>[],
    ): NewBillingOrder => ({
      clientId,
      crmOrderId: unique('801xx0000000'),
      lines: (lines ?? [{}]).map((line) => ({
        billingProductId: world.products.recurring,
        billingCycle: 'monthly',
        quantity: 1,
        configOptions: {},
        ...line,
      })),
    })

    describe('clients', () => {
      test('a client that was made is found by e-mail and by id, with its customer number', async () => {
        const email = `${unique('found')}@example.com`
        const { clientId } = await billing.createClient({
          email,
          firstName: 'Bruno',
          lastName: 'Lindqvist',
          company: 'Lindqvist & Co',
          phone: '+46701234567',
          password: 'random',
          customerNumber: 'C-77',
        })
        const expected = {
          clientId,
          email,
          firstName: 'Bruno',
          company: 'Lindqvist & Co',
          phone: '+46701234567',
          customerNumber: 'C-77',
        }
        expect(await billing.findClientByEmail(email)).toMatchObject(expected)
        expect(await billing.readClient(clientId)).toMatchObject(expected)
      })

      test('who is not there is absent, not an error', async () => {
        expect(await billing.findClientByEmail('nobody@example.com')).toBeUndefined()
        expect(await billing.readClient('999999')).toBeUndefined()
      })

      test('an e-mail address is taken once: the second client is refused as a business no', async () => {
        const client = {
          email: `${unique('twice')}@example.com`,
          firstName: 'A',
          lastName: 'B',
          password: 'random',
          customerNumber: 'C-1',
        }
        await billing.createClient(client)
        const error = await failureOf(billing.createClient(client))
        expect([error.kind, error.code]).toEqual(['rejected', 'EMAIL_IN_USE'])
      })

      test('an address comes back in the parts in which it was given', async () => {
        const clientId = await newClient()
        const address = {
          street: '1 Harbour Road',
          addressLine2: 'Near the pier',
          buildingName: 'Lighthouse',
          roomNumber: '12-B',
          city: 'Kobe',
          state: 'Hyogo',
          postalCode: '650-0001',
          country: 'JP',
        }
        await billing.updateAddress(clientId, address, '+81312345678')
        expect(await billing.readClient(clientId)).toMatchObject({ address, phone: '+81312345678' })
      })

      test('payment methods: none at first, then the card by its last four digits and no token', async () => {
        const clientId = await newClient()
        expect(await billing.listPaymentMethods(clientId)).toEqual([])
        await world.addCard(clientId)
        const methods = await billing.listPaymentMethods(clientId)
        expect(methods).toHaveLength(1)
        expect(methods[0]?.lastFour).toMatch(/^\d{4}$/)
        expect(JSON.stringify(methods)).not.toMatch(/token/i)
      })
    })

    describe('orders', () => {
      test('an order is found by its reference, and by no other', async () => {
        const clientId = await newClient()
        const ref = unique('order:billing.add-order')
        expect(await billing.findOrder(clientId, ref)).toBeUndefined()
        const added = await billing.addOrder(orderFor(clientId), ref)
        expect(added.status).toBe('pending')
        expect(await billing.findOrder(clientId, ref)).toEqual(added)
        expect(await billing.findOrder(clientId, `${ref}0`)).toBeUndefined()
        expect(await billing.findOrder(await newClient(), ref)).toBeUndefined()
        expect(await billing.readOrder(added.orderId)).toEqual(added)
      })

      test('each line has one service id, in the order of the lines, however many units it has', async () => {
        const clientId = await newClient()
        const { recurring, oneTime, counted } = world.products
        const ref = unique('order:lines')
        const lines = [
          { billingProductId: recurring, quantity: 2 },
          { billingProductId: counted, quantity: 3 },
          { billingProductId: oneTime, billingCycle: 'one-time' as const },
        ]
        const added = await billing.addOrder(orderFor(clientId, lines), ref)
        const services = await billing.listServices(clientId)
        const productOf = (id: string) => services.find(({ serviceId }) => serviceId === id)?.billingProductId
        expect(added.serviceIds.map(productOf)).toEqual([recurring, counted, oneTime])
        expect((await billing.findOrder(clientId, ref))?.serviceIds).toEqual(added.serviceIds)
        expect((await billing.readOrder(added.orderId))?.serviceIds).toEqual(added.serviceIds)
        expect((await billing.acceptOrder(added.orderId)).serviceIds).toEqual(added.serviceIds)
      })

      test('a price override is what the service costs', async () => {
        const clientId = await newClient()
        const { currency } = (await billing.readClient(clientId)) ?? { currency: '' }
        const lines = [{}, { priceOverride: { amountMinor: 1234, currency } }]
        const { serviceIds } = await billing.addOrder(orderFor(clientId, lines), unique('order:price'))
        const service = await billing.readService(clientId, serviceIds[1] ?? '')
        expect(service?.recurringAmount).toEqual({ amountMinor: 1234, currency })
      })

      test('accepting twice is success twice and makes the services active', async () => {
        const clientId = await newClient()
        const { orderId, serviceIds } = await billing.addOrder(orderFor(clientId), unique('order:accept'))
        expect((await billing.acceptOrder(orderId)).status).toBe('active')
        expect((await billing.acceptOrder(orderId)).status).toBe('active')
        const service = await billing.readService(clientId, serviceIds[0] ?? '')
        expect(service?.status).toBe('Active')
        expect(service?.nextDueDate).toMatch(/^\d{4}-\d{2}-\d{2}$/)
      })

      test('accepting an order that is not there, or was cancelled, is a business no', async () => {
        expect((await failureOf(billing.acceptOrder('999999'))).kind).toBe('rejected')
        const clientId = await newClient()
        const { orderId } = await billing.addOrder(orderFor(clientId), unique('order:gone'))
        await billing.cancelOrder(orderId)
        expect((await failureOf(billing.acceptOrder(orderId))).kind).toBe('rejected')
      })

      test('cancelling twice, or what is not there, is success; cancelling an active order is not', async () => {
        const clientId = await newClient()
        const { orderId } = await billing.addOrder(orderFor(clientId), unique('order:cancel'))
        await billing.cancelOrder(orderId)
        await billing.cancelOrder(orderId)
        await billing.cancelOrder('999999')
        expect((await billing.readOrder(orderId))?.status).toBe('cancelled')
        const other = await billing.addOrder(orderFor(clientId), unique('order:keep'))
        await billing.acceptOrder(other.orderId)
        expect((await failureOf(billing.cancelOrder(other.orderId))).kind).toBe('rejected')
      })

      test('an unknown product is refused and orders nothing', async () => {
        const clientId = await newClient()
        const order = orderFor(clientId, [{}, { billingProductId: '999999' }])
        expect((await failureOf(billing.addOrder(order, unique('order:unknown')))).kind).toBe('rejected')
        expect(await world.countOrders(clientId)).toBe(0)
      })
    })

    describe('services', () => {
      const activeService = async () => {
        const clientId = await newClient()
        const { orderId, serviceIds } = await billing.addOrder(orderFor(clientId), unique('order:service'))
        await billing.acceptOrder(orderId)
        return { clientId, serviceId: serviceIds[0] ?? '' }
      }

      test('a client sees its own services only', async () => {
        const { clientId, serviceId } = await activeService()
        expect((await billing.listServices(clientId)).map((service) => service.serviceId)).toEqual([
          serviceId,
        ])
        expect(await billing.readService(await newClient(), serviceId)).toBeUndefined()
        expect(await billing.readService(clientId, '999999')).toBeUndefined()
      })

      test('describing sets fields by name and never doubles or loses a note line', async () => {
        const { clientId, serviceId } = await activeService()
        const first = { customFields: { [world.customField]: '••••1234' }, note: 'ref=a.1 Größe "L"' }
        await billing.describeService(clientId, serviceId, first)
        await billing.describeService(clientId, serviceId, { note: 'second line' })
        await billing.describeService(clientId, serviceId, first)
        const service = await billing.readService(clientId, serviceId)
        expect(service?.notes).toBe('ref=a.1 Größe "L"\nsecond line')
        expect(service?.customFields.find(({ name }) => name === world.customField)?.value).toBe('••••1234')
      })

      test("another client's service cannot be described", async () => {
        const { serviceId } = await activeService()
        const change = billing.describeService(await newClient(), serviceId, { note: 'mine' })
        expect((await failureOf(change)).kind).toBe('rejected')
      })
    })

    describe('invoices and charges', () => {
      const charge = async (ref: string) => {
        const clientId = await newClient()
        const { currency } = (await billing.readClient(clientId)) ?? { currency: '' }
        const amount = { amountMinor: 750, currency }
        const { invoiceId } = await billing.createCharge(
          { clientId, description: 'Top-up 5 GB', amount },
          ref,
        )
        return { clientId, invoiceId, amount }
      }

      test('a charge is found by its reference, unpaid and then paid', async () => {
        const ref = unique('charge')
        const { clientId, invoiceId, amount } = await charge(ref)
        expect(await billing.findCharge(clientId, ref)).toEqual({ invoiceId, paid: false })
        expect(await billing.findCharge(clientId, `${ref}0`)).toBeUndefined()
        await world.addCard(clientId)
        await billing.capturePayment(clientId, invoiceId)
        await billing.capturePayment(clientId, invoiceId)
        expect(await billing.findCharge(clientId, ref)).toEqual({ invoiceId, paid: true })
        const invoice = await billing.readInvoice(clientId, invoiceId)
        expect(invoice).toMatchObject({ status: 'Paid', total: amount })
        expect(invoice?.items).toEqual([{ description: 'Top-up 5 GB', amount }])
        const link = await billing.createSsoLink(clientId, { page: 'invoice', invoiceId })
        expect(new URL(link.url).protocol).toMatch(/^https?:$/)
      })

      test('without a payment method a capture is a business no', async () => {
        const { clientId, invoiceId } = await charge(unique('charge'))
        const error = await failureOf(billing.capturePayment(clientId, invoiceId))
        expect([error.kind, error.code]).toEqual(['rejected', 'PAYMENT_FAILED'])
      })

      test('a cancelled charge no longer counts; one that is paid cannot be cancelled', async () => {
        const ref = unique('charge')
        const { clientId, invoiceId } = await charge(ref)
        await billing.cancelCharge(invoiceId)
        await billing.cancelCharge(invoiceId)
        expect(await billing.findCharge(clientId, ref)).toBeUndefined()
        const paid = await charge(unique('charge'))
        await world.addCard(paid.clientId)
        await billing.capturePayment(paid.clientId, paid.invoiceId)
        expect((await failureOf(billing.cancelCharge(paid.invoiceId))).kind).toBe('rejected')
      })

      test("another client's invoice can be neither read nor paid nor opened", async () => {
        const { invoiceId } = await charge(unique('charge'))
        const other = await newClient()
        await world.addCard(other)
        expect(await billing.readInvoice(other, invoiceId)).toBeUndefined()
        expect((await failureOf(billing.capturePayment(other, invoiceId))).kind).toBe('rejected')
        const link = billing.createSsoLink(other, { page: 'invoice', invoiceId })
        expect((await failureOf(link)).kind).toBe('rejected')
      })

      test('an order has its invoice in the list', async () => {
        const clientId = await newClient()
        expect(await billing.listInvoices(clientId)).toEqual([])
        const { invoiceId, serviceIds } = await billing.addOrder(orderFor(clientId), unique('order:invoice'))
        const invoices = await billing.listInvoices(clientId)
        expect(invoices.map((invoice) => [invoice.invoiceId, invoice.status])).toEqual([
          [invoiceId, 'Unpaid'],
        ])
        const detailed = await billing.readInvoice(clientId, invoiceId ?? '')
        expect(detailed?.items?.map((item) => item.serviceId)).toEqual(serviceIds)
      })
    })

    describe('the rest', () => {
      test('a sign-in link for every destination', async () => {
        const clientId = await newClient()
        for (const page of ['payment-methods', 'invoices', 'services'] as const) {
          const { url, expiresInSeconds } = await billing.createSsoLink(clientId, { page })
          expect(new URL(url).protocol).toMatch(/^https?:$/)
          expect(expiresInSeconds).toBe(60)
        }
      })

      test('a ticket has a number', async () => {
        const clientId = await newClient()
        const ticket = await billing.openTicket({ clientId, subject: 'Help', message: 'It does not work' })
        expect(ticket.ticketId).not.toBe('')
        expect(ticket.number).not.toBe('')
      })

      test('products tell prices, options, fields and their group', async () => {
        const products = new Map((await billing.listProducts()).map((one) => [one.billingProductId, one]))
        expect(products.get(world.products.recurring)?.prices.monthly?.amountMinor).toBeGreaterThan(0)
        expect(products.get(world.products.oneTime)?.prices['one-time']?.amountMinor).toBeGreaterThan(0)
        expect(products.get(world.products.counted)?.allowsQuantity).toBe(true)
        expect(products.get(world.products.counted)?.group).toEqual({
          groupId: expect.stringMatching(/./),
          name: expect.stringMatching(/./),
        })
      })

      test('a well-kept installation passes every check, and ids are unique', async () => {
        const results = await billing.check()
        expect(results.filter((result) => result.level !== 'ok')).toEqual([])
        expect(new Set(results.map((result) => result.id)).size).toBe(results.length)
      })
    })

    describe('failures by kind', () => {
      test('a lost reply to a read is unavailable: nothing can have happened', async () => {
        const clientId = await newClient()
        world.fault({ operation: world.operations.readClient, kind: 'timeout-after-write', count: 1 })
        expect((await failureOf(billing.readClient(clientId))).kind).toBe('unavailable')
      })

      test('a lost reply to an order leaves the outcome unknown, and looking finds exactly one', async () => {
        const clientId = await newClient()
        const ref = unique('order:lost')
        world.fault({ operation: world.operations.addOrder, kind: 'timeout-after-write', count: 1 })
        expect((await failureOf(billing.addOrder(orderFor(clientId), ref))).kind).toBe('outcome-unknown')
        expect(await billing.findOrder(clientId, ref)).toMatchObject({ status: 'pending' })
        expect(await world.countOrders(clientId)).toBe(1)
      })

      test('an order that never arrived leaves the outcome unknown too, and looking finds none', async () => {
        const clientId = await newClient()
        const ref = unique('order:unsent')
        world.fault({ operation: world.operations.addOrder, kind: 'timeout-before-write', count: 1 })
        expect((await failureOf(billing.addOrder(orderFor(clientId), ref))).kind).toBe('outcome-unknown')
        expect(await billing.findOrder(clientId, ref)).toBeUndefined()
      })

      test.for(['timeout-after-write', 'http-500-after-write', 'malformed'] as const)(
        'an acceptance that was carried out is success although the answer was: %s',
        async (kind) => {
          const clientId = await newClient()
          const { orderId } = await billing.addOrder(orderFor(clientId), unique('order:accepted'))
          world.fault({ operation: world.operations.acceptOrder, kind, count: 1 })
          expect((await billing.acceptOrder(orderId)).status).toBe('active')
        },
      )

      test('an acceptance that was not carried out is not taken for success', async () => {
        const clientId = await newClient()
        const { orderId } = await billing.addOrder(orderFor(clientId), unique('order:unaccepted'))
        world.fault({ operation: world.operations.acceptOrder, kind: 'timeout-before-write', count: 1 })
        expect((await failureOf(billing.acceptOrder(orderId))).kind).toBe('outcome-unknown')
        expect((await billing.readOrder(orderId))?.status).toBe('pending')
      })

      test('a lost reply to a charge leaves the outcome unknown, and looking finds exactly one', async () => {
        const ref = unique('charge:lost')
        world.fault({ operation: world.operations.createCharge, kind: 'timeout-after-write', count: 1 })
        const clientId = await newClient()
        const amount = { amountMinor: 500, currency: (await billing.readClient(clientId))?.currency ?? '' }
        const lost = billing.createCharge({ clientId, description: 'Top-up', amount }, ref)
        expect((await failureOf(lost)).kind).toBe('outcome-unknown')
        expect(await billing.findCharge(clientId, ref)).toMatchObject({ paid: false })
        expect(await world.countCharges(clientId)).toBe(1)
      })

      test('a capture whose reply was lost is success when the invoice is paid', async () => {
        const clientId = await newClient()
        await world.addCard(clientId)
        const { invoiceId } = await billing.addOrder(orderFor(clientId), unique('order:capture'))
        world.fault({ operation: world.operations.capturePayment, kind: 'timeout-after-write', count: 1 })
        await billing.capturePayment(clientId, invoiceId ?? '')
        expect((await billing.readInvoice(clientId, invoiceId ?? ''))?.status).toBe('Paid')
      })

      test('throttling, refused credentials and a business no are told apart', async () => {
        const clientId = await newClient()
        const kindUnder = async (kind: 'throttle' | 'auth' | 'reject') => {
          world.fault({ operation: world.operations.addOrder, kind, count: 1 })
          return (await failureOf(billing.addOrder(orderFor(clientId), unique('order:kind')))).kind
        }
        expect(await kindUnder('throttle')).toBe('throttled')
        expect(await kindUnder('auth')).toBe('auth')
        expect(await kindUnder('reject')).toBe('rejected')
        expect(await world.countOrders(clientId)).toBe(0)
      })
    })

    test('every call was reported once with its outcome, and no secret was in any of it', () => {
      const outcomes = new Set(world.exchanges.map((exchange) => exchange.outcome))
      for (const outcome of [
        'ok',
        'unavailable',
        'outcome-unknown',
        'rejected',
        'throttled',
        'auth',
      ] as const) {
        expect(outcomes).toContain(outcome)
      }
      const reported = JSON.stringify(world.exchanges)
      for (const secret of [...world.secrets, 'random-and-never-shown'])
        expect(reported).not.toContain(secret)
    })
  })
}
