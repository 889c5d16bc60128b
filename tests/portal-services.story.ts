import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { crmRecordsOf } from './stack/crm-records.ts'
import { placeOrder } from './stack/customer.ts'
import { type ReceivedEvent, readEvents } from './stack/event-stream.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { customerWithCard } from './stack/orders-in-hand.ts'
import { expectRefusal } from './stack/refusal.ts'
import { signIn } from './stack/sign-in.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { subscriber } from './stack/subscriber.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterEach(() => stack.sandbox.context.faults.clear())
afterAll(() => stack?.stop())

const org = () => stack.sandbox.systems.salesforce

describe('the live progress of an order', () => {
  const statuses = (events: ReceivedEvent[]) =>
    events.filter(({ event }) => event === 'status').map(({ data }) => data.status)
  const timeline = (events: ReceivedEvent[]) => events.filter(({ event }) => event === 'timeline')

  test('tells every status to the end, and goes on after the last event that was seen', async () => {
    const customer = await customerWithCard(stack)
    const { accessToken } = await signIn(stack, customer)
    const { crmOrderId } = await placeOrder(customer)
    const order = { crmOrderId, accessToken }
    const first = await readEvents(stack, order, (events) => statuses(events).includes('Pending Review'))
    const lastEventId = timeline(first).at(-1)?.id
    expect(lastEventId).toMatch(/^\d+$/)
    const following = readEvents(stack, { ...order, lastEventId }, () => false)
    org().approveOrder(crmOrderId)
    const rest = await following
    expect(rest.at(-1)?.event).toBe('end')
    expect(statuses(rest).at(-1)).toBe('Provisioned')
    const { body } = await customer.api.request<{ timeline: { id: string }[] }>(
      'GET',
      `/api/orders/${crmOrderId}`,
    )
    const told = [...timeline(first), ...timeline(rest)].map(({ id }) => id)
    expect(told).toEqual(body.timeline.map(({ id }) => id))
    expect(JSON.stringify([first, rest])).not.toMatch(/LPA:|\b89\d{16,18}\b|order_step|whmcs/)
  })

  test('of a finished order is its whole story and the end', async () => {
    const { customer, crmOrderId } = await subscriber(stack, 'VPN-FIXED-IP')
    const { accessToken } = await signIn(stack, customer)
    const events = await readEvents(stack, { crmOrderId, accessToken }, () => false)
    expect(statuses(events)).toEqual(['Provisioned'])
    expect(events.at(-1)?.event).toBe('end')
    expect(timeline(events)[0]?.data.text).toBe('We have received your order.')
  })
})

