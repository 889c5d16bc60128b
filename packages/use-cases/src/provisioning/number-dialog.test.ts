import { holdNumber } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fakeOffer } from '../../../fulfilment/src/testing/fake-carrier.ts'
import { freshNumber } from '../../../fulfilment/src/testing/test-pbx.ts'
import { markDocumentsUploaded } from './papers.ts'
import { placeNumberOrder, replaceNumber } from './place-number-order.ts'
import { createProvisioningWorld, type ProvisioningWorld } from './provisioning-world.ts'
import { readNumberDialog } from './read-number-dialog.ts'

let world: ProvisioningWorld
beforeAll(async () => {
  world = await createProvisioningWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.outside.heal()
  world.outside.didww.mood.verdict = 'approved'
})

/** A regulated order that waits in front of the number dialog. */
async function atDialog() {
  const started = await world.start('portal-upload')
  expect(await markDocumentsUploaded(world.operator, started.id)).toMatchObject({ ok: true })
  await world.run(started.id)
  return started
}

function another() {
  const vat = { amountMinor: 28, currency: 'USD' }
  const offer = fakeOffer(freshNumber())
  const plan = offer.plans[0]
  if (!plan) throw new Error('An offer has a plan.')
  offer.plans.push({ ...plan, planId: 'unlimited', kind: 'unlimited', name: 'Unlimited', vat })
  world.outside.didww.offers.set(offer.offerId, offer)
  return offer
}

test('the dialog says that the number is gone and offers others from the place, with subtotal, tax and total', async () => {
  const { id, pbx } = await atDialog()
  const offer = another()
  world.outside.didww.offers.delete(pbx.number.offerId)
  const shown = await readNumberDialog(world.operator, id)
  if (!shown.ok) throw new Error(shown.refusal.message)
  expect(shown.value.original).toMatchObject({
    number: pbx.number.number,
    isAvailable: false,
    warning: 'Original DID No Longer Available',
  })
  expect(shown.value).toMatchObject({ canPlace: true, canReplace: false })
  const shownOffer = shown.value.alternatives.find(({ offerId }) => offerId === offer.offerId)
  expect(shownOffer?.plans[1]).toMatchObject({
    subtotal: { amountMinor: 140 },
    vat: { amountMinor: 28 },
    total: { amountMinor: 168 },
  })
})

test('the operator orders another number and plan: that one is bought, rings, and stands in order, audit and queue', async () => {
  const { id, pbx, carrier } = await atDialog()
  const offer = another()
  const placed = await placeNumberOrder(world.operator, id, { offerId: offer.offerId, planId: 'unlimited' })
  expect(placed).toMatchObject({ ok: true })
  await world.run(id)
  const { head } = await world.read(id)
  expect(head.state).toBe('completed')
  expect(head.pbx?.number).toMatchObject({ number: offer.number, planId: 'unlimited' })
  expect(world.of(carrier.rented(), id)).toMatchObject([{ number: offer.number, planId: 'unlimited' }])
  const [tenant] = world.of(world.outside.voice.tenants, id)
  expect(tenant).toMatchObject({ numbers: [{ number: offer.number }], spec: { callerId: offer.number } })
  const audits = await world.audits(id)
  const audit = audits.find(({ action }) => action === 'order.place-number-order')
  expect(JSON.stringify(audit?.after)).toContain(offer.number)
  expect(JSON.stringify(audit?.before)).toContain(pbx.number.number)
})

test('a number that another customer holds cannot be ordered in the dialog', async () => {
  const { id } = await atDialog()
  const offer = another()
  const other = await world.newCustomer()
  const at = world.clock.now()
  const expiresAt = new Date(at.getTime() + 600_000)
  await holdNumber(world.db, { provider: 'didww', customerId: other.customerId, offer, at, expiresAt })
  const shown = await readNumberDialog(world.operator, id)
  expect(shown.ok && shown.value.alternatives.map(({ number }) => number)).not.toContain(offer.number)
  const placed = await placeNumberOrder(world.operator, id, { offerId: offer.offerId, planId: 'unlimited' })
  expect(placed).toMatchObject({ ok: false, refusal: { code: 'NUMBER_TAKEN' } })
})

test('a number that is gone, or a plan that does not exist, is refused before anything is decided', async () => {
  const { id } = await atDialog()
  expect(await placeNumberOrder(world.operator, id, { offerId: 'offer-none', planId: 'x' })).toMatchObject({
    refusal: { code: 'NUMBER_TAKEN' },
  })
  const offer = another()
  expect(
    await placeNumberOrder(world.operator, id, { offerId: offer.offerId, planId: 'none' }),
  ).toMatchObject({
    refusal: { code: 'PLAN_NOT_OFFERED' },
  })
  expect((await world.read(id)).step('number.order').gateDecision).toBeUndefined()
})

test('a number lost between choice and order is replaced by the operator, and the tenant shows the new one', async () => {
  world.outside.fail('voip-ms.orderNumber', { kind: 'refused', code: 'NUMBER_TAKEN' })
  const { id, carrier } = await world.start()
  const { head } = await world.read(id)
  expect(head).toMatchObject({ state: 'held', pbxPhase: 'failed', errorCode: 'NUMBER_TAKEN' })
  const offer = fakeOffer(freshNumber())
  carrier.offers.set(offer.offerId, offer)
  const choice = { offerId: offer.offerId, planId: 'per-minute' }
  const changed = await replaceNumber(world.operator, id, { ...choice, reason: 'taken' })
  expect(changed).toMatchObject({ ok: true })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(world.of(carrier.rented(), id)).toMatchObject([{ number: offer.number }])
  const [tenant] = world.of(world.outside.voice.tenants, id)
  expect(tenant).toMatchObject({ numbers: [{ number: offer.number }], spec: { callerId: offer.number } })
  expect(await replaceNumber(world.operator, id, { ...choice, reason: 'again' })).toMatchObject({
    refusal: { code: 'NUMBER_NOT_LOST' },
  })
})
