import type { FaultKind, FaultRule } from '@turnup/connectors/sandbox-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { performed } from './stack/effects.ts'
import { impatientPbx } from './stack/impatient.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { signInOperator } from './stack/operator.ts'
import { type PbxOrderInHand, placedPbxOrder } from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { pbxEffects, pbxRows, tenantRows } from './stack/pbx-effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitForState } from './stack/wait-for.ts'

type Rule = Pick<FaultRule, 'system' | 'operation'>
interface Write {
  effect: string
  rule: Rule
  /** How often it may take effect in all: what is repeatable may be said twice. */
  atMost: number
}

const atCarrier: Write[] = [
  { effect: 'the trunk', rule: { system: 'voip-ms', operation: 'createSubAccount' }, atMost: 1 },
  { effect: 'the number order', rule: { system: 'voip-ms', operation: 'orderDID' }, atMost: 1 },
  { effect: 'the routing', rule: { system: 'voip-ms', operation: 'setDIDRouting' }, atMost: 2 },
]
const atPlatform: Write[] = [
  { effect: 'the tenant transaction', rule: { system: 'fusionpbx', operation: 'createTenant' }, atMost: 1 },
  { effect: 'the inbound route', rule: { system: 'fusionpbx', operation: 'assignNumber' }, atMost: 1 },
]
const cut: FaultKind = 'timeout-after-write'
const serverError: FaultKind = 'http-500-after-write'
const page: FaultKind = 'malformed'
const losses = [
  ...[cut, serverError, page].flatMap((kind) => atCarrier.map((write) => ({ ...write, kind }))),
  ...[cut, serverError].flatMap((kind) => atPlatform.map((write) => ({ ...write, kind }))),
]

let stack: Stack
let desk: Desk

beforeAll(async () => {
  stack = await startStack({ pbx: true, environment: impatientPbx })
  desk = deskOf(await signInOperator(stack))
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

async function expectOneOfEach(order: PbxOrderInHand): Promise<void> {
  await waitForState(stack, order.crmOrderId, 'completed')
  expect(await pbxEffects(stack, order)).toEqual({
    tenants: 1,
    trunks: 1,
    numbers: 1,
    identities: 0,
    addresses: 0,
    billingOrders: 1,
    acceptedOrders: 1,
  })
  const tenant = await tenantRows(stack, order.domain)
  expect(tenant).toMatchObject({ destinations: [order.number], voicemails: 10 })
  expect(tenant.admins).toHaveLength(1)
  expect(tenant.gateways).toHaveLength(1)
  expect(tenant.extensions).toHaveLength(10)
  const { fusionpbx } = stack.sandbox.systems
  expect(await fusionpbx?.callReaches(order.number)).toEqual({ domain: order.domain, extension: '1001' })
  await awaitMail(stack, order.email, 'pbx-welcome')
  expect(mailsTo(stack, order.email, 'pbx-welcome')).toHaveLength(1)
}

test.each(losses)(
  '$effect happened and its answer was lost ($kind): one effect, and the order completes by itself',
  async ({ rule, kind, atMost }) => {
    const { faults, journal } = stack.sandbox.context
    const order = await placedPbxOrder(stack)
    const before = performed(stack.sandbox, rule.system, rule.operation ?? '')
    faults.add({ ...rule, kind, count: 1 })
    await desk.fulfil(order)
    await expectOneOfEach(order)
    expect(faults.list()).toEqual([])
    expect(journal.list(rule).findLast((entry) => entry.fault)).toMatchObject({
      fault: kind,
      outcome: 'performed',
    })
    const made = performed(stack.sandbox, rule.system, rule.operation ?? '') - before
    expect(made).toBeGreaterThanOrEqual(1)
    expect(made).toBeLessThanOrEqual(atMost)
  },
)

test('every answer of an order lost at once: still one effect each', async () => {
  const order = await placedPbxOrder(stack)
  for (const { rule } of [...atCarrier, ...atPlatform])
    stack.sandbox.context.faults.add({ ...rule, kind: cut, count: 1 })
  await desk.fulfil(order)
  await expectOneOfEach(order)
  expect(stack.sandbox.context.faults.list()).toEqual([])
})

describe('what was never heard', () => {
  test('a transaction that was cut before its end left no row, and is made once', async () => {
    const order = await placedPbxOrder(stack)
    stack.sandbox.context.faults.add({
      system: 'fusionpbx',
      operation: 'createTenant',
      kind: 'timeout-before-write',
      count: 1,
    })
    await desk.fulfil(order)
    await expectOneOfEach(order)
    expect(performed(stack.sandbox, 'fusionpbx', 'createTenant', order.domain)).toBe(1)
  })

  test('a password whose answer was lost is set by the same link again, and by no other', async () => {
    const order = await placedPbxOrder(stack)
    await desk.fulfil(order)
    await waitForState(stack, order.crmOrderId, 'completed')
    const { text } = await awaitMail(stack, order.email, 'pbx-welcome')
    const [, token] = /#token=([A-Za-z0-9_-]{43})/.exec(text) ?? []
    const password = 'Lantern-of-Water-5'
    const send = () =>
      stack.api.request('POST', '/api/pbx/claim', { token, password, confirmPassword: password })
    stack.sandbox.context.faults.add({
      system: 'fusionpbx',
      operation: 'setAdminPassword',
      kind: cut,
      count: 1,
    })
    const first = await send()
    const second = first.status === 200 ? first : await send()
    expect(second.status).toBe(200)
    expect(stack.sandbox.context.faults.list()).toEqual([])
    expect(await stack.sandbox.systems.fusionpbx?.canSignIn(order.domain, 'admin', password)).toBe(true)
  })
})

describe('cancelled after everything was made', () => {
  const takenBack: { effect: string; rule: Rule }[] = [
    { effect: 'giving up the number', rule: { system: 'voip-ms', operation: 'cancelDID' } },
    { effect: 'removing the trunk', rule: { system: 'voip-ms', operation: 'delSubAccount' } },
    { effect: 'removing the tenant', rule: { system: 'fusionpbx', operation: 'removeTenant' } },
  ]

  test.each(takenBack)('$effect happened and its answer was lost: nothing is left', async ({ rule }) => {
    const { faults } = stack.sandbox.context
    const order = await placedPbxOrder(stack)
    faults.add({ system: 'whmcs', operation: 'AcceptOrder', kind: 'reject', count: 1 })
    await desk.fulfil(order)
    await waitForState(stack, order.crmOrderId, 'held')
    faults.add({ ...rule, kind: cut, count: 1 })
    const path = `/api/console/orders/${order.crmOrderId}/cancel`
    expect((await desk.api.request('POST', path, { reason: 'Customer withdrew' })).status).toBe(200)
    await waitForState(stack, order.crmOrderId, 'cancelled')
    expect(faults.list()).toEqual([])
    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 0,
      trunks: 0,
      numbers: 0,
      acceptedOrders: 0,
    })
    expect(await stack.sandbox.systems.fusionpbx?.countRows(order.domain)).toBe(0)
  })
})

test('no number, trunk or tenant of these stories belongs to nobody', async () => {
  const { voipMs, fusionpbx } = stack.sandbox.systems
  const domains = await pbxRows(stack, "select 1 from v_domains where domain_name like 'acme-%'")
  expect(domains).toHaveLength(losses.length + 3)
  expect(await fusionpbx?.countTenants()).toBe(domains.length)
  expect(voipMs.listNumbers()).toHaveLength(domains.length)
  expect(voipMs.listSubAccounts()).toHaveLength(domains.length)
})
