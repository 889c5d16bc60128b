import { randomUUID } from 'node:crypto'
import type { InboxDoor } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createInboxWorld, type InboxWorld, newCrmOrderId } from './inbox-world.ts'
import { receiveProvisionRequest } from './receive-provision-request.ts'

let world: InboxWorld
beforeAll(async () => {
  world = await createInboxWorld()
})
afterAll(() => world.close())
beforeEach(() => {
  world.woken.length = 0
  world.engineIsDown(false)
})

function receive(crmOrderId: string, door: InboxDoor = 'webhook', deliveryId: string = randomUUID()) {
  return receiveProvisionRequest(world.context(), { crmOrderId, door, deliveryId })
}

async function inboxOf(crmOrderId: string) {
  return world.db
    .selectFrom('inbox')
    .select(['generation', 'door', 'deliveries'])
    .where('crm_order_id', '=', crmOrderId)
    .orderBy('generation')
    .execute()
}

async function close(crmOrderId: string, result: string): Promise<void> {
  await world.db
    .updateTable('inbox')
    .set({ handled_at: new Date(), result })
    .where('crm_order_id', '=', crmOrderId)
    .where('handled_at', 'is', null)
    .execute()
}

/** An order whose first try ended in this state. */
async function triedOrder(state: 'held' | 'inProgress' | 'completed' | 'cancelled'): Promise<string> {
  const crmOrderId = newCrmOrderId()
  await receive(crmOrderId)
  await world.insertOrder({ crm_order_id: crmOrderId, state, generation: 1 })
  await close(crmOrderId, 'started')
  world.woken.length = 0
  return crmOrderId
}

test('the first request wakes the engine once', async () => {
  const crmOrderId = newCrmOrderId()
  expect(await receive(crmOrderId)).toMatchObject({ crmOrderId, generation: 1, isNew: true })
  expect(world.woken).toEqual([`intake ${crmOrderId}`])
})

test('all doors at once make one request', async () => {
  const crmOrderId = newCrmOrderId()
  const doors: InboxDoor[] = ['webhook', 'event', 'sweep', 'webhook', 'event', 'webhook']
  const answers = await Promise.all(doors.map((door) => receive(crmOrderId, door)))
  expect(answers.filter((answer) => answer.isNew)).toHaveLength(1)
  expect(await inboxOf(crmOrderId)).toEqual([expect.objectContaining({ generation: 1, deliveries: 6 })])
  expect(world.woken).toEqual([`intake ${crmOrderId}`])
})

test('the same delivery many times at once is one delivery', async () => {
  const crmOrderId = newCrmOrderId()
  const deliveryId = randomUUID()
  const answers = await Promise.all(Array.from({ length: 6 }, () => receive(crmOrderId, 'event', deliveryId)))
  expect(answers.filter((answer) => answer.isNew)).toHaveLength(1)
  const deliveries = await world.db
    .selectFrom('inbox_delivery')
    .select('generation')
    .where('delivery_id', '=', deliveryId)
    .execute()
  expect(deliveries).toEqual([{ generation: 1 }])
})

test('a double publish whose event ids differ is one request', async () => {
  const crmOrderId = newCrmOrderId()
  await receive(crmOrderId, 'event')
  expect(await receive(crmOrderId, 'event')).toMatchObject({ generation: 1, isNew: false })
})

test('a request for an order in flight or finished changes nothing', async () => {
  for (const state of ['inProgress', 'completed', 'cancelled'] as const) {
    const crmOrderId = await triedOrder(state)
    for (const door of ['webhook', 'event', 'sweep'] as const) {
      expect(await receive(crmOrderId, door), state).toMatchObject({ generation: 1, isNew: false })
    }
    expect(await inboxOf(crmOrderId)).toHaveLength(1)
  }
  expect(world.woken).toEqual([])
})

