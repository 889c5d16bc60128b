import { advanceOrder } from '@turnup/fulfilment'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { decideGate } from '../fulfilment/decide-gate.ts'
import { checkNow } from './check-now.ts'
import { markDocumentsUploaded, readPaper, uploadPaper } from './papers.ts'
import { placeNumberOrder, replaceNumber } from './place-number-order.ts'
import { createProvisioningWorld, type ProvisioningWorld } from './provisioning-world.ts'
import { readNumberDialog } from './read-number-dialog.ts'
import { listProvisioning, readProvisioning } from './read-provisioning.ts'
import { requestCorrection } from './request-correction.ts'
import { resendClaim } from './resend-claim.ts'
import { resetPurchase } from './reset-purchase.ts'
import { syncGatewaysOfOrder } from './sync-gateways.ts'
import { takeNumberCallback } from './take-number-callback.ts'

let world: ProvisioningWorld
beforeAll(async () => {
  world = await createProvisioningWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.outside.heal()
  Object.assign(world.outside.didww.mood, { verdict: 'approved', problems: [] })
})

/** A regulated order whose number was ordered and is being verified. */
async function verifying() {
  world.outside.didww.mood.verdict = 'pending'
  const started = await world.start('portal-upload')
  await markDocumentsUploaded(world.operator, started.id)
  await world.run(started.id)
  await placeNumberOrder(world.operator, started.id, started.pbx.number)
  const waits = async () => (await world.read(started.id)).step('number.await-active').waiting !== undefined
  await world.run(started.id, { until: waits })
  const [order] = world.of(started.carrier.orders, started.id)
  return { ...started, orderId: order?.orderId ?? '' }
}

function callback(orderId: string, signature: string) {
  const url = 'https://turnup.example/webhooks/numbers/didww'
  return { method: 'POST' as const, url, headers: { 'x-signature': signature }, fields: { orderId } }
}

test('a callback wakes its order at once, and what it says is read again; forged and foreign ones do nothing', async () => {
  const { id, orderId } = await verifying()
  const looks = () => world.outside.callsOf('didww.readOrder').length
  const before = looks()
  await advanceOrder(world.services, id)
  expect(looks()).toBe(before)
  expect(await takeNumberCallback(world.anyone, 'didww', callback(orderId, 'forged'))).toBe(0)
  expect(await takeNumberCallback(world.anyone, 'didww', callback('order-of-a-stranger', 'good'))).toBe(0)
  expect(await takeNumberCallback(world.anyone, 'nobody', callback(orderId, 'good'))).toBe(0)
  expect(await takeNumberCallback(world.anyone, 'voip-ms', callback(orderId, 'good'))).toBe(0)
  await advanceOrder(world.services, id)
  expect(looks()).toBe(before)
  // It says that something changed, which is not true: the order waits on.
  expect(await takeNumberCallback(world.anyone, 'didww', callback(orderId, 'good'))).toBe(1)
  expect(world.woken).toContain(id)
  await advanceOrder(world.services, id)
  expect(looks()).toBeGreaterThan(before)
  expect((await world.read(id)).head.pbxPhase).toBe('awaiting-provider')
  world.outside.didww.mood.verdict = 'approved'
  for (const _ of [1, 2]) await takeNumberCallback(world.anyone, 'didww', callback(orderId, 'good'))
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(world.effects(id)).toMatchObject({ numbers: 1, tenants: 1 })
})

test('"check now" looks at once; with nothing to wait for it is refused', async () => {
  const { id } = await verifying()
  world.outside.didww.mood.verdict = 'approved'
  expect(await checkNow(world.operator, id)).toMatchObject({ ok: true })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  expect(await checkNow(world.operator, id)).toMatchObject({ refusal: { code: 'NOTHING_WAITS' } })
})

