import { randomUUID } from 'node:crypto'
import { eraseOrderSecrets } from '@turnup/store'
import { receiveProvisionRequest } from '@turnup/use-cases'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Customer, createPortalWorld, type PortalWorld } from './portal-world.ts'

let world: PortalWorld
beforeAll(async () => {
  world = await createPortalWorld({ ESIM_ALLOCATION: 'profile-type' })
})
afterEach(() => world.sandbox.context.faults.clear())
afterAll(() => world.close())

/** Someone with live services. */
async function subscriber(
  items: object[],
  card?: string,
): Promise<Customer & { services: string[]; sfOrderId: string }> {
  const customer = await world.customer({ card: card === undefined })
  if (card) world.sandbox.systems.whmcs.addCard(customer.clientId, card)
  const { body } = await world.call('POST', '/orders', { as: customer, key: randomUUID(), body: { items } })
  world.sandbox.systems.salesforce.approveOrder(body.sfOrderId)
  await receiveProvisionRequest(
    { ...world.services, actor: { kind: 'system', id: 'test' }, correlationId: randomUUID() },
    { crmOrderId: body.sfOrderId, door: 'webhook', deliveryId: randomUUID() },
  )
  await world.settled()
  const order = await world.call('GET', `/orders/${body.sfOrderId}`, { as: customer })
  if (order.body.status !== 'Provisioned') throw new Error(JSON.stringify(order.body))
  return { ...customer, services: order.body.whmcsServiceIds.map(String), sfOrderId: body.sfOrderId }
}
const esim = { productId: 'ESIM-DATA-20', quantity: 2 }
const vpn = { productId: 'VPN-FIXED-IP' }
const sim = { productId: 'SIM-DATA-20', configOptions: { iccid: '8901260862291477115' } }

