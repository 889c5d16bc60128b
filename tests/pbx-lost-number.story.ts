import type { FaultRule } from '@turnup/connectors/sandbox-kit'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { performed } from './stack/effects.ts'
import { mailsTo } from './stack/mailbox.ts'
import { signInOperator } from './stack/operator.ts'
import { customerWithCard, readOrder } from './stack/orders-in-hand.ts'
import {
  hold,
  northAmerica,
  numbersShown,
  type PbxOrderInHand,
  placedPbxOrder,
  sendWizard,
  wizardOrder,
} from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { pbxEffects, tenantRows } from './stack/pbx-effects.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

let stack: Stack
let desk: Desk

beforeAll(async () => {
  stack = await startStack({ pbx: true })
  desk = deskOf(await signInOperator(stack))
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

/** Another customer of the carrier was faster. */
async function orderWithoutNumber(): Promise<PbxOrderInHand> {
  const order = await placedPbxOrder(stack)
  expect(stack.sandbox.systems.voipMs.takeAway(order.number)).toBe(true)
  await desk.fulfil(order)
  await waitForState(stack, order.crmOrderId, 'held')
  return order
}

async function orderMeeting(fault: FaultRule): Promise<PbxOrderInHand> {
  const order = await placedPbxOrder(stack)
  stack.sandbox.context.faults.add(fault)
  await desk.fulfil(order)
  await waitForState(stack, order.crmOrderId, 'held')
  return order
}

describe('a number that is lost between choice and order', () => {
  test('is seen at checkout, where nothing is ordered', async () => {
    const customer = await customerWithCard(stack)
    const [offer] = (await numbersShown(customer.api, northAmerica)).slice(-1)
    const chosen = await hold(customer.api, northAmerica.product, offer?.offerId ?? '')
    stack.sandbox.systems.voipMs.takeAway(chosen.body.offer.number)
    const answer = await sendWizard(customer.api, wizardOrder(chosen.body))
    expect(answer).toMatchObject({ status: 409, body: { error: { code: 'NUMBER_TAKEN', field: 'holdId' } } })
  })

  test('is replaced by the operator from the same place; tenant, bill and mail go by the new one', async () => {
    const order = await orderWithoutNumber()
    expect(await readOrder(stack, order.crmOrderId)).toMatchObject({ errorCode: 'NUMBER_TAKEN' })
    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 1,
      trunks: 1,
      numbers: 0,
      billingOrders: 0,
    })
    const detail = await desk.awaitAction(order, 'replace-number')
    expect(detail.nextAction).toMatchObject({ who: 'operator' })

    const dialog = await desk.dialog(order)
    expect(dialog.original).toMatchObject({
      number: order.number,
      isAvailable: false,
      warning: 'Original DID No Longer Available',
    })
    expect(dialog.canReplace).toBe(true)
    const [other] = dialog.alternatives
    if (!other) throw new Error('There is no alternative')
    expect(other.place.city).toBe('Toronto')
    const [plan] = other.plans
    expect(plan?.total.amountMinor).toBe((plan?.monthly.amountMinor ?? 0) + (plan?.setup.amountMinor ?? 0))
    await desk.act(order, 'replace-number', {
      offerId: other.offerId,
      planId: plan?.planId,
      reason: 'The customer chose another one by telephone',
    })
    await waitForState(stack, order.crmOrderId, 'completed')

    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 1,
      trunks: 1,
      numbers: 1,
      acceptedOrders: 1,
    })
    expect((await tenantRows(stack, order.domain)).destinations).toEqual([other.number])
    const { fusionpbx } = stack.sandbox.systems
    expect(await fusionpbx?.callReaches(other.number)).toMatchObject({ domain: order.domain })
    const welcome = await waitFor(
      'the welcome mail',
      async () => mailsTo(stack, order.email, 'pbx-welcome')[0],
    )
    expect(welcome.text).toContain(other.number)
    expect(welcome.text).not.toContain(order.number)
    const shown = await order.customer.api.request('GET', `/api/orders/${order.crmOrderId}`)
    expect(shown.body).toMatchObject({ pbx: { number: other.number } })
  })

  test('funds that are short are no lost number: filled up and tried again, the same number is bought', async () => {
    const { voipMs } = stack.sandbox.systems
    const order = await placedPbxOrder(stack)
    voipMs.setBalance(0)
    await desk.fulfil(order)
    await waitForState(stack, order.crmOrderId, 'held')
    expect((await desk.read(order)).allowedActions).not.toContain('replace-number')
    voipMs.setBalance(50_000)
    const retried = await desk.api.request('POST', `/api/console/orders/${order.crmOrderId}/repair`, {
      step: 'number.order',
      repair: { kind: 'retry' },
    })
    expect(retried.status).toBe(200)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect((await tenantRows(stack, order.domain)).destinations).toEqual([order.number])
  })
})

describe('cancelled', () => {
  /** Nothing is left outside, and what was taken is free again. */
  async function expectTakenBack(order: PbxOrderInHand): Promise<void> {
    const { api } = desk
    const answer = await api.request('POST', `/api/console/orders/${order.crmOrderId}/cancel`, {
      reason: 'Customer withdrew',
    })
    expect(answer.status).toBe(200)
    await waitForState(stack, order.crmOrderId, 'cancelled')
    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 0,
      trunks: 0,
      numbers: 0,
      acceptedOrders: 0,
    })
    const { fusionpbx, salesforce, whmcs } = stack.sandbox.systems
    expect(await fusionpbx?.countRows(order.domain)).toBe(0)
    for (const one of whmcs.listOrders(order.customer.billingClientId)) expect(one.status).toBe('Cancelled')
    await waitFor(
      'the CRM told',
      async () => salesforce.readRecord('Order', order.crmOrderId)?.Status === 'Cancelled',
    )
    expect((await desk.read(order)).phase).toBe('cancelled')
    expect(mailsTo(stack, order.email, 'pbx-welcome')).toEqual([])
    const label = order.domain.split('.')[0]
    const check = await order.customer.api.request('GET', `/api/pbx/domain?domain=${label}`)
    expect(check.body).toMatchObject({ available: true })
  }

  test('before anything was made: domain and number are free again', async () => {
    await expectTakenBack(await placedPbxOrder(stack))
  })

  test('after the tenant exists and before the number is bought: the tenant is gone, row by row', async () => {
    const order = await orderWithoutNumber()
    expect((await tenantRows(stack, order.domain)).extensions).toHaveLength(10)
    await expectTakenBack(order)
    expect(performed(stack.sandbox, 'voip-ms', 'cancelDID')).toBe(0)
  })

  test('after the number is bought: it is given up, then the tenant and the trunk', async () => {
    const order = await orderMeeting({ system: 'whmcs', operation: 'AcceptOrder', kind: 'reject', count: 1 })
    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 1,
      trunks: 1,
      numbers: 1,
      billingOrders: 1,
    })
    const { fusionpbx } = stack.sandbox.systems
    expect(await fusionpbx?.callReaches(order.number)).toMatchObject({ domain: order.domain })
    await expectTakenBack(order)
    expect(performed(stack.sandbox, 'voip-ms', 'cancelDID')).toBe(1)
    expect(await fusionpbx?.callReaches(order.number)).toBeUndefined()
  })
})
