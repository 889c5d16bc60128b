import { randomUUID } from 'node:crypto'
import type { RegistrationRoute } from '@turnup/domain'
import { insertOrderDocument, newId } from '@turnup/store'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createOrderWorld, type OrderWorld } from '../testing/order-world.ts'
import { internetItem } from '../testing/test-items.ts'
import { numberItem, pbxDetails, pbxItem, registrationValues } from '../testing/test-pbx.ts'

let world: OrderWorld
beforeAll(async () => {
  world = await createOrderWorld()
})
afterAll(() => world.close())

const items = [pbxItem(), numberItem()]

async function addPaper(orderId: string, of: 'identity' | 'address', proofTypeId: string) {
  await insertOrderDocument(world.db, world.vault, {
    id: newId(),
    orderId,
    of,
    proofTypeId,
    proofTypeName: proofTypeId,
    fileName: `${randomUUID()}.pdf`,
    mediaType: 'application/pdf',
    sizeBytes: 4,
    uploadedAt: world.clock.now(),
    content: Buffer.from('%PDF'),
  })
}

/** Opens the gate that the order waits at, as the operator would. */
async function openGate(orderId: string): Promise<string> {
  const { head } = await world.read(orderId)
  const step = head.nextAction?.step ?? ''
  expect(head.nextAction?.actions, JSON.stringify(head.nextAction)).toContain('decide')
  await world.db
    .updateTable('order_step')
    .set({ gate_decision: JSON.stringify({ by: 'test', at: '2026-03-02T09:00:00.000Z', accepted: true }) })
    .where('order_id', '=', orderId)
    .where('key', '=', step)
    .execute()
  await world.run(orderId)
  return step
}

async function carryThrough(orderId: string): Promise<string[]> {
  const gates: string[] = []
  await world.run(orderId)
  for (let left = 10; left > 0; left -= 1) {
    const { head } = await world.read(orderId)
    if (!head.nextAction?.actions.includes('decide')) break
    gates.push(await openGate(orderId))
  }
  return gates
}

test('a standard order ends with its tenant, its number ringing there, and a welcome mail instead of the summary', async () => {
  const pbx = pbxDetails()
  world.outside.voipMs.mood.polls = 3
  const id = await world.startOrder({ items, pbx })
  await world.run(id)
  const { head } = await world.read(id)
  expect(head).toMatchObject({ state: 'completed', pbxPhase: 'completed' })
  const tenant = world.outside.voice.tenants.find((one) => one.ref.startsWith(id))
  expect(tenant?.spec.extensions.map(({ number }) => number)).toEqual(
    Array.from({ length: 10 }, (_, index) => String(1001 + index)),
  )
  expect(tenant?.spec.outboundRoutes.map(({ key }) => key)).toEqual(['national', 'international'])
  expect(tenant?.numbers).toMatchObject([{ number: pbx.number.number, extension: '1001' }])
  const [order] = world.outside.voipMs.orders.filter((one) => one.ref.startsWith(id))
  expect(order).toMatchObject({ status: 'active', trunkId: world.outside.voipMs.trunks.at(-1)?.trunkId })
  const mails = await world.db.selectFrom('mail_message').selectAll().where('order_id', '=', id).execute()
  expect(mails.map(({ template }) => template)).toEqual(['pbx-welcome'])
  expect(JSON.stringify(mails)).not.toContain('token=')
})

test('internet and PBX in one order: both are set up, each is told in its own mail', async () => {
  const id = await world.startOrder({ items: [internetItem(), ...items], pbx: pbxDetails() })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
  const mails = await world.db.selectFrom('mail_message').selectAll().where('order_id', '=', id).execute()
  expect(mails.map(({ template }) => template).sort()).toEqual(['order-provisioned', 'pbx-welcome'])
  expect(mails.find(({ template }) => template === 'order-provisioned')?.data).toMatchObject({
    services: [{ name: 'Internet 1G' }],
  })
})

const gatesOf: Record<RegistrationRoute, string[]> = {
  'portal-upload': ['registration.validate', 'number.order'],
  'api-upload': ['registration.check-papers', 'number.order'],
  'order-first': ['number.order', 'registration.check-papers'],
}

test.each(Object.keys(gatesOf) as RegistrationRoute[])(
  'a regulated order by %s stops at its gates, then ends with one identity, one number, one tenant',
  async (route) => {
    world.outside.didww.mood.verdict = 'approved'
    const id = await world.startOrder({ items, pbx: pbxDetails(route) })
    await addPaper(id, 'identity', 'passport')
    await addPaper(id, 'address', 'bill')
    expect(await carryThrough(id)).toEqual(gatesOf[route])
    const { head } = await world.read(id)
    expect(head.state, JSON.stringify(head.nextAction)).toBe('completed')
    const { didww, voice } = world.outside
    const mine = <Thing extends { ref: string }>(list: Thing[]) =>
      list.filter((one) => one.ref.startsWith(id))
    expect(mine(didww.identities)).toHaveLength(1)
    expect(mine(didww.addresses)).toHaveLength(1)
    expect(mine(didww.documents)).toHaveLength(route === 'portal-upload' ? 0 : 2)
    expect(mine(didww.proofs)).toHaveLength(route === 'portal-upload' ? 0 : 2)
    expect(mine(didww.rented())).toHaveLength(1)
    expect(mine(voice.tenants)).toHaveLength(1)
  },
)