describe('subscriptions and invoices are what billing says (R052, R109)', () => {
  test('with the buttons that make sense in their state (R113)', async () => {
    const { customer, crmOrderId, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
    const { whmcs } = stack.sandbox.systems
    const read = async () => (await customer.api.request('GET', `/api/subscriptions/${serviceId}`)).body
    expect(await read()).toMatchObject({
      id: serviceId,
      category: 'esim',
      status: 'Active',
      sfOrderId: crmOrderId,
      maskedIccid: expect.stringMatching(/^•+\d{4}$/),
      recurringAmount: { amountMinor: 1800, currency: 'USD' },
      actions: ['reissue-esim', 'top-up', 'request-cancellation'],
    })
    const { body } = await customer.api.request<{ subscriptions: { id: string }[] }>(
      'GET',
      '/api/subscriptions',
    )
    expect(body.subscriptions).toEqual([await read()])
    whmcs.setServiceStatus(serviceId, 'Suspended')
    expect(await read()).toMatchObject({ status: 'Suspended', actions: ['request-cancellation'] })
    whmcs.setServiceStatus(serviceId, 'Terminated')
    expect(await read()).toMatchObject({ status: 'Terminated', actions: [] })
    for (const [action, more] of [
      ['reissue-esim', {}],
      ['topup', { amount: 5 }],
      ['cancellation-request', {}],
    ] as const) {
      await expectRefusal(
        stack,
        {
          as: customer.api,
          method: 'POST',
          path: `/api/subscriptions/${serviceId}/${action}`,
          body: more,
          headers: { 'idempotency-key': randomUUID() },
        },
        { status: 409, code: 'ACTION_NOT_ALLOWED', says: /while it is terminated/ },
      )
    }
  })

  test('an invoice is paid behind a link for one use', async () => {
    const { customer } = await subscriber(stack, 'VPN-FIXED-IP')
    const { body } = await customer.api.request<{ invoices: { id: string; payable: boolean }[] }>(
      'GET',
      '/api/invoices',
    )
    expect(body.invoices).toMatchObject([{ status: 'Unpaid', total: { amountMinor: 900 }, payable: true }])
    const invoiceId = body.invoices[0]?.id
    const link = await customer.api.request<{ url: string }>('POST', '/api/auth/sso-link', {
      destination: 'invoice',
      invoiceId,
    })
    const entered = await fetch(link.body.url, { redirect: 'manual' })
    const cookie = String(entered.headers.get('set-cookie')).split(';')[0] as string
    expect(entered.headers.get('location')).toContain(`viewinvoice.php?id=${invoiceId}`)
    await fetch(`${stack.sandbox.url}/whmcs/viewinvoice.php`, {
      method: 'POST',
      headers: { cookie },
      body: new URLSearchParams({ id: String(invoiceId) }),
    })
    expect((await customer.api.request('GET', `/api/invoices/${invoiceId}`)).body).toMatchObject({
      status: 'Paid',
      payable: false,
      items: [{ description: 'VPN with fixed address' }],
    })
  })
})

describe('what is asked of customer service', () => {
  test('a question is one case, however often it is sent (R124)', async () => {
    const customer = await customerWithCard(stack)
    const body = { subject: 'My line is slow', message: 'Since Monday evening.' }
    const key = { 'idempotency-key': randomUUID() }
    stack.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'POST /sobjects/Case',
      kind: 'timeout-after-write',
      count: 1,
    })
    const ask = () => customer.api.request('POST', '/api/support/cases', body, key)
    const first = await ask()
    expect([201, 503]).toContain(first.status)
    const again = await ask()
    expect(again).toMatchObject({ status: 201, body: { subject: 'My line is slow', status: 'New' } })
    expect((await ask()).body).toEqual(again.body)
    const cases = crmRecordsOf(stack, customer, 'Case').filter(({ Subject }) => Subject === 'My line is slow')
    expect(cases).toMatchObject([{ Type: 'General Inquiry' }])
    expect((await customer.api.request('GET', '/api/support/cases')).body).toEqual({ cases: [again.body] })
  })

  test('a cancellation is a case, a date on the opportunity and a mail; the service runs on (R125)', async () => {
    const { customer, serviceId } = await subscriber(stack, 'VPN-FIXED-IP')
    const date = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10)
    const path = `/api/subscriptions/${serviceId}/cancellation-request`
    const key = { 'idempotency-key': randomUUID() }
    const ask = (body: object, headers = key) => customer.api.request('POST', path, body, headers)
    const answer = await ask({ date, reason: 'Moving abroad' })
    expect(answer).toMatchObject({ status: 201, body: { status: 'Requested', scheduledFor: date } })
    expect((await ask({ date, reason: 'Moving abroad' })).body).toEqual(answer.body)
    const [opportunity] = crmRecordsOf(stack, customer, 'Opportunity')
    expect(opportunity?.StageName).toBe('△Cancelling')
    expect(String(opportunity?.ScheduledCancellationDateAndTime__c)).toContain(`${date}T00:00:00`)
    const cases = crmRecordsOf(stack, customer, 'Case').filter(({ Type }) => Type === 'Cancellation Request')
    expect(cases).toMatchObject([{ CaseNumber: answer.body.caseNumber, Opportunity__c: opportunity?.Id }])
    expect(cases[0]?.Description).toContain('Moving abroad')
    const mail = await awaitMail(stack, customer.email, 'cancellation-received')
    expect(mail.text).toContain(String(answer.body.caseNumber))
    expect(mailsTo(stack, customer.email, 'cancellation-received')).toHaveLength(1)
    expect(stack.sandbox.systems.whmcs.listServices(customer.billingClientId)).toMatchObject([
      { status: 'Active' },
    ])
    const refused = { as: customer.api, method: 'POST', path, headers: { 'idempotency-key': randomUUID() } }
    await expectRefusal(
      stack,
      { ...refused, body: {} },
      { status: 409, code: 'CANCELLATION_ALREADY_REQUESTED' },
    )
  })

  test('a cancellation cannot lie in the past; without a date it is the end of what is paid', async () => {
    const { customer, serviceId } = await subscriber(stack, 'VPN-FIXED-IP')
    const path = `/api/subscriptions/${serviceId}/cancellation-request`
    const headers = { 'idempotency-key': randomUUID() }
    await expectRefusal(
      stack,
      { as: customer.api, method: 'POST', path, body: { date: '2020-01-31' }, headers },
      { status: 422, code: 'CANCELLATION_DATE_IN_PAST', field: 'date' },
    )
    const subscription = await customer.api.request('GET', `/api/subscriptions/${serviceId}`)
    const answer = await customer.api.request('POST', path, {}, headers)
    expect(answer).toMatchObject({ status: 201, body: { scheduledFor: subscription.body.nextDueDate } })
  })
})