describe('subscriptions', () => {
  test('are those of billing, each with its own kind, masked card and buttons', async () => {
    const customer = await subscriber([vpn, esim, sim])
    const { body } = await world.call('GET', '/subscriptions', { as: customer })
    const view = body.subscriptions.map(({ category, status, actions }: Record<string, unknown>) => ({
      category,
      status,
      actions,
    }))
    const cancel = 'request-cancellation'
    expect(view).toEqual([
      { category: 'vpn', status: 'Active', actions: [cancel] },
      { category: 'esim', status: 'Active', actions: ['reissue-esim', 'top-up', cancel] },
      { category: 'esim', status: 'Active', actions: ['reissue-esim', 'top-up', cancel] },
      { category: 'sim', status: 'Active', actions: ['top-up', cancel] },
    ])
    const masked = body.subscriptions.map(({ maskedIccid }: { maskedIccid?: string }) => maskedIccid)
    expect(masked[0]).toBeUndefined()
    expect(masked[3]).toBe('••••7115')
    expect(masked[1]).toMatch(/^••••\d{4}$/)
    expect(masked[1]).not.toBe(masked[2])
    const one = await world.call('GET', `/subscriptions/${customer.services[1]}`, { as: customer })
    expect(one.body).toEqual(body.subscriptions[1])
    expect(one.body.sfOrderId).toBe(customer.sfOrderId)
  })

  test('of somebody else are not found, whatever is asked', async () => {
    const owner = await subscriber([esim])
    const stranger = await world.customer()
    const id = owner.services[0]
    const answers = await Promise.all([
      world.call('GET', `/subscriptions/${id}`, { as: stranger }),
      world.call('GET', `/subscriptions/${id}/esim-activation`, { as: stranger }),
      world.call('POST', `/subscriptions/${id}/reissue-esim`, { as: stranger, body: {} }),
      world.call('POST', `/subscriptions/${id}/topup`, { as: stranger, body: { amount: 5 } }),
      world.call('POST', `/subscriptions/${id}/cancellation-request`, {
        as: stranger,
        key: randomUUID(),
        body: {},
      }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404])
    expect(answers[0]?.body.error.code).toBe('SUBSCRIPTION_NOT_FOUND')
  })

  test('that are suspended can be cancelled and nothing else', async () => {
    const customer = await subscriber([esim])
    const id = customer.services[0] ?? ''
    world.sandbox.systems.whmcs.setServiceStatus(id, 'Suspended')
    const { body } = await world.call('GET', `/subscriptions/${id}`, { as: customer })
    expect(body.actions).toEqual(['request-cancellation'])
    const reissue = await world.call('POST', `/subscriptions/${id}/reissue-esim`, { as: customer, body: {} })
    expect(reissue.status).toBe(409)
    expect(reissue.body.error.code).toBe('ACTION_NOT_ALLOWED')
  })
})

describe('reissuing an eSIM', () => {
  const reissue = (as: Customer, id = '', key?: string, body: object = { reason: 'New phone' }) =>
    world.call('POST', `/subscriptions/${id}/reissue-esim`, { as, key, body })

  test('puts a new profile on the line of that unit, and says which', async () => {
    const customer = await subscriber([esim])
    const [first = '', second = ''] = customer.services
    const before = (await world.call('GET', '/subscriptions', { as: customer })).body.subscriptions
    const { status, body } = await reissue(customer, second)
    expect(status).toBe(200)
    expect(body).toEqual({
      status: 'Completed',
      activationRef: expect.any(String),
      maskedIccid: expect.stringMatching(/^••••\d{4}$/),
    })
    await world.settled()
    const after = (await world.call('GET', '/subscriptions', { as: customer })).body.subscriptions
    expect(after[0].maskedIccid).toBe(before[0].maskedIccid)
    expect(after[1].maskedIccid).toBe(body.maskedIccid)
    expect(after[1].maskedIccid).not.toBe(before[1].maskedIccid)
    const notes = world.sandbox.systems.whmcs.listServices(customer.clientId)
    expect(notes.find(({ serviceId }) => serviceId === second)?.notes).toContain('New phone')
    expect(notes.find(({ serviceId }) => serviceId === first)?.notes).not.toContain('New phone')
    const mails = await mailsOf(customer)
    expect(mails).toContain('esim-reissued')
    const action = await world.call('GET', `/subscriptions/actions/${body.activationRef}`, { as: customer })
    expect(action.body).toMatchObject({ kind: 'esim-reissue', status: 'Completed', subscriptionId: second })
  })

  test('asked for twice at once is one reissue', async () => {
    const customer = await subscriber([esim])
    const id = customer.services[0]
    const answers = await Promise.all([reissue(customer, id), reissue(customer, id), reissue(customer, id)])
    const refs = new Set(answers.map(({ body }) => body.activationRef))
    expect(refs.size).toBe(1)
  })

  test('under one key is one reissue, also after it has ended', async () => {
    const customer = await subscriber([esim])
    const id = customer.services[0]
    const key = randomUUID()
    const first = await reissue(customer, id, key)
    const again = await reissue(customer, id, key)
    expect(again.body).toEqual(first.body)
    const other = await reissue(customer, id, key, { reason: 'Another reason' })
    expect(other.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED')
    expect((await reissue(customer, id)).body.activationRef).not.toBe(first.body.activationRef)
  })

  test('that the SM-DP+ refuses has failed, in words for customers', async () => {
    const customer = await subscriber([esim])
    world.sandbox.context.faults.add({
      system: 'es2plus',
      operation: 'downloadOrder',
      kind: 'reject',
      message: 'secret inner words',
    })
    const { body } = await reissue(customer, customer.services[0])
    expect(body).toMatchObject({ status: 'Failed', errorMessage: expect.stringContaining('Our staff') })
    expect(JSON.stringify(body)).not.toContain('inner')
  })

  test('of a line that was not set up here is refused', async () => {
    const customer = await subscriber([esim])
    const order = world.services.db.updateTable('product_order').where('customer_id', '=', customer.userId)
    await order.set({ billing_service_ids: [] }).execute()
    const { status, body } = await reissue(customer, customer.services[0])
    expect([status, body.error.code]).toEqual([409, 'ACTION_NOT_ALLOWED'])
  })
})

describe('the activation code', () => {
  const show = (as: Customer, id = '') => world.call('GET', `/subscriptions/${id}/esim-activation`, { as })

  test('is shown to its owner, each unit its own, and nothing on the way keeps it', async () => {
    const customer = await subscriber([esim])
    const [first, second] = await Promise.all(customer.services.map((id) => show(customer, id)))
    expect(first?.body.activationCode).toMatch(/^LPA:1\$/)
    expect(second?.body.activationCode).toMatch(/^LPA:1\$/)
    expect(first?.body.activationCode).not.toBe(second?.body.activationCode)
    expect(first?.headers['cache-control']).toBe('no-store')
    const audit = await world.services.db
      .selectFrom('audit_event')
      .selectAll()
      .where('actor_id', '=', customer.userId)
      .where('action', '=', 'esim-activation.shown')
      .execute()
    expect(audit).toHaveLength(2)
    expect(JSON.stringify(audit)).not.toContain('LPA')
  })

  test('after a reissue is the new one', async () => {
    const customer = await subscriber([esim])
    const id = customer.services[0]
    const before = await show(customer, id)
    await world.call('POST', `/subscriptions/${id}/reissue-esim`, { as: customer, body: {} })
    await world.settled()
    const after = await show(customer, id)
    expect(after.body.activationCode).toMatch(/^LPA:1\$/)
    expect(after.body.activationCode).not.toBe(before.body.activationCode)
  })

  test('once erased is gone', async () => {
    const customer = await subscriber([esim])
    const { id } = await world.services.db
      .selectFrom('product_order')
      .select('id')
      .where('crm_order_id', '=', customer.sfOrderId)
      .executeTakeFirstOrThrow()
    await eraseOrderSecrets(world.services.db, id, 'activation-code:')
    const answer = await show(customer, customer.services[0])
    expect([answer.status, answer.body.error.code]).toEqual([404, 'ACTIVATION_CODE_ERASED'])
  })

  test('does not exist for what is no eSIM, and not yet while a reissue is under way', async () => {
    const customer = await subscriber([vpn, esim])
    expect((await show(customer, customer.services[0])).body.error.code).toBe('SUBSCRIPTION_NOT_FOUND')
    world.sandbox.context.faults.add({ system: 'es2plus', operation: 'downloadOrder', kind: 'reject' })
    await world.call('POST', `/subscriptions/${customer.services[1]}/reissue-esim`, {
      as: customer,
      body: {},
    })
    expect((await show(customer, customer.services[1])).body.error.code).toBe('ACTIVATION_CODE_NOT_READY')
  })
})

describe('topping up', () => {
  const topUp = (as: Customer, id = '', body: object = { amount: 7.5 }, key?: string) =>
    world.call('POST', `/subscriptions/${id}/topup`, { as, body, key })

  test('charges the card once and tells the invoice', async () => {
    const customer = await subscriber([esim])
    const { status, body } = await topUp(customer, customer.services[0])
    expect(status).toBe(200)
    expect(body).toEqual({
      status: 'Completed',
      activationRef: expect.any(String),
      invoiceId: expect.any(String),
    })
    const invoice = await world.call('GET', `/invoices/${body.invoiceId}`, { as: customer })
    expect(invoice.body).toMatchObject({
      status: 'Paid',
      total: { amountMinor: 750, currency: 'USD' },
      payable: false,
    })
    await world.settled()
    expect(await mailsOf(customer)).toContain('top-up-confirmed')
  })

  test('under one key charges once', async () => {
    const customer = await subscriber([esim])
    const before = world.sandbox.systems.whmcs.listInvoices(customer.clientId).length
    const key = randomUUID()
    const [one, two] = await Promise.all(
      [1, 2].map(() => topUp(customer, customer.services[0], { amount: 5 }, key)),
    )
    expect(one?.body.activationRef).toBe(two?.body.activationRef)
    expect(world.sandbox.systems.whmcs.listInvoices(customer.clientId)).toHaveLength(before + 1)
  })

  test('while another is under way is refused', async () => {
    const customer = await subscriber([esim])
    world.sandbox.context.faults.add({ system: 'mvne', operation: 'topUp', kind: 'reject' })
    expect((await topUp(customer, customer.services[0])).body.status).toBe('Failed')
    const second = await topUp(customer, customer.services[0])
    expect([second.status, second.body.error.code]).toEqual([409, 'TOP_UP_IN_PROGRESS'])
  })

  test('with a declined card fails in words for customers', async () => {
    const customer = await subscriber([esim], '4000000000000002').catch(async () => {
      const paid = await subscriber([esim])
      world.sandbox.systems.whmcs.removeCards(paid.clientId)
      world.sandbox.systems.whmcs.addCard(paid.clientId, '4000000000000002')
      return paid
    })
    const { body } = await topUp(customer, customer.services[0])
    expect(body.status).toBe('Failed')
    expect(body.errorMessage).toEqual(expect.any(String))
  })

  test.each([
    [{}, 400, 'TOP_UP_EMPTY', 'amount'],
    [{ amount: 501 }, 422, 'TOP_UP_AMOUNT_INVALID', 'amount'],
    [{ amount: 0.001 }, 422, 'TOP_UP_AMOUNT_INVALID', 'amount'],
    [{ packageCode: 'NO-SUCH' }, 422, 'TOP_UP_PACKAGE_UNKNOWN', 'packageCode'],
    [{ packageCode: 'ROUTER-RENTAL', amount: 1 }, 422, 'TOP_UP_AMOUNT_DIFFERS', 'amount'],
  ])('with %j is refused', async (body, status, code, field) => {
    const customer = await anySubscriber()
    const answer = await topUp(customer, customer.services[0], body)
    expect(answer.status).toBe(status)
    expect(answer.body.error).toMatchObject({ code, field })
  })

  test('without a payment method is refused', async () => {
    const customer = await anySubscriber()
    vi.spyOn(world.services.ports.billing, 'listPaymentMethods').mockResolvedValue([])
    const answer = await topUp(customer, customer.services[0])
    expect([answer.status, answer.body.error.code]).toEqual([409, 'PAYMENT_METHOD_MISSING'])
  })
})

describe('asking for the end of a subscription', () => {
  const ask = (as: Customer, id = '', body: object = {}, key: string = randomUUID()) =>
    world.call('POST', `/subscriptions/${id}/cancellation-request`, { as, body, key })
  const org = () => world.sandbox.systems.salesforce
  const casesOf = (customer: Customer) =>
    org()
      .listRecords('Case')
      .filter(({ AccountId, Type }) => AccountId === customer.accountId && Type === 'Cancellation Request')

  test('opens a case, moves the opportunity to △Cancelling with its date, and mails the customer', async () => {
    const customer = await subscriber([vpn])
    const { status, body } = await ask(customer, customer.services[0], {
      date: '2999-12-31',
      reason: 'Moving',
    })
    expect(status).toBe(201)
    expect(body).toEqual({ status: 'Requested', scheduledFor: '2999-12-31', caseNumber: expect.any(String) })
    const opportunity = org()
      .listRecords('Opportunity')
      .find(({ AccountId }) => AccountId === customer.accountId)
    expect(opportunity?.StageName).toBe('△Cancelling')
    expect(String(opportunity?.ScheduledCancellationDateAndTime__c)).toContain('2999-12-31')
    expect(casesOf(customer)).toMatchObject([{ Opportunity__c: opportunity?.Id }])
    await world.settled()
    expect(await mailsOf(customer)).toContain('cancellation-received')
    const service = world.sandbox.systems.whmcs.listServices(customer.clientId)[0]
    expect(service?.status).toBe('Active')
  })

  test('sent again under the same key is the same request', async () => {
    const customer = await subscriber([vpn])
    const key = randomUUID()
    const first = await ask(customer, customer.services[0], {}, key)
    const again = await ask(customer, customer.services[0], {}, key)
    expect([again.status, again.body]).toEqual([first.status, first.body])
    expect(casesOf(customer)).toHaveLength(1)
    const other = await ask(customer, customer.services[0], { reason: 'else' }, key)
    expect(other.body.error.code).toBe('IDEMPOTENCY_KEY_REUSED')
  })

  test.each(['POST /sobjects/Case', 'PATCH /sobjects/Opportunity'])(
    'goes on after a reply that was lost at %s, with one case',
    async (operation) => {
      const customer = await subscriber([vpn])
      const key = randomUUID()
      world.sandbox.context.faults.add({
        system: 'salesforce',
        operation,
        kind: 'timeout-after-write',
        count: 1,
      })
      const first = await ask(customer, customer.services[0], {}, key)
      if (first.status !== 201) expect((await ask(customer, customer.services[0], {}, key)).status).toBe(201)
      expect(casesOf(customer)).toHaveLength(1)
    },
  )

  test('is refused for a day in the past, a second time, and for what has ended', async () => {
    const customer = await subscriber([vpn])
    const id = customer.services[0]
    const past = await ask(customer, id, { date: '2020-01-01' })
    expect([past.status, past.body.error.code]).toEqual([422, 'CANCELLATION_DATE_IN_PAST'])
    await ask(customer, id)
    const second = await ask(customer, id)
    expect([second.status, second.body.error.code]).toEqual([409, 'CANCELLATION_ALREADY_REQUESTED'])
    const ended = await subscriber([vpn])
    world.sandbox.systems.whmcs.setServiceStatus(ended.services[0] ?? '', 'Terminated')
    const late = await ask(ended, ended.services[0])
    expect([late.status, late.body.error.code]).toEqual([409, 'ACTION_NOT_ALLOWED'])
  })
})

let shared: ReturnType<typeof subscriber> | undefined
function anySubscriber(): ReturnType<typeof subscriber> {
  shared ??= subscriber([esim])
  return shared
}

async function mailsOf({ email }: Customer): Promise<string[]> {
  const rows = await world.services.db
    .selectFrom('mail_message')
    .select('template')
    .where('to_email', '=', email)
    .where('state', '=', 'sent')
    .execute()
  return rows.map(({ template }) => template)
}
