import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OutsideCall } from '../../../fulfilment/src/testing/outside-world.ts'
import { esimItem, internetItem } from '../../../fulfilment/src/testing/test-items.ts'
import { cancelOrder } from './cancel-order.ts'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'
import { repairStep } from './repair-step.ts'
import { expectTakenBack } from './taken-back.test-data.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.outside.heal()
  await world.db.deleteFrom('connector_state').execute()
})

const undoCalls = ['billing.cancelOrder', 'line.terminateLine', 'esim.cancelOrder', 'billing.cancelCharge']

/** The calls by which something was taken back from now on. */
function watchUndo(): () => string[] {
  const from = world.outside.calls.length
  return () =>
    world.outside.calls
      .slice(from)
      .filter(({ name }: OutsideCall) => undoCalls.includes(name))
      .map(({ name }) => name)
}

const expectCancelled = (id: string) => expectTakenBack(world, id)

async function reservedFor(id: string) {
  return world.db.selectFrom('esim_profile').selectAll().where('reserved_ref', 'like', `${id}/%`).execute()
}

describe('an order that never began', () => {
  test('is cancelled at once while it awaits review, and the CRM hears of it', async () => {
    const { crmOrderId } = await world.placeInCrm()
    const { id } = await world.placeHere({ state: 'pending' })
    await world.db
      .updateTable('product_order')
      .set({ crm_order_id: crmOrderId })
      .where('id', '=', id)
      .execute()
    expect(await cancelOrder(world.context(), id, 'withdrawn')).toMatchObject({ ok: true })
    await world.run(id)
    await expectCancelled(id)
    expect(await world.audits(id)).toMatchObject([{ action: 'order.cancel', reason: 'withdrawn' }])
  })

  test('may be cancelled by its customer, and by nobody else’s', async () => {
    const { id, customer } = await world.placeHere({ state: 'pending' })
    const stranger = await cancelOrder(world.context({ kind: 'customer', id: 'somebody' }), id, 'mine?')
    expect(stranger).toMatchObject({ ok: false, refusal: { code: 'ORDER_UNKNOWN' } })
    const owner = await cancelOrder(world.context({ kind: 'customer', id: customer.customerId }), id, 'mine')
    expect(owner).toMatchObject({ ok: true })
  })

  test('tells the CRM when its record there turns up only after it was cancelled', async () => {
    const { id } = await world.placeHere({ state: 'acknowledged' })
    expect(await cancelOrder(world.context(), id, 'withdrawn')).toMatchObject({
      ok: true,
      value: { state: 'cancelled' },
    })
    await world.run(id)
    const { crmOrderId } = await world.placeInCrm()
    await world.db
      .updateTable('product_order')
      .set({ crm_order_id: crmOrderId })
      .where('id', '=', id)
      .execute()
    await world.run(id)
    expect(world.outside.crm.statusesOf(crmOrderId)).toEqual(['cancelled'])
  })
})

describe('an order that is being carried out', () => {
  test('is taken back in reverse order, exactly what exists', async () => {
    const id = await world.startOrder({ items: [esimItem()] })
    world.outside.fail('billing.acceptOrder', { kind: 'refused', code: 'NO' })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('held')
    const undone = watchUndo()
    expect(await cancelOrder(world.context(), id, 'gives up')).toMatchObject({ ok: true })
    await world.run(id)
    await expectCancelled(id)
    expect(undone()).toEqual(['billing.cancelOrder', 'line.terminateLine', 'esim.cancelOrder'])
  })

  test('takes nothing back that never was', async () => {
    const id = await world.startOrder({ items: [esimItem()] })
    world.outside.fail('billing.listPaymentMethods', { kind: 'refused', code: 'PAYMENT_METHOD_MISSING' })
    await world.run(id)
    const undone = watchUndo()
    await cancelOrder(world.context(), id, 'gives up')
    await world.run(id)
    await expectCancelled(id)
    expect(undone()).toEqual([])
  })

  test('gives its profile back to the stock', async () => {
    const id = await world.startOrder({ items: [esimItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' })
    await world.run(id)
    expect(await reservedFor(id)).toHaveLength(1)
    await cancelOrder(world.context(), id, 'gives up')
    await world.run(id)
    await expectCancelled(id)
    expect(await reservedFor(id)).toEqual([])
  })

  test('a step that ends while the order is being cancelled is taken back like the rest', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    let go: () => void = () => undefined
    const opened = new Promise<void>((resolve) => {
      go = resolve
    })
    world.outside.fail('billing.addOrder', { kind: 'held', go: opened })
    const running = world.run(id)
    await expect.poll(async () => (await world.read(id)).step('billing.add-order').state).toBe('running')
    expect(await cancelOrder(world.context(), id, 'gives up')).toMatchObject({ ok: true })
    go()
    await running
    await world.run(id)
    await expectCancelled(id)
    expect(world.billingOrdersOf(id)).toMatchObject([{ status: 'cancelled' }])
  })

  test.each([
    ['refused', { kind: 'refused' as const }],
    ['not reached', { kind: 'unavailable' as const }],
    ['a system that refuses our credentials', { kind: 'auth' as const }],
  ])('a step that comes back %s while the order is being cancelled is done with', async (_name, fault) => {
    const id = await world.startOrder({ items: [internetItem()] })
    let go: () => void = () => undefined
    const opened = new Promise<void>((resolve) => {
      go = resolve
    })
    world.outside.fail('billing.findOrder', { kind: 'held', go: opened })
    const running = world.run(id, { until: () => true })
    await expect.poll(async () => (await world.read(id)).step('billing.add-order').state).toBe('running')
    await cancelOrder(world.context(), id, 'gives up')
    world.outside.fail('billing.addOrder', fault)
    go()
    await running
    await world.db.deleteFrom('connector_state').execute()
    await world.run(id)
    await expectCancelled(id)
  })
})

describe('past the point of no return', () => {
  test('cancelling is refused, and nothing is changed', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('crm.updateOpportunity', { kind: 'refused' })
    await world.run(id)
    const before = await world.read(id)
    expect(before.head.nextAction?.actions).not.toContain('cancel')
    expect(await cancelOrder(world.context(), id, 'too late')).toMatchObject({
      ok: false,
      refusal: { kind: 'conflict', code: 'POINT_OF_NO_RETURN' },
    })
    expect(await world.read(id)).toMatchObject({ head: before.head, steps: before.steps })
    expect(await world.audits(id)).toEqual([])
  })

  test('cancelling is refused while it is not known whether it was passed, even if it is about to be tried again', async () => {
    const id = await world.startTopUp()
    world.outside.fail('billing.capturePayment', { kind: 'request-lost' })
    await world.run(id)
    expect((await world.read(id)).step('billing.capture-payment').state).toBe('unknown')
    expect(await cancelOrder(world.context(), id, 'too late')).toMatchObject({
      refusal: { code: 'POINT_OF_NO_RETURN' },
    })
    // A retry that leaves the question open: the step is ready, and the money may be gone.
    const { head, step } = await world.read(id)
    await world.db
      .updateTable('order_step')
      .set({ state: 'ready' })
      .where('order_id', '=', head.id)
      .where('key', '=', step('billing.capture-payment').key)
      .execute()
    expect(await cancelOrder(world.context(), id, 'too late')).toMatchObject({
      refusal: { code: 'POINT_OF_NO_RETURN' },
    })
  })

  test('a finished order is not cancelled, nor one that is being cancelled', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    await world.run(id)
    expect(await cancelOrder(world.context(), id, 'x')).toMatchObject({ refusal: { code: 'ORDER_FINISHED' } })
    const other = await world.startOrder({ items: [internetItem()] })
    await cancelOrder(world.context(), other, 'x')
    expect(await cancelOrder(world.context(), other, 'x')).toMatchObject({
      refusal: { code: 'ORDER_CANCELLING' },
    })
  })
})

