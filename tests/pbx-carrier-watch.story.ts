import { callbackOf, sandboxDidwwKey } from '@turnup/connectors/didww/sandbox'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { performed } from './stack/effects.ts'
import { signInOperator } from './stack/operator.ts'
import { customerWithCard, readOrder } from './stack/orders-in-hand.ts'
import { type PbxOrderInHand, placedPbxOrder, placedRegulatedOrder } from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { livingDids, pbxEffects } from './stack/pbx-effects.ts'
import { placeChosenNumber, uploadInPortal, verificationOf } from './stack/pbx-papers.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

const dayMs = 24 * 60 * 60_000

// Many waits in one story; each of them has a limit of its own.
vi.setConfig({ testTimeout: 60_000 })

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ pbx: true, environment: { PBX_REGISTRATION_ROUTE: 'portal-upload' } })
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

/** A token of that moment, since one of these stories moves the clock. */
const freshDesk = async (): Promise<Desk> => deskOf(await signInOperator(stack))

/** Papers uploaded in the carrier's portal, the number bought, the verification asked for. */
async function atTheCarrier(): Promise<PbxOrderInHand> {
  const desk = await freshDesk()
  const order = await placedRegulatedOrder(stack)
  await desk.fulfil(order)
  await bringToCarrier(desk, order)
  return order
}

async function bringToCarrier(desk: Desk, order: PbxOrderInHand): Promise<void> {
  await desk.awaitAction(order, 'mark-documents-uploaded')
  await uploadInPortal(stack, order)
  await desk.act(order, 'documents-uploaded', { reason: 'Uploaded in the portal' })
  await placeChosenNumber(desk, order)
  await desk.awaitPhase(order, 'awaiting-provider')
}

const expectComplete = async (order: PbxOrderInHand) => {
  await waitForState(stack, order.crmOrderId, 'completed')
  expect(await pbxEffects(stack, order)).toEqual({
    tenants: 1,
    trunks: 1,
    numbers: 1,
    identities: 1,
    addresses: 1,
    billingOrders: 1,
    acceptedOrders: 1,
  })
}

test('papers uploaded in the carrier’s portal, then approved: the tenant comes to life by the callback alone', async () => {
  const order = await atTheCarrier()
  expect(stack.sandbox.systems.didww.list('encrypted_files')).toEqual([])
  const desk = await freshDesk()
  expect(await desk.read(order)).toMatchObject({
    nextAction: { who: 'provider' },
    waiting: { for: expect.any(String) },
  })
  stack.sandbox.systems.didww.decide(verificationOf(stack, order).id)
  await expectComplete(order)
})

