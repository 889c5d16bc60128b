import { randomUUID } from 'node:crypto'
import type { FaultRule } from '@turnup/connectors/sandbox-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { performed } from './stack/effects.ts'
import { type RepairBody, repair, signInOperator } from './stack/operator.ts'
import {
  customerWithCard,
  expectOneOfEach,
  type OrderInHand,
  placedOrder,
  readOrder,
} from './stack/orders-in-hand.ts'
import type { ApiClient } from './stack/portal-client.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack
let operator: ApiClient

beforeAll(async () => {
  stack = await startStack()
  operator = await signInOperator(stack)
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

const addOrderRefused: FaultRule = {
  system: 'whmcs',
  operation: 'AddOrder',
  kind: 'reject',
  message: 'Invalid Payment Method',
}

function approve({ crmOrderId }: OrderInHand): void {
  stack.sandbox.systems.salesforce.approveOrder(crmOrderId)
}

/** An approved order that stands at a step, and the CRM knows. */
async function heldOrder(...faults: FaultRule[]): Promise<OrderInHand> {
  const order = await placedOrder(stack)
  for (const fault of faults) stack.sandbox.context.faults.add({ count: 1, ...fault })
  approve(order)
  await expectHeld(order)
  return order
}

async function expectHeld({ crmOrderId }: OrderInHand): Promise<void> {
  await waitForState(stack, crmOrderId, 'held')
  await waitFor('the failure in the CRM', async () => {
    const record = stack.sandbox.systems.salesforce.readRecord('Order', crmOrderId)
    return record?.Activation_Status__c === 'Failed'
  })
}

interface ConsoleStep {
  key: string
  input: Record<string, unknown>
  allowedActions: string[]
}

async function consoleStep({ crmOrderId }: OrderInHand, key: string): Promise<ConsoleStep> {
  const { body } = await operator.request<{ plan: { steps: ConsoleStep[] } }>(
    'GET',
    `/api/console/orders/${crmOrderId}`,
  )
  const step = body.plan.steps.find((candidate) => candidate.key === key)
  if (!step) throw new Error(`The order has no step ${key}.`)
  return step
}

async function repaired(order: OrderInHand, step: string, body: RepairBody): Promise<void> {
  expect((await consoleStep(order, step)).allowedActions).toContain(body.kind)
  const answer = await repair(operator, order.crmOrderId, step, body)
  expect(answer.body).toMatchObject({ state: 'inProgress' })
}

interface AuditItem {
  action: string
  reason?: string
  actor: { kind: string; name?: string }
}

/** What the audit says about one thing, newest first. */
async function audit(subjectId: string): Promise<AuditItem[]> {
  const { body } = await operator.request<{ items: AuditItem[] }>(
    'GET',
    `/api/console/audit?subjectId=${subjectId}`,
  )
  return body.items
}

async function auditOf({ crmOrderId }: OrderInHand): Promise<AuditItem[]> {
  return audit((await readOrder(stack, crmOrderId)).id)
}

describe('a business no of the billing system', () => {
  test('holds the order with its cause for everybody, and a retry completes it', async () => {
    const order = await heldOrder(addOrderRefused)
    const { customer, crmOrderId } = order
    const { body: page } = await operator.request('GET', `/api/console/orders/${crmOrderId}`)
    expect(page).toMatchObject({
      state: 'held',
      error: { code: 'PAYMENT_METHOD_INVALID' },
      nextAction: { step: 'billing.add-order' },
    })
    const { body: fallout } = await operator.request('GET', '/api/console/fallout')
    expect(fallout.groups).toMatchObject([
      { code: 'PAYMENT_METHOD_INVALID', kind: 'rejected', connector: 'whmcs', count: 1 },
    ])
    const record = stack.sandbox.systems.salesforce.readRecord('Order', crmOrderId)
    expect(record?.Activation_Error__c).toMatch(/^PAYMENT_METHOD_INVALID: /)
    const { body: shown } = await customer.api.request('GET', `/api/orders/${crmOrderId}`)
    expect(JSON.stringify(shown)).toContain('We are looking into a delay with your order.')
    expect(JSON.stringify(shown)).not.toMatch(/whmcs_refused|AddOrder/i)

    await repaired(order, 'billing.add-order', { kind: 'retry' })
    await expectOneOfEach(stack, order)
    expect(await auditOf(order)).toMatchObject([
      { action: 'order.repair.retry', actor: { kind: 'operator', name: 'Administrator' } },
      { action: 'order.placed' },
    ])
    const twice = await repair(operator, crmOrderId, 'billing.add-order', { kind: 'retry' })
    expect(twice).toMatchObject({ status: 409, body: { error: { code: 'STEP_NOT_STUCK' } } })
  })

  test('a promotion that ended: one field of the step is changed', async () => {
    const customer = await customerWithCard(stack)
    const placed = await customer.api.request<{ sfOrderId: string }>(
      'POST',
      '/api/orders',
      { items: [{ productId: 'ESIM-DATA-20' }], promoCode: 'SPRING' },
      { 'idempotency-key': randomUUID() },
    )
    const order = { customer, crmOrderId: placed.body.sfOrderId }
    const message = 'Invalid Promotion Code'
    stack.sandbox.context.faults.add({ ...addOrderRefused, contains: 'SPRING', message })
    approve(order)
    await expectHeld(order)
    const reason = 'The promotion ended yesterday; agreed with the customer'
    await repaired(order, 'billing.add-order', {
      kind: 'change-input',
      field: 'promoCode',
      value: null,
      reason,
    })
    await expectOneOfEach(stack, order)
    const [billed] = stack.sandbox.systems.whmcs.listOrders(customer.billingClientId)
    expect(billed?.promoCode).toBe('')
    expect((await auditOf(order))[0]).toMatchObject({ action: 'order.repair.change-input', reason })
  })

  test('what a colleague did by hand in WHMCS is adopted and not done again', async () => {
    const order = await heldOrder({ ...addOrderRefused, operation: 'AcceptOrder' })
    const [billed] = stack.sandbox.systems.whmcs.listOrders(order.customer.billingClientId)
    await acceptByHand(String(billed?.orderId))
    const accepted = performed(stack.sandbox, 'whmcs', 'AcceptOrder')
    const reason = 'Accepted in WHMCS by Grace'
    await repaired(order, 'billing.accept-order', { kind: 'adopt', result: { status: 'active' }, reason })
    await expectOneOfEach(stack, order)
    expect(performed(stack.sandbox, 'whmcs', 'AcceptOrder')).toBe(accepted)
    expect((await auditOf(order))[0]).toMatchObject({ action: 'order.repair.adopt', reason })
  })

  test('a step that nobody needs is skipped with a reason', async () => {
    const order = await placedOrder(stack)
    const { salesforce } = stack.sandbox.systems
    const message = 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Closed opportunities are read only'
    stack.sandbox.context.faults.add({
      system: 'salesforce',
      operation: 'PATCH /sobjects/Opportunity',
      kind: 'reject',
      message,
    })
    approve(order)
    await waitForState(stack, order.crmOrderId, 'held')
    const without = await repair(operator, order.crmOrderId, 'crm.activate-opportunity', {
      kind: 'skip',
      reason: '',
    })
    expect(without.status).toBe(400)
    const reason = 'The opportunity is closed on purpose'
    await repaired(order, 'crm.activate-opportunity', { kind: 'skip', reason })
    await waitForState(stack, order.crmOrderId, 'completed')
    const record = salesforce.readRecord('Order', order.crmOrderId)
    expect(record?.Activation_Status__c).toBe('Provisioned')
    expect(salesforce.readRecord('Opportunity', String(record?.OpportunityId))?.StageName).not.toBe('Active')
    expect((await auditOf(order))[0]).toMatchObject({ action: 'order.repair.skip', reason })
  })

  test('a step is started over with another input', async () => {
    const order = await heldOrder(addOrderRefused)
    const { input } = await consoleStep(order, 'billing.add-order')
    const reason = 'Terms agreed by phone'
    const body: RepairBody = { kind: 'replace', input: { ...input, notes: 'Agreed by phone' }, reason }
    const wrong = await repair(operator, order.crmOrderId, 'billing.add-order', {
      ...body,
      input: { ...input, lines: [] },
    })
    expect(wrong).toMatchObject({ status: 400, body: { error: { code: 'REPAIR_INVALID' } } })
    await repaired(order, 'billing.add-order', body)
    await expectOneOfEach(stack, order)
    const [billed] = stack.sandbox.systems.whmcs.listOrders(order.customer.billingClientId)
    expect(billed?.notes).toContain('Agreed by phone')
    expect((await auditOf(order))[0]).toMatchObject({ action: 'order.repair.replace', reason })
  })

  test('many orders with one cause are repaired at once', async () => {
    const message = 'Client status is closed'
    stack.sandbox.context.faults.add({ ...addOrderRefused, message })
    const orders = [await placedOrder(stack), await placedOrder(stack), await placedOrder(stack)]
    for (const order of orders) approve(order)
    for (const order of orders) await expectHeld(order)
    const { body: fallout } = await operator.request('GET', '/api/console/fallout')
    expect(fallout.groups).toMatchObject([{ code: 'CLIENT_CLOSED', count: 3 }])
    stack.sandbox.context.faults.clear()
    const answer = await operator.request('POST', '/api/console/repairs/bulk', {
      filter: { errorCode: 'CLIENT_CLOSED' },
      repair: { kind: 'retry' },
    })
    expect(answer).toMatchObject({ status: 200, body: { repaired: 3, refused: 0 } })
    for (const order of orders) {
      await expectOneOfEach(stack, order)
      expect((await auditOf(order))[0]).toMatchObject({ action: 'order.repair.retry' })
    }
  })
})

describe('a connector whose credentials are refused', () => {
  test('rests: other orders wait without a call; resumed, they go on, and what failed is tried again', async () => {
    const { faults, journal } = stack.sandbox.context
    const first = await heldOrder({ ...addOrderRefused, kind: 'auth' })
    const { body: page } = await operator.request('GET', `/api/console/orders/${first.crmOrderId}`)
    expect(page.nextAction).toMatchObject({ who: 'administrator', step: 'billing.add-order' })
    const connector = async () => {
      const { body } = await operator.request<{ items: { id: string }[] }>('GET', '/api/console/connectors')
      return body.items.find(({ id }) => id === 'whmcs')
    }
    expect(await connector()).toMatchObject({ status: 'paused', stuckOrders: 1 })

    // Placing goes on: it looks into WHMCS for the payment method.
    const waiting = [await placedOrder(stack), await placedOrder(stack)]
    const before = journal.list({ system: 'whmcs' }).length
    for (const order of waiting) approve(order)
    await waitFor('both orders waiting', async () => {
      const now = await connector()
      return (now as { waitingOrders?: number } | undefined)?.waitingOrders === 2
    })
    expect(journal.list({ system: 'whmcs' }).slice(before)).toEqual([])
    for (const order of waiting) expect((await readOrder(stack, order.crmOrderId)).state).toBe('inProgress')

    const reason = 'New API credentials are in place'
    const resumed = await operator.request('POST', '/api/console/connectors/whmcs/resume', { reason })
    expect(resumed).toMatchObject({ status: 200, body: { paused: false, wokenOrders: 2, stuckOrders: 1 } })
    for (const order of waiting) await expectOneOfEach(stack, order)
    const bulk = await operator.request('POST', '/api/console/repairs/bulk', {
      filter: { errorCode: String((await readOrder(stack, first.crmOrderId)).errorCode) },
      repair: { kind: 'retry' },
    })
    expect(bulk.body).toMatchObject({ repaired: 1 })
    await expectOneOfEach(stack, first)
    expect((await audit('whmcs')).map(({ action }) => action)).toEqual(['connector.resume'])
    expect(faults.list()).toEqual([])
  })

  test('the CRM refused at the door: the request waits in the inbox, and goes on when it is resumed', async () => {
    const order = await placedOrder(stack)
    stack.sandbox.context.faults.add({ system: 'salesforce', operation: 'query', kind: 'auth', count: 4 })
    approve(order)
    const crm = async () => {
      const { body } = await operator.request<{ items: { id: string; status: string }[] }>(
        'GET',
        '/api/console/connectors',
      )
      return body.items.find(({ id }) => id === 'salesforce')?.status
    }
    await waitFor('the pause', async () => (await crm()) === 'paused')
    stack.sandbox.context.faults.clear()
    const resumed = await operator.request('POST', '/api/console/connectors/salesforce/resume', {})
    expect(resumed.status).toBe(200)
    await expectOneOfEach(stack, order)
  })
})

/** As a person does it on WHMCS's own pages. */
async function acceptByHand(orderId: string): Promise<void> {
  const { WHMCS_URL, WHMCS_IDENTIFIER, WHMCS_SECRET } = stack.sandbox.settings
  const form = { action: 'AcceptOrder', orderid: orderId, responsetype: 'json' }
  const response = await fetch(`${WHMCS_URL}/includes/api.php`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      ...form,
      identifier: String(WHMCS_IDENTIFIER),
      secret: String(WHMCS_SECRET),
    }).toString(),
  })
  expect(await response.json()).toMatchObject({ result: 'success' })
}
