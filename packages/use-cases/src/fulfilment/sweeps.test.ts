import { randomUUID } from 'node:crypto'
import { ProviderError } from '@turnup/domain'
import { importEsimProfiles, reserveEsimProfile } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createInboxWorld, type InboxWorld, newCrmOrderId } from './inbox-world.ts'
import { receiveProvisionRequest } from './receive-provision-request.ts'
import { recordEsimProgress } from './record-esim-progress.ts'
import { redriveOpenOrders } from './redrive-open-orders.ts'
import { sweepRequestedOrders } from './sweep-requested-orders.ts'

let world: InboxWorld
beforeAll(async () => {
  world = await createInboxWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.engineIsDown(false)
  await world.db.updateTable('inbox').set({ handled_at: new Date(), result: 'started' }).execute()
  await world.db.updateTable('product_order').set({ state: 'completed', crm_status_due: null }).execute()
  await world.db.updateTable('mail_message').set({ state: 'sent' }).execute()
  world.woken.length = 0
})

function approvedInCrm(...crmOrderIds: string[]): void {
  world.crm.listRequestedOrders = async () =>
    crmOrderIds.map((crmOrderId) => ({ crmOrderId, status: 'approved' as const }))
}

async function refused(crmOrderId: string, result: string): Promise<void> {
  const request = { crmOrderId, door: 'event' as const, deliveryId: randomUUID() }
  await receiveProvisionRequest(world.context(), request)
  await world.db
    .updateTable('inbox')
    .set({ handled_at: new Date(), result })
    .where('crm_order_id', '=', crmOrderId)
    .execute()
}

test('an approved order that no door told of is taken in once, however often the sweep looks', async () => {
  const crmOrderId = newCrmOrderId()
  approvedInCrm(crmOrderId)
  expect(await sweepRequestedOrders(world.context())).toEqual({ ok: true, value: { found: 1, taken: 1 } })
  expect(await sweepRequestedOrders(world.context())).toEqual({ ok: true, value: { found: 1, taken: 0 } })
  expect(world.woken).toEqual([`intake ${crmOrderId}`])
})

test('the sweep never tries a failed order again', async () => {
  const crmOrderId = newCrmOrderId()
  await refused(crmOrderId, 'started')
  await world.insertOrder({ crm_order_id: crmOrderId, state: 'held', generation: 1, error_code: 'X' })
  approvedInCrm(crmOrderId)
  expect(await sweepRequestedOrders(world.context())).toMatchObject({ value: { found: 1, taken: 0 } })
})

test('an order that was asked for before it was approved is taken in after its approval', async () => {
  const early = newCrmOrderId()
  const unmapped = newCrmOrderId()
  await refused(early, 'refused:CRM_ORDER_NOT_APPROVED')
  await refused(unmapped, 'refused:CUSTOMER_NOT_MAPPED')
  world.woken.length = 0
  approvedInCrm(early, unmapped)
  expect(await sweepRequestedOrders(world.context())).toMatchObject({ value: { found: 2, taken: 1 } })
  expect(world.woken).toEqual([`intake ${early}`])
})

test('a CRM that does not answer is a refusal, not a crash', async () => {
  const trouble = { code: 'UNREACHABLE', message: 'No answer.', connector: 'salesforce', operation: 'query' }
  world.crm.listRequestedOrders = async () => {
    throw new ProviderError('unavailable', trouble)
  }
  expect(await sweepRequestedOrders(world.context())).toMatchObject({
    ok: false,
    refusal: { kind: 'unavailable', code: 'UNREACHABLE' },
  })
})

test('after the engine lost everything, whatever is unfinished and due is woken, and nothing else', async () => {
  const past = new Date(Date.now() - 60_000)
  const future = new Date(Date.now() + 600_000)
  const forgotten = await world.insertOrder({ state: 'inProgress' })
  const due = await world.insertOrder({ state: 'inProgress', wake_at: past })
  const heldDue = await world.insertOrder({ state: 'held', wake_at: past })
  const unwinding = await world.insertOrder({ state: 'assessingCancellation' })
  const unrecorded = await world.insertOrder({ state: 'acknowledged' })
  const unreported = await world.insertOrder({ state: 'completed', crm_status_due: 'provisioned' })
  await world.insertOrder({ state: 'inProgress', wake_at: future })
  await world.insertOrder({ state: 'pending' })
  await world.insertOrder({ state: 'held' })
  await world.insertOrder({ state: 'completed' })
  const crmOrderId = newCrmOrderId()
  await receiveProvisionRequest(world.context(), { crmOrderId, door: 'event', deliveryId: randomUUID() })
  world.woken.length = 0
  expect(await redriveOpenOrders(world.context())).toEqual({ orders: 6, requests: 1, mails: 0 })
  const orders = [forgotten, due, heldDue, unwinding, unrecorded, unreported]
  expect(new Set(world.woken)).toEqual(
    new Set([`intake ${crmOrderId}`, ...orders.map((id) => `advance ${id}`)]),
  )
})