test('personal data stands nowhere in clear, and is erased with the papers when the order ends', async () => {
  const id = await world.startOrder({ items, pbx: pbxDetails('api-upload') })
  await addPaper(id, 'identity', 'passport')
  await addPaper(id, 'address', 'bill')
  await carryThrough(id)
  const { rows } = await (await import('kysely')).sql<{ text: string }>`
    select (select string_agg(row_to_json(o)::text, '') from product_order o where id = ${id})
      || coalesce((select string_agg(row_to_json(s)::text, '') from order_step s where order_id = ${id}), '')
      || coalesce((select string_agg(row_to_json(a)::text, '') from step_attempt a where order_id = ${id}), '')
      || coalesce((select string_agg(row_to_json(t)::text, '') from timeline_event t where order_id = ${id}), '')
      || coalesce((select string_agg(row_to_json(m)::text, '') from mail_message m where order_id = ${id}), '') as text`.execute(
    world.db,
  )
  const kept = `${rows[0]?.text}${JSON.stringify(world.told)}`
  const { firstName, lastName, birthDate, street } = registrationValues
  for (const secret of [firstName, lastName, birthDate, street, 'trunk-password-in-clear'])
    expect(kept).not.toContain(secret)
  expect(await world.secretsOf(id)).not.toContain('registration')
  const papers = await world.db.selectFrom('order_document').select('id').where('order_id', '=', id).execute()
  expect(papers).toEqual([])
})

test('waiting for a carrier is no trouble; after five business days the operator is asked, and it shows as overdue', async () => {
  world.outside.didww.mood.verdict = 'pending'
  const id = await world.startOrder({ items, pbx: pbxDetails('portal-upload') })
  await world.run(id, {
    until: async () => (await world.read(id)).step('registration.create-address').state === 'done',
  })
  const decided = JSON.stringify({ by: 'test', at: world.clock.now().toISOString(), accepted: true })
  await world.db
    .updateTable('order_step')
    .set({ gate_decision: decided })
    .where('order_id', '=', id)
    .where('gate', 'is not', null)
    .execute()
  const isWaiting = async () => (await world.read(id)).step('number.await-active').waiting !== undefined
  await world.run(id, { until: isWaiting })
  const begun = world.clock.now()
  const waits = await world.read(id)
  expect(waits.head).toMatchObject({ state: 'inProgress', pbxPhase: 'awaiting-provider' })
  expect(waits.head.nextAction).toMatchObject({ who: 'provider', since: begun.toISOString() })
  expect(waits.step('number.await-active')).toMatchObject({ state: 'ready', error: undefined })
  await world.run(id, { until: async () => (await world.read(id)).head.nextAction?.who === 'operator' })
  const { nextAction } = (await world.read(id)).head
  const dueAt = new Date(String(nextAction?.by))
  expect(world.clock.now().getTime()).toBeGreaterThanOrEqual(dueAt.getTime())
  // Monday to Monday: a weekend lies in between.
  expect(dueAt.getTime() - begun.getTime()).toBe(7 * 24 * 60 * 60_000)
  const looks = world.outside.callsOf('didww.readVerification').length
  expect(looks).toBeLessThan(500)
  world.outside.didww.mood.verdict = 'approved'
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
})

test('a carrier that is down for a day while its answer is awaited delays the order and does no more', async () => {
  world.outside.didww.mood.verdict = 'approved'
  world.outside.voipMs.mood.polls = 1
  const id = await world.startOrder({ items, pbx: pbxDetails() })
  world.outside.fail(
    'voip-ms.readOrder',
    ...Array.from({ length: 25 }, () => ({ kind: 'unavailable' as const })),
  )
  await world.run(id)
  world.outside.heal()
  expect((await world.read(id)).head.state).toBe('completed')
})

test('the trunk password is read again for each try and goes nowhere but to the platform', async () => {
  const id = await world.startOrder({ items, pbx: pbxDetails() })
  world.outside.fail('voice.createTenant', { kind: 'answer-lost' })
  await world.run(id)
  const tenants = world.outside.voice.tenants.filter((one) => one.ref.startsWith(id))
  expect(tenants).toHaveLength(1)
  expect(tenants[0]?.passwords).toEqual({ primary: 'trunk-password-in-clear' })
})

test('a gateway that does not register is synced again until it does, and a person hears of it after a while', async () => {
  world.outside.voice.gatewayMoods.push(...Array.from({ length: 40 }, () => 'failed' as const))
  const id = await world.startOrder({ items, pbx: pbxDetails() })
  await world.run(id, { until: async () => (await world.read(id)).head.nextAction?.who === 'operator' })
  expect((await world.read(id)).head.nextAction).toMatchObject({ step: 'voice.sync-gateways' })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
})

test('a business no of one carrier pauses nobody; refused credentials pause that carrier alone', async () => {
  const id = await world.startOrder({ items, pbx: pbxDetails() })
  world.outside.fail('voip-ms.readTrunkCredentials', { kind: 'auth' })
  await world.run(id, {
    until: async () => (await world.read(id)).step('voice.create-tenant').state === 'failed',
  })
  const paused = await world.db
    .selectFrom('connector_state')
    .selectAll()
    .where('paused_at', 'is not', null)
    .execute()
  expect(paused.map(({ connector }) => connector)).toEqual(['voip-ms'])
  await world.db.deleteFrom('connector_state').execute()
})