test('the queue shows each order once with badge, number and actions, and finds it by what people know of it', async () => {
  const { id, pbx } = await verifying()
  const listed = await listProvisioning(world.operator, { search: pbx.number.number, limit: 25 })
  if (!listed.ok) throw new Error(listed.refusal.message)
  expect(listed.value.items).toMatchObject([
    {
      orderId: id,
      phase: 'awaiting-provider',
      isRegulated: true,
      providerId: 'didww',
      number: pbx.number.number,
      seats: 10,
      nextAction: { who: 'provider' },
    },
  ])
  expect(listed.value.items[0]?.allowedActions).toEqual(
    expect.arrayContaining(['check-now', 'reset', 'request-correction', 'cancel']),
  )
  expect(listed.value.counts).toEqual([{ phase: 'awaiting-provider', count: 1 }])
  const byDomain = await listProvisioning(world.viewer, { search: pbx.tenant.domain, limit: 25 })
  expect(byDomain.ok && byDomain.value.items.map(({ allowedActions }) => allowedActions)).toEqual([[]])
  const none = await listProvisioning(world.operator, {
    search: pbx.tenant.domain,
    phase: 'blocked',
    limit: 25,
  })
  expect(none.ok && none.value.items).toEqual([])
})

test('pages of the queue follow each other without a gap', async () => {
  for (let made = 0; made < 3; made += 1) await world.start()
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listProvisioning(world.operator, { provider: 'voip-ms', limit: 2, cursor })
    if (!page.ok) throw new Error(page.refusal.message)
    seen.push(...page.value.items.map(({ orderId }) => orderId))
    cursor = page.value.nextCursor
  } while (cursor)
  expect(seen.length).toBeGreaterThanOrEqual(3)
  expect(new Set(seen).size).toBe(seen.length)
  const forged = await listProvisioning(world.operator, { limit: 2, cursor: 'forged' })
  expect(forged.ok).toBe(false)
})

test('the page of an order holds no personal data of its registration', async () => {
  const { id } = await verifying()
  const shown = await readProvisioning(world.viewer, id)
  expect(shown).toMatchObject({
    ok: true,
    value: { carrierOrder: { round: 1 }, waiting: { for: expect.any(String) } },
  })
  for (const secret of ['Zenobia', 'Quatremaine', 'Kloofnek', '1980-02-29'])
    expect(JSON.stringify(shown)).not.toContain(secret)
})

test('syncing gateways by hand is audited and says how they do', async () => {
  const { id } = await world.start()
  expect(await syncGatewaysOfOrder(world.operator, id)).toMatchObject({
    ok: true,
    value: { gateways: [{ status: 'registered' }] },
  })
  expect((await world.audits(id)).map(({ action }) => action)).toEqual(['order.sync-gateways'])
})

test('what a person decides at a gate is checked by the action, and only where it takes a decision', async () => {
  const { id } = await world.start('portal-upload')
  const gate = { step: 'registration.validate', accepted: true, input: { requirementId: 'other' } }
  expect(await decideGate(world.operator, id, gate)).toMatchObject({
    refusal: { code: 'GATE_INPUT_NOT_TAKEN' },
  })
  await markDocumentsUploaded(world.operator, id)
  await world.run(id)
  const order = { step: 'number.order', accepted: true, input: { providerId: 'voip-ms' } }
  expect(await decideGate(world.operator, id, order)).toMatchObject({
    refusal: { code: 'GATE_INPUT_INVALID' },
  })
})

test('viewers may look and do nothing', async () => {
  const { id } = await world.start('portal-upload')
  const { viewer } = world
  const choice = { offerId: 'x', planId: 'x' }
  const paper = {
    of: 'identity' as const,
    proofTypeId: 'x',
    fileName: 'x',
    contentBase64: 'x',
    nameOnPaper: 'x',
    isLegible: true,
  }
  const refused = await Promise.all([
    checkNow(viewer, id),
    markDocumentsUploaded(viewer, id),
    readPaper(viewer, id, id),
    uploadPaper(viewer, id, paper),
    readNumberDialog(viewer, id),
    placeNumberOrder(viewer, id, choice),
    replaceNumber(viewer, id, { ...choice, reason: 'x' }),
    requestCorrection(viewer, id, { fields: ['street'], proofsOf: [], message: 'x' }),
    resendClaim(viewer, id),
    resetPurchase(viewer, id, 'x'),
    syncGatewaysOfOrder(viewer, id),
  ])
  for (const one of refused) expect(one).toMatchObject({ refusal: { code: 'ROLE_TOO_LOW' } })
  expect(await readProvisioning(viewer, id)).toMatchObject({ ok: true })
})
