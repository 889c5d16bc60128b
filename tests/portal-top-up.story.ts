import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Customer } from './stack/customer.ts'
import { performed } from './stack/effects.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { expectRefusal } from './stack/refusal.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { type Subscriber, subscriber } from './stack/subscriber.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())

const lines = () => stack.sandbox.systems.mvne.save() as { topUps: { content: string }[] }[]
const serviceOf = ({ billingClientId }: Customer, serviceId: string) =>
  stack.sandbox.systems.whmcs.listServices(billingClientId).find((service) => service.serviceId === serviceId)

describe('a top-up (R112, R115)', () => {
  const topUp = ({ api }: Customer, serviceId: string, body: object, key: string = randomUUID()) =>
    api.request('POST', `/api/subscriptions/${serviceId}/topup`, body, { 'idempotency-key': key })
  const invoicesOf = ({ billingClientId }: Customer) =>
    stack.sandbox.systems.whmcs.listInvoices(billingClientId)

  test('is charged once, credited once and confirmed by mail, however often it is sent', async () => {
    const { customer, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
    const before = invoicesOf(customer).length
    const captured = performed(stack.sandbox, 'whmcs', 'CapturePayment')
    const key = randomUUID()
    const answers = await Promise.all([1, 2].map(() => topUp(customer, serviceId, { amount: 7.5 }, key)))
    answers.push(await topUp(customer, serviceId, { amount: 7.5 }, key))
    for (const { status, body } of answers) {
      expect({ status, body }).toMatchObject({
        status: 200,
        body: { activationRef: answers[0]?.body.activationRef },
      })
    }
    expect(answers[2]?.body).toMatchObject({ status: 'Completed', invoiceId: expect.any(String) })
    const invoiceId = String(answers[2]?.body.invoiceId)
    expect(invoicesOf(customer)).toHaveLength(before + 1)
    expect(performed(stack.sandbox, 'whmcs', 'CapturePayment')).toBe(captured + 1)
    expect((await customer.api.request('GET', `/api/invoices/${invoiceId}`)).body).toMatchObject({
      status: 'Paid',
      total: { amountMinor: 750, currency: 'USD' },
    })
    const credited = lines().flatMap(({ topUps }) => topUps.map(({ content }) => content))
    expect(credited).toEqual([JSON.stringify({ amount: { amountMinor: 750, currency: 'USD' } })])
    expect(serviceOf(customer, serviceId)?.notes).toMatch(/Top-up 7\.50 USD.*correlation=/)
    await awaitMail(stack, customer.email, 'top-up-confirmed')
    expect(mailsTo(stack, customer.email, 'top-up-confirmed')).toHaveLength(1)
  })

  test('whose payment is declined credits nothing and tells the customer what to do', async () => {
    const { customer, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
    const { whmcs } = stack.sandbox.systems
    whmcs.removeCards(customer.billingClientId)
    const { status, body } = await topUp(customer, serviceId, { amount: 5 })
    expect([status, (body.error as { code: string }).code]).toEqual([409, 'PAYMENT_METHOD_MISSING'])
    whmcs.addCard(customer.billingClientId, '4000000000000002')
    const credits = lines().flatMap(({ topUps }) => topUps).length
    const declined = await topUp(customer, serviceId, { amount: 5 })
    expect(declined).toMatchObject({
      status: 200,
      body: { status: 'Failed', errorMessage: expect.stringContaining('declined') },
    })
    expect(lines().flatMap(({ topUps }) => topUps)).toHaveLength(credits)
    expect(mailsTo(stack, customer.email, 'top-up-confirmed')).toEqual([])
  })

  let refusable: Subscriber
  beforeAll(async () => {
    refusable = await subscriber(stack, 'ESIM-DATA-20')
  })

  test.each([
    ['nothing', {}, 400, 'TOP_UP_EMPTY', 'amount'],
    ['less than a cent', { amount: 0.001 }, 422, 'TOP_UP_AMOUNT_INVALID', 'amount'],
    ['a slip of the finger', { amount: 5_000 }, 422, 'TOP_UP_AMOUNT_INVALID', 'amount'],
    ['less than nothing', { amount: -5 }, 400, 'INVALID_REQUEST', 'amount'],
    ['an unknown package', { packageCode: 'NOTHING' }, 422, 'TOP_UP_PACKAGE_UNKNOWN', 'packageCode'],
  ])('of %s is refused', async (_what, body, status, code, field) => {
    const { customer, serviceId } = refusable
    const path = `/api/subscriptions/${serviceId}/topup`
    await expectRefusal(stack, { as: customer.api, method: 'POST', path, body }, { status, code, field })
  })
})
