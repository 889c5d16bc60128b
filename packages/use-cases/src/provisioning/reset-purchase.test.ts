import { advanceOrder } from '@turnup/fulfilment'
import { putOrderSecret } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { registrationData, registrationValues } from '../../../fulfilment/src/testing/test-pbx.ts'
import { cancelOrder } from '../fulfilment/cancel-order.ts'
import { checkNow } from './check-now.ts'
import { markDocumentsUploaded } from './papers.ts'
import { placeNumberOrder } from './place-number-order.ts'
import { createProvisioningWorld, type ProvisioningWorld } from './provisioning-world.ts'
import { resetPurchase } from './reset-purchase.ts'

let world: ProvisioningWorld
beforeAll(async () => {
  world = await createProvisioningWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.outside.heal()
  Object.assign(world.outside.didww.mood, { verdict: 'approved', problems: [], polls: 0 })
})

async function placeAgain(id: string, choice: { offerId: string; planId: string }) {
  expect(await markDocumentsUploaded(world.operator, id)).toMatchObject({ ok: true })
  await world.run(id)
  expect(await placeNumberOrder(world.operator, id, choice)).toMatchObject({ ok: true })
  await world.run(id)
}

/** A regulated order whose number the carrier's people have refused. */
async function rejected() {
  const problems = [
    { code: 'NAME_MISMATCH', message: 'The name differs.', fields: ['lastName' as const], proofsOf: [] },
  ]
  Object.assign(world.outside.didww.mood, { verdict: 'rejected', problems })
  const started = await world.start('portal-upload')
  const { offerId, planId } = started.pbx.number
  await placeAgain(started.id, { offerId, planId })
  expect((await world.read(started.id)).head).toMatchObject({
    state: 'held',
    errorCode: 'VERIFICATION_REJECTED',
  })
  return { ...started, choice: { offerId, planId } }
}

test('a purchase that starts over releases its number and runs under new references; the identity stays', async () => {
  const { id, choice, carrier } = await rejected()
  world.outside.didww.mood.verdict = 'approved'
  expect(await resetPurchase(world.operator, id, 'papers sent again')).toMatchObject({ ok: true })
  await world.run(id)
  expect(world.effects(id)).toMatchObject({ numbers: 0, identities: 1, addresses: 1 })
  await placeAgain(id, choice)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(world.effects(id)).toMatchObject({ numbers: 1, identities: 1, tenants: 1, trunks: 1 })
  expect(world.of(carrier.orders, id).map(({ ref, status }) => [ref.split('/')[1], status])).toEqual([
    ['number.order', 'terminated'],
    ['number.order#2', 'active'],
  ])
})

test('the number of a purchase that starts over is not ordered before its papers are through again', async () => {
  const { id, choice } = await rejected()
  expect(await resetPurchase(world.operator, id, 'papers sent again')).toMatchObject({ ok: true })
  await world.run(id)
  const { head } = await world.read(id)
  expect(head.nextAction).toMatchObject({ who: 'operator', step: 'registration.validate' })
  expect(await placeNumberOrder(world.operator, id, choice)).toMatchObject({ ok: false })
  await world.run(id)
  expect(world.effects(id)).toMatchObject({ numbers: 0 })
})

test('data that the customer corrected reaches the carrier in a new identity; the former one is gone', async () => {
  const { id, choice, carrier } = await rejected()
  const values = { ...registrationValues, lastName: 'Corrected' }
  const value = JSON.stringify(registrationData({ version: 2, values }))
  const at = world.clock.now()
  await putOrderSecret(world.db, world.vault, { orderId: id, name: 'registration', value, at })
  world.outside.didww.mood.verdict = 'approved'
  await resetPurchase(world.operator, id, 'corrected')
  await world.run(id)
  await placeAgain(id, choice)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(world.of(carrier.identities, id)).toMatchObject([{ given: { lastName: 'Corrected' } }])
  expect(world.of(carrier.addresses, id)).toHaveLength(1)
})

test('cancelled right after it was started over, before anything was taken back, an order leaves nothing outside', async () => {
  const { id } = await rejected()
  await resetPurchase(world.operator, id, 'start over')
  expect(await cancelOrder(world.operator, id, 'changed their mind')).toMatchObject({ ok: true })
  await world.run(id)
  expect((await world.read(id)).head).toMatchObject({ state: 'cancelled', pbxPhase: 'cancelled' })
  expect(
    Object.values(world.effects(id)).every((count) => count === 0),
    JSON.stringify(world.effects(id)),
  ).toBe(true)
})

