import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { performed, usedProfiles } from './stack/effects.ts'
import { impatient } from './stack/impatient.ts'
import { repair, signInOperator } from './stack/operator.ts'
import { expectOneOfEach, type OrderInHand, placedOrder, readOrder } from './stack/orders-in-hand.ts'
import type { ApiClient } from './stack/portal-client.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

// The SM-DP+ chooses the profile, and ES2+ has no way to look which one: ADR 6.
let stack: Stack
let operator: ApiClient

beforeAll(async () => {
  stack = await startStack({ environment: { ...impatient, ESIM_ALLOCATION: 'profile-type' } })
  operator = await signInOperator(stack)
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

const downloads = () => performed(stack.sandbox, 'es2plus', 'downloadOrder')

/** An order whose answer from downloadOrder was lost; with what it says for the operator. */
async function parkedOrder(kind: 'timeout-after-write' | 'timeout-before-write') {
  const order = await placedOrder(stack)
  stack.sandbox.context.faults.add({ system: 'es2plus', operation: 'downloadOrder', kind, count: 1 })
  stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
  await waitForState(stack, order.crmOrderId, 'held')
  const step = Object.values((await readOrder(stack, order.crmOrderId)).steps).find(
    ({ state }) => state === 'unknown',
  )
  if (!step) throw new Error('No step is unknown.')
  return { order, step }
}

/** The number that a person reads from the SM-DP+'s own screen. */
function reservedProfile(): string {
  const { profiles } = stack.sandbox.systems.es2plus.save() as {
    profiles: { iccid: string; state: string }[]
  }
  const reserved = profiles.filter(({ state }) => state === 'Allocated' || state === 'Linked')
  expect(reserved).toHaveLength(1)
  return String(reserved[0]?.iccid)
}

async function expectUnknownAtTheConsole({ crmOrderId }: OrderInHand, step: string): Promise<void> {
  const { body } = await operator.request('GET', `/api/console/orders/${crmOrderId}`)
  expect(body.nextAction).toMatchObject({ who: 'operator', step })
  expect((body.nextAction as { why: string }).why).toMatch(
    /^It is not known whether this happened: eSIM profile DATA-5G ordered\..*adopt/s,
  )
  const { steps } = body.plan as { steps: { key: string; allowedActions: string[] }[] }
  expect(steps.find(({ key }) => key === step)?.allowedActions).toEqual(
    expect.arrayContaining(['adopt', 'retry', 'skip']),
  )
}

test('a lost answer parks the order with what is unknown; adopting the number that the SM-DP+ shows completes it', async () => {
  const before = downloads()
  const { order, step } = await parkedOrder('timeout-after-write')
  await expectUnknownAtTheConsole(order, step.key)
  await waitFor('the CRM told', async () => {
    const record = stack.sandbox.systems.salesforce.readRecord('Order', order.crmOrderId)
    return record?.Activation_Status__c === 'Failed'
  })
  const iccid = reservedProfile()
  const reason = 'Shown as allocated in the SM-DP+ console'
  const wrong = await repair(operator, order.crmOrderId, step.key, {
    kind: 'adopt',
    result: { iccid: '12' },
    reason,
  })
  expect(wrong).toMatchObject({ status: 400, body: { error: { field: 'repair.result.iccid' } } })
  const answer = await repair(operator, order.crmOrderId, step.key, {
    kind: 'adopt',
    result: { iccid },
    reason,
  })
  expect(answer.status).toBe(200)
  await expectOneOfEach(stack, order)
  expect(downloads() - before).toBe(1)
  expect(usedProfiles(stack.sandbox)).toContain(iccid)
  for (const path of ['', '/timeline', '/attempts']) {
    const page = await operator.request('GET', `/api/console/orders/${order.crmOrderId}${path}`)
    expect(page.status).toBe(200)
    expect(JSON.stringify(page.body)).not.toContain(iccid)
  }
})

test('where the SM-DP+ shows nothing, a retry orders one profile', async () => {
  const before = downloads()
  const { order, step } = await parkedOrder('timeout-before-write')
  expect(downloads()).toBe(before)
  const answer = await repair(operator, order.crmOrderId, step.key, { kind: 'retry' })
  expect(answer.status).toBe(200)
  await expectOneOfEach(stack, order)
  expect(downloads() - before).toBe(1)
})

test('a retry from the CRM, where nobody has looked, sends nothing again', async () => {
  const before = downloads()
  const { order, step } = await parkedOrder('timeout-after-write')
  const { salesforce } = stack.sandbox.systems
  await waitFor('the CRM told', async () => {
    return salesforce.readRecord('Order', order.crmOrderId)?.Activation_Status__c === 'Failed'
  })
  salesforce.requestRetry(order.crmOrderId)
  await waitFor('the second generation parked', async () => {
    const now = await readOrder(stack, order.crmOrderId)
    return now.generation === 2 && now.state === 'held'
  })
  expect(downloads() - before).toBe(1)
  const adopted = { kind: 'adopt', result: { iccid: reservedProfile() }, reason: 'Looked it up' } as const
  expect((await repair(operator, order.crmOrderId, step.key, adopted)).status).toBe(200)
  await expectOneOfEach(stack, order)
})