describe('callbacks', () => {
  test('doubled, out of order and played back are harmless: one of everything', async () => {
    const { faults } = stack.sandbox.context
    faults.add({ system: 'didww', operation: 'callback', kind: 'duplicate-delivery', count: 3 })
    const order = await atTheCarrier()
    const verification = verificationOf(stack, order)
    stack.sandbox.systems.didww.decide(verification.id)
    await expectComplete(order)
    const about = { id: verification.id, type: 'address_verifications', status: 'approved' }
    const url = String(verification.attributes.callback_url)
    const { headers, fields } = callbackOf(about, { url, method: 'POST', key: sandboxDidwwKey })
    for (let time = 0; time < 3; time += 1) {
      const answer = await fetch(url, { method: 'POST', headers, body: new URLSearchParams(fields) })
      expect(answer.status).toBe(204)
    }
    await expectComplete(order)
  })

  test('forged ones change nothing and wake nobody, and are answered like the true ones', async () => {
    const order = await atTheCarrier()
    const verification = verificationOf(stack, order)
    const url = String(verification.attributes.callback_url)
    const reads = () => performed(stack.sandbox, 'didww', 'GET address_verifications')
    const about = { id: verification.id, type: 'address_verifications', status: 'approved' }
    // After some hours the looks by itself are half an hour apart, so that none of them comes in between.
    const early = reads()
    await stack.moveTime(6 * 60 * 60_000)
    await waitFor('the look after hours', async () => reads() > early)
    const wakesAt = () =>
      stack.server.services.db
        .selectFrom('order_step')
        .select(['state', 'wake_at'])
        .where('order_id', '=', order.orderId)
        .where('key', '=', 'number.await-active')
        .executeTakeFirstOrThrow()
    await waitFor('the next wait', async () => (await wakesAt()).wake_at)
    const before = reads()
    const quiet = await wakesAt()
    const forged = callbackOf(about, { url, method: 'POST', key: 'forged-by-somebody-else' })
    const answer = await fetch(url, {
      method: 'POST',
      headers: forged.headers,
      body: new URLSearchParams(forged.fields),
    })
    expect([answer.status, await answer.text()]).toEqual([204, ''])
    expect(await wakesAt()).toEqual(quiet)
    expect(reads()).toBe(before)

    // A true one that lies about the state is a hint to look, and what is found there counts.
    const lie = callbackOf(about, { url, method: 'POST', key: sandboxDidwwKey })
    const told = await fetch(url, {
      method: 'POST',
      headers: lie.headers,
      body: new URLSearchParams(lie.fields),
    })
    expect(told.status).toBe(204)
    await waitFor('the look', async () => reads() > before)
    const desk = await freshDesk()
    expect(await desk.read(order)).toMatchObject({ phase: 'awaiting-provider', state: 'inProgress' })
    stack.sandbox.systems.didww.decide(verification.id)
    await expectComplete(order)
  })

  test('that never came: the order is found active at one of the looks that come by themselves', async () => {
    const { faults } = stack.sandbox.context
    const order = await atTheCarrier()
    faults.add({ system: 'didww', operation: 'callback', kind: 'timeout-before-write' })
    stack.sandbox.systems.didww.decide(verificationOf(stack, order).id)
    await stack.moveTime(60 * 60_000)
    await expectComplete(order)
  })
})

test('a number of this carrier that needs no papers, and that is set up late: waited for, then as any other', async () => {
  const { didww } = stack.sandbox.systems
  didww.setLooksUntilFilled(1_000)
  const search = { product: 'PBX-NUMBER-INT', country: 'US', regionId: '' }
  const customer = await customerWithCard(stack)
  const regions = await customer.api.request<{ regions: { regionId: string }[] }>(
    'GET',
    '/api/pbx/numbers/regions?product=PBX-NUMBER-INT&country=US',
  )
  search.regionId = regions.body.regions[0]?.regionId ?? ''
  const order = await placedPbxOrder(stack, { customer, search })
  const desk = await freshDesk()
  await desk.fulfil(order)
  await waitFor('the wait', async () => (await desk.read(order)).waiting)
  expect(await desk.read(order)).toMatchObject({ isRegulated: false, nextAction: { who: 'provider' } })
  expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 1, billingOrders: 0 })
  didww.fillOrders()
  didww.setLooksUntilFilled(1)
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
  expect(await stack.sandbox.systems.fusionpbx?.callReaches(order.number)).toMatchObject({
    domain: order.domain,
  })
})