test('queued mails that are due are delivered again', async () => {
  const mail = (id: string, wakeAt: Date, state: 'queued' | 'sent') => ({
    id,
    order_id: null,
    customer_id: null,
    template: 'welcome',
    locale: 'en',
    to_email: 'ada@example.com',
    data: '{}',
    sealed_data: null,
    last_error: null,
    correlation_id: randomUUID(),
    created_at: new Date(),
    wake_at: wakeAt,
    state,
  })
  const past = new Date(Date.now() - 1_000)
  const rows = [mail('due', past, 'queued'), mail('later', new Date(Date.now() + 60_000), 'queued')]
  await world.db
    .insertInto('mail_message')
    .values([...rows, mail('sent', past, 'sent')])
    .execute()
  expect(await redriveOpenOrders(world.context())).toMatchObject({ mails: 1 })
  expect(world.woken).toEqual(['deliverMail due'])
})

test('what became due a moment ago is left to the engine’s own timers', async () => {
  const orderId = await world.insertOrder({ state: 'inProgress' })
  expect(await redriveOpenOrders(world.context(), { graceMs: 30_000 })).toMatchObject({ orders: 0 })
  world.moveClock(31_000)
  expect(await redriveOpenOrders(world.context(), { graceMs: 30_000 })).toMatchObject({ orders: 1 })
  world.moveClock(-31_000)
  expect(world.woken).toEqual([`advance ${orderId}`])
})

test('hundreds of orders are all woken, page after page, up to the limit', async () => {
  const ids = await Promise.all(Array.from({ length: 450 }, () => world.insertOrder({ state: 'inProgress' })))
  expect(await redriveOpenOrders(world.context())).toMatchObject({ orders: 450 })
  expect(new Set(world.woken)).toEqual(new Set(ids.map((id) => `advance ${id}`)))
  expect(await redriveOpenOrders(world.context(), { limit: 210 })).toMatchObject({ orders: 210 })
})

test('an engine that is down interrupts the run and loses nothing', async () => {
  await world.insertOrder({ state: 'inProgress' })
  world.engineIsDown(true)
  expect(await redriveOpenOrders(world.context())).toMatchObject({
    orders: 0,
    interrupted: expect.any(String),
  })
  world.engineIsDown(false)
  expect(await redriveOpenOrders(world.context())).toMatchObject({ orders: 1 })
})

test('progress of an eSIM goes onto its order’s timeline once, and no full number is kept', async () => {
  const iccid = '8901000000000000017'
  const orderId = await world.insertOrder({ state: 'inProgress' })
  const { db, vault } = world.context()
  await importEsimProfiles(db, vault, 'DATA', [iccid])
  await reserveEsimProfile(db, vault, 'DATA', `${orderId}/esim.download:1.1`, new Date())
  world.esim.readProgress = (body) =>
    (body as { iccid?: string }).iccid
      ? {
          iccid: (body as { iccid: string }).iccid,
          point: 'installed',
          pointId: 4,
          succeeded: true,
          at: '2030-01-01T00:00:00Z',
        }
      : undefined
  const answers = await Promise.all([1, 2, 3].map(() => recordEsimProgress(world.context(), { iccid })))
  const recorded = answers.filter((answer) => answer.ok && answer.value.recorded)
  expect(recorded).toHaveLength(1)
  const told = await db.selectFrom('timeline_event').selectAll().where('order_id', '=', orderId).execute()
  expect(told).toMatchObject([
    { kind: 'esim.progress', public: true, detail: { maskedIccid: '••••0017', pointId: 4 } },
  ])
  expect(JSON.stringify(told)).not.toContain(iccid)
})

test('progress of a stranger’s eSIM is accepted and dropped; nonsense is refused', async () => {
  expect(await recordEsimProgress(world.context(), { iccid: '8901999999999999999' })).toEqual({
    ok: true,
    value: { recorded: false },
  })
  expect(await recordEsimProgress(world.context(), {})).toMatchObject({
    ok: false,
    refusal: { kind: 'invalid' },
  })
})