test('after a failure, webhook, event and console ask for another try; the sweep does not', async () => {
  for (const door of ['webhook', 'event'] as const) {
    const crmOrderId = await triedOrder('held')
    expect(await receive(crmOrderId, 'sweep')).toMatchObject({ generation: 1, isNew: false })
    expect(await receive(crmOrderId, door)).toMatchObject({ generation: 2, isNew: true })
  }
})

test('two people who ask for another try at once get one', async () => {
  const crmOrderId = await triedOrder('held')
  const answers = await Promise.all([receive(crmOrderId), receive(crmOrderId), receive(crmOrderId, 'event')])
  expect(answers.map((answer) => answer.generation)).toEqual([2, 2, 2])
  expect(answers.filter((answer) => answer.isNew)).toHaveLength(1)
})

test('a delivery that comes again after a failure is still the old delivery, not another try', async () => {
  const crmOrderId = newCrmOrderId()
  const deliveryId = randomUUID()
  await receive(crmOrderId, 'event', deliveryId)
  await world.insertOrder({ crm_order_id: crmOrderId, state: 'held', generation: 1 })
  await close(crmOrderId, 'started')
  expect(await receive(crmOrderId, 'event', deliveryId)).toMatchObject({ generation: 1, isNew: false })
  expect(await inboxOf(crmOrderId)).toEqual([expect.objectContaining({ generation: 1, deliveries: 2 })])
})

test('what was refused before it started can be asked for again', async () => {
  const crmOrderId = newCrmOrderId()
  await receive(crmOrderId)
  await close(crmOrderId, 'refused:CUSTOMER_NOT_MAPPED')
  expect(await receive(crmOrderId, 'sweep')).toMatchObject({ generation: 1, isNew: false })
  expect(await receive(crmOrderId)).toMatchObject({ generation: 2, isNew: true })
})

test('a try that was refused while the order moved on does not open another one', async () => {
  const crmOrderId = await triedOrder('held')
  await receive(crmOrderId)
  await close(crmOrderId, 'refused:NOTHING_TO_DO')
  await world.db
    .updateTable('product_order')
    .set({ state: 'inProgress' })
    .where('crm_order_id', '=', crmOrderId)
    .execute()
  expect(await receive(crmOrderId)).toMatchObject({ generation: 2, isNew: false })
})

test('the request is kept when the engine is down', async () => {
  const crmOrderId = newCrmOrderId()
  world.engineIsDown(true)
  expect(await receive(crmOrderId)).toMatchObject({ isNew: true })
  expect(await inboxOf(crmOrderId)).toHaveLength(1)
})

test('a key that was used for another order answers for that order', async () => {
  const first = newCrmOrderId()
  const deliveryId = randomUUID()
  await receive(first, 'webhook', deliveryId)
  const other = newCrmOrderId()
  expect(await receive(other, 'webhook', deliveryId)).toMatchObject({ crmOrderId: first, isNew: false })
  expect(await inboxOf(other)).toEqual([])
})

test('an operator who asks is on the timeline and in the audit; a viewer cannot ask', async () => {
  const crmOrderId = await triedOrder('held')
  const request = { crmOrderId, door: 'console' as const, deliveryId: randomUUID() }
  const viewer = world.context({ kind: 'operator', id: randomUUID(), role: 'viewer' })
  await expect(receiveProvisionRequest(viewer, request)).rejects.toThrow('console')
  const operator = { kind: 'operator' as const, id: randomUUID(), role: 'operator' as const }
  const received = await receiveProvisionRequest(world.context(operator), request)
  expect(received).toMatchObject({ generation: 2, isNew: true })
  const told = await world.db
    .selectFrom('timeline_event')
    .select(['kind', 'actor'])
    .where('order_id', '=', received.orderId ?? '')
    .execute()
  expect(told).toEqual([{ kind: 'fulfilment.requested', actor: `operator:${operator.id}` }])
  const audited = await world.db
    .selectFrom('audit_event')
    .select(['action', 'subject_id'])
    .where('actor_id', '=', operator.id)
    .execute()
  expect(audited).toEqual([{ action: 'fulfilment.request', subject_id: crmOrderId }])
})