describe('what the carrier ends', () => {
  test('a number blocked there is put before the operator; unblocked and checked again, the order completes', async () => {
    const order = await atTheCarrier()
    const { didww } = stack.sandbox.systems
    didww.treatNumber(order.number, 'block')
    const desk = await freshDesk()
    await desk.act(order, 'check-now')
    await desk.awaitPhase(order, 'blocked')
    expect((await readOrder(stack, order.crmOrderId)).errorCode).toBe('NUMBER_BLOCKED')
    expect(await desk.read(order)).toMatchObject({ nextAction: { who: 'operator' } })
    didww.treatNumber(order.number, 'activate')
    didww.decide(verificationOf(stack, order).id)
    await desk.act(order, 'check-now')
    await expectComplete(order)
  })

  test('a number terminated there is started over: another number, one of everything', async () => {
    const order = await atTheCarrier()
    const { didww } = stack.sandbox.systems
    didww.treatNumber(order.number, 'terminate')
    const desk = await freshDesk()
    await desk.act(order, 'check-now')
    await desk.awaitPhase(order, 'terminated')
    await desk.awaitAction(order, 'reset')
    await desk.act(order, 'reset', { reason: 'The carrier ended the number' })
    await desk.awaitAction(order, 'mark-documents-uploaded')
    await uploadInPortal(stack, order)
    await desk.act(order, 'documents-uploaded')
    await desk.awaitAction(order, 'place-number-order')
    const dialog = await desk.dialog(order)
    const other = dialog.alternatives[0]
    await desk.act(order, 'number', { offerId: other?.offerId, planId: other?.plans[0]?.planId })
    await desk.awaitPhase(order, 'awaiting-provider')
    didww.decide(verificationOf(stack, order).id)
    await expectComplete(order)
    expect((await desk.read(order)).number).toBe(other?.number)
    expect(livingDids(stack, order.orderId)).toBe(1)
  })

  test('cancelled while the carrier verifies: number, address and identity are gone there, and no tenant was made', async () => {
    const order = await atTheCarrier()
    const { api } = await freshDesk()
    const answer = await api.request('POST', `/api/console/orders/${order.crmOrderId}/cancel`, {
      reason: 'Customer withdrew',
    })
    expect(answer.status, JSON.stringify(answer.body)).toBe(200)
    await waitForState(stack, order.crmOrderId, 'cancelled')
    expect(await pbxEffects(stack, order)).toMatchObject({
      tenants: 0,
      trunks: 0,
      numbers: 0,
      identities: 0,
      addresses: 0,
      billingOrders: 0,
    })
  })

  test('lost before it was ordered: the dialog says so and offers others of the same place', async () => {
    const desk = await freshDesk()
    const order = await placedRegulatedOrder(stack)
    await desk.fulfil(order)
    await desk.awaitAction(order, 'mark-documents-uploaded')
    await uploadInPortal(stack, order)
    await desk.act(order, 'documents-uploaded')
    await desk.awaitAction(order, 'place-number-order')
    stack.sandbox.context.clock.move(60 * 60_000)
    stack.clock.move(60 * 60_000)
    expect(stack.sandbox.systems.didww.takeAway(order.number)).toBe(true)
    const later = await freshDesk()
    const { original, alternatives } = await later.dialog(order)
    expect(original).toMatchObject({ isAvailable: false, warning: 'Original DID No Longer Available' })
    const [other] = alternatives
    expect(other?.place).toMatchObject({ country: 'ZA', city: 'Cape Town' })
    await later.act(order, 'number', { offerId: other?.offerId, planId: other?.plans.at(-1)?.planId })
    await later.awaitPhase(order, 'awaiting-provider')
    stack.sandbox.systems.didww.decide(verificationOf(stack, order).id)
    await expectComplete(order)
    expect((await later.read(order)).number).toBe(other?.number)
  })
})

test('a carrier that is down for a day while it verifies is no trouble of the order, which goes on when it is back', async () => {
  const { faults, journal } = stack.sandbox.context
  const order = await atTheCarrier()
  faults.add({ system: 'didww', kind: 'http-500' })
  const failed = () => journal.list({ system: 'didww' }).filter(({ fault }) => fault === 'http-500').length
  for (let hour = 0; hour < 24; hour += 1) {
    const before = failed()
    await stack.moveTime(60 * 60_000)
    await waitFor('the look of that hour', async () => failed() > before)
  }
  expect(failed()).toBeLessThan(24 * 10)
  expect(await (await freshDesk()).read(order)).toMatchObject({
    state: 'inProgress',
    phase: 'awaiting-provider',
    nextAction: { who: 'provider' },
  })
  faults.clear()
  stack.sandbox.systems.didww.decide(verificationOf(stack, order).id)
  await stack.moveTime(60 * 60_000)
  await expectComplete(order)
})

test('after five business days without an answer the order is the operator’s, overdue, and still goes on by itself', async () => {
  const order = await atTheCarrier()
  await stack.moveTime(4 * dayMs)
  expect(await (await freshDesk()).read(order)).toMatchObject({
    nextAction: { who: 'provider' },
    overdue: false,
  })
  await stack.moveTime(4 * dayMs)
  await waitFor('the escalation', async () => {
    const { nextAction, overdue } = await (await freshDesk()).read(order)
    return nextAction?.who === 'operator' && overdue
  })
  stack.sandbox.systems.didww.decide(verificationOf(stack, order).id)
  await expectComplete(order)
})