describe('a step that cannot be taken back', () => {
  async function stuckOnTheWayBack() {
    const id = await world.startOrder({ items: [esimItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' })
    await world.run(id)
    world.outside.fail('line.terminateLine', { kind: 'refused', code: 'LINE_LOCKED' })
    await cancelOrder(world.context(), id, 'gives up')
    await world.run(id)
    return id
  }

  test('parks the order with the cause, and says what can be done', async () => {
    const id = await stuckOnTheWayBack()
    const { head, step } = await world.read(id)
    expect(head).toMatchObject({ state: 'held', errorCode: 'LINE_LOCKED', crmStatusReported: 'failed' })
    expect(head.nextAction).toMatchObject({
      who: 'operator',
      step: 'line.activate:1.1',
      actions: ['skip', 'cancel'],
    })
    // What it rests on stays until it is gone.
    expect(step('esim.confirm-order:1.1').state).toBe('undoing')
    expect(step('esim.download-order:1.1').state).toBe('undoing')
  })

  test('is tried again by cancelling again', async () => {
    const id = await stuckOnTheWayBack()
    expect(await cancelOrder(world.context(), id, 'again')).toMatchObject({ ok: true })
    await world.run(id)
    await expectCancelled(id)
  })

  test('is left alone by skipping it; its profile may still be in use and does not go back into the stock', async () => {
    const id = await stuckOnTheWayBack()
    const repair = { kind: 'skip' as const, reason: 'switched off by hand' }
    expect(await repairStep(world.context(), id, { step: 'line.activate:1.1', repair })).toMatchObject({
      ok: true,
      value: { state: 'assessingCancellation' },
    })
    await world.run(id)
    const { head, step } = await world.read(id)
    expect(head).toMatchObject({ state: 'cancelled', crmStatusReported: 'cancelled' })
    expect(step('line.activate:1.1').state).toBe('skipped')
    expect(await world.secretsOf(id)).toEqual([])
    expect(await reservedFor(id)).toMatchObject([{ iccid_ciphertext: null }])
  })

  test('takes no other repair', async () => {
    const id = await stuckOnTheWayBack()
    const retried = await repairStep(world.context(), id, {
      step: 'line.activate:1.1',
      repair: { kind: 'retry' },
    })
    expect(retried).toMatchObject({ ok: false, refusal: { code: 'ORDER_UNWINDING' } })
  })

  test('is tried again by itself while its system is only down', async () => {
    const id = await world.startOrder({ items: [esimItem()] })
    world.outside.fail('billing.addOrder', { kind: 'refused' })
    await world.run(id)
    world.outside.fail('line.terminateLine', { kind: 'unavailable' }, { kind: 'answer-lost' })
    await cancelOrder(world.context(), id, 'gives up')
    await world.run(id)
    await expectCancelled(id)
  })
})

test('steps that a person skipped before the order was cancelled stay as they left them', async () => {
  const id = await world.startOrder({ items: [esimItem()] })
  world.outside.fail('line.activateLine', { kind: 'refused' })
  await world.run(id)
  world.outside.fail('billing.addOrder', { kind: 'refused' })
  const repair = { kind: 'skip' as const, reason: 'switched on by hand' }
  await repairStep(world.context(), id, { step: 'line.activate:1.1', repair })
  await world.run(id)
  const undone = watchUndo()
  await cancelOrder(world.context(), id, 'gives up')
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('cancelled')
  expect((await world.read(id)).step('line.activate:1.1').state).toBe('skipped')
  expect(undone()).toEqual(['esim.cancelOrder'])
  expect(await reservedFor(id)).toMatchObject([{ iccid_ciphertext: null }])
})