test('a lost answer to a release is looked after: the number is given up once the order goes on', async () => {
  const { id } = await rejected()
  await resetPurchase(world.operator, id, 'start over')
  world.outside.fail('didww.releaseNumber', { kind: 'request-lost' }, { kind: 'unavailable' })
  await world.run(id)
  expect(world.effects(id).numbers).toBe(0)
})

test('blocked and terminated show as such; checking again goes on where people have mended it', async () => {
  for (const status of ['blocked', 'terminated'] as const) {
    world.outside.didww.mood.verdict = 'pending'
    const { id, pbx, carrier } = await world.start('portal-upload')
    await markDocumentsUploaded(world.operator, id)
    await world.run(id)
    const { offerId, planId } = pbx.number
    await placeNumberOrder(world.operator, id, { offerId, planId })
    await world.run(id, {
      until: async () => (await world.read(id)).step('number.await-active').waiting !== undefined,
    })
    const [order] = world.of(carrier.orders, id)
    if (order) order.status = status
    expect(await checkNow(world.operator, id)).toMatchObject({ ok: true })
    await advanceOrder(world.services, id)
    expect((await world.read(id)).head).toMatchObject({ state: 'held', pbxPhase: status })
    if (order) order.status = 'active'
    world.outside.didww.mood.verdict = 'approved'
    expect(await checkNow(world.operator, id)).toMatchObject({ ok: true })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
  }
})

test('there is nothing to start over before the purchase begins, nor once the number is active', async () => {
  const fresh = await world.start('portal-upload')
  expect(await resetPurchase(world.operator, fresh.id, 'no')).toMatchObject({
    refusal: { code: 'NOT_RESETTABLE' },
  })
  const done = await world.start()
  expect(await resetPurchase(world.operator, done.id, 'no')).toMatchObject({
    refusal: { code: 'NOT_RESETTABLE' },
  })
})

const points = [
  'registration.create-identity',
  'registration.create-address',
  'registration.validate',
  'number.order',
  'registration.request-verification',
  'number.ensure-trunk',
  'voice.create-tenant',
  'number.route',
  'voice.assign-number',
]

test.each(points)('cancelled after %s, a regulated order leaves nothing outside', async (key) => {
  const { id, pbx } = await world.start('portal-upload')
  const reached = async () => (await world.read(id)).step(key).state === 'done'
  if (!(await reached())) {
    await markDocumentsUploaded(world.operator, id)
    await world.run(id, { until: reached })
  }
  if (!(await reached())) {
    await placeNumberOrder(world.operator, id, pbx.number)
    world.outside.didww.mood.verdict = 'pending'
    if (!['number.order', 'registration.request-verification'].includes(key))
      world.outside.didww.mood.verdict = 'approved'
    world.outside.fail(
      'billing.addOrder',
      ...Array.from({ length: 50 }, () => ({ kind: 'unavailable' as const })),
    )
    await world.run(id, { until: reached })
  }
  expect(await reached()).toBe(true)
  expect(await cancelOrder(world.operator, id, 'changed their mind')).toMatchObject({ ok: true })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('cancelled')
  expect(Object.entries(world.effects(id)).filter(([, count]) => count > 0)).toEqual([])
})

test.each(['number.ensure-trunk', 'voice.create-tenant', 'number.order', 'number.route'])(
  'cancelled after %s, a standard order leaves nothing outside',
  async (key) => {
    const next = { 'number.ensure-trunk': 'voice.createTenant', 'voice.create-tenant': 'voip-ms.orderNumber' }
    const fault =
      next[key as keyof typeof next] ?? (key === 'number.order' ? 'voip-ms.readOrder' : 'voice.syncTenant')
    world.outside.fail(fault, { kind: 'refused' })
    const { id } = await world.start()
    expect((await world.read(id)).step(key).state).toBe('done')
    expect(await cancelOrder(world.operator, id, 'changed their mind')).toMatchObject({ ok: true })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('cancelled')
    expect(Object.entries(world.effects(id)).filter(([, count]) => count > 0)).toEqual([])
  },
)
