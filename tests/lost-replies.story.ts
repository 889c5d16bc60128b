import type { FaultKind, FaultRule } from '@turnup/connectors/sandbox-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Customer } from './stack/customer.ts'
import { performed, usedProfiles } from './stack/effects.ts'
import { customerWithCard, expectOneOfEach, placedOrder } from './stack/orders-in-hand.ts'
import { type Stack, startStack } from './stack/start-stack.ts'

/** What one order does outside, and how often the call may reach the outside system in all after its answer was lost. */
const calls: {
  effect: string
  rule: Pick<FaultRule, 'system' | 'operation' | 'contains'>
  atMost: number
}[] = [
  { effect: 'AddOrder', rule: { system: 'whmcs', operation: 'AddOrder' }, atMost: 1 },
  { effect: 'AcceptOrder', rule: { system: 'whmcs', operation: 'AcceptOrder' }, atMost: 1 },
  { effect: 'downloadOrder', rule: { system: 'es2plus', operation: 'downloadOrder' }, atMost: 2 },
  { effect: 'confirmOrder', rule: { system: 'es2plus', operation: 'confirmOrder' }, atMost: 2 },
  { effect: 'line activation', rule: { system: 'mvne', operation: 'activateLine' }, atMost: 2 },
  {
    effect: 'the write-back to the CRM',
    rule: { system: 'salesforce', operation: 'POST /composite', contains: 'Provisioned' },
    atMost: 2,
  },
  {
    effect: 'the opportunity',
    rule: { system: 'salesforce', operation: 'PATCH /sobjects/Opportunity' },
    atMost: 2,
  },
  {
    effect: 'the activation mail',
    rule: { system: 'sendgrid', operation: 'send', contains: 'esim-activation' },
    atMost: 2,
  },
]
const losses: { kind: FaultKind; as: string }[] = [
  { kind: 'timeout-after-write', as: 'the line is cut before the answer' },
  { kind: 'http-500-after-write', as: 'the answer is a server error' },
  { kind: 'malformed', as: 'the answer is an HTML page' },
]

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

describe.each(losses)('it happened, and $as', ({ kind }) => {
  let regular: Customer
  beforeAll(async () => {
    regular = await customerWithCard(stack)
  })

  test.each(calls)(
    '$effect: one effect, and the order completes by itself',
    async ({ effect, rule, atMost }) => {
      const { faults, journal } = stack.sandbox.context
      const { system, operation = '', contains } = rule
      // Billing takes one order of a customer at a time, so one whose end nobody heard would hold up the next.
      const order = await placedOrder(stack, effect === 'AddOrder' ? undefined : regular)
      const before = performed(stack.sandbox, system, operation, contains)
      faults.add({ ...rule, kind, count: 1 })
      stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
      await expectOneOfEach(stack, order)
      expect(faults.list()).toEqual([])
      expect(journal.list({ system, operation }).findLast((entry) => entry.fault)).toMatchObject({
        fault: kind,
        outcome: 'performed',
      })
      const made = performed(stack.sandbox, system, operation, contains) - before
      expect(made).toBeGreaterThanOrEqual(1)
      expect(made).toBeLessThanOrEqual(atMost)
    },
  )
})

test('AddOrder that is still at work when the caller has given up makes one order', async () => {
  const { sandbox } = stack
  const order = await placedOrder(stack)
  const before = performed(sandbox, 'whmcs', 'AddOrder')
  sandbox.context.faults.add({ system: 'whmcs', operation: 'AddOrder', kind: 'slow', ms: 3_500, count: 1 })
  sandbox.systems.salesforce.approveOrder(order.crmOrderId)
  await expectOneOfEach(stack, order)
  expect(performed(sandbox, 'whmcs', 'AddOrder') - before).toBe(1)
})

test('every answer of an order lost at once: still one effect each', async () => {
  const order = await placedOrder(stack)
  for (const { rule } of calls) {
    stack.sandbox.context.faults.add({ ...rule, kind: 'timeout-after-write', count: 2 })
  }
  stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
  await expectOneOfEach(stack, order)
})

test('no profile, line or billing order of these stories belongs to nobody', async () => {
  const { salesforce, whmcs, mvne } = stack.sandbox.systems
  const orders = salesforce.listRecords('Order').length
  expect(orders).toBe(losses.length * calls.length + 2)
  expect(usedProfiles(stack.sandbox)).toHaveLength(orders)
  expect(whmcs.listOrders()).toHaveLength(orders)
  expect(mvne.save()).toHaveLength(orders)
})
