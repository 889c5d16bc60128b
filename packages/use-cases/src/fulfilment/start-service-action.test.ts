import { insertOrder, newId } from '@turnup/store'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'
import { redriveOpenOrders } from './redrive-open-orders.ts'
import { startServiceAction } from './start-service-action.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

async function writeDown(kind: 'top-up' | 'esim-reissue'): Promise<string> {
  const id = newId()
  const subject = {
    billingServiceId: '77',
    lineRef: `${id}/line.activate:1.1`,
    planName: 'eSIM 5G',
    ...(kind === 'top-up'
      ? { amountMinor: 500, currency: 'USD', description: 'Top-up 5', packageCode: 'P5' }
      : { profileType: 'DATA-5G', reason: 'lost phone' }),
  }
  world.outside.sims.lines.push({
    lineId: `line-${id}`,
    status: 'active',
    ref: subject.lineRef,
    iccid: 'old',
  })
  await insertOrder(world.db, {
    id,
    kind,
    customer: await world.newCustomer(),
    channel: 'portal',
    state: 'pending',
    items: [],
    subject,
    nextAction: { who: 'turnup', why: 'test', actions: [] },
    correlationId: `correlation-${id}`,
    at: world.clock.now(),
  })
  return id
}

test('a top-up is charged, paid and added once, however often it is started', async () => {
  const id = await writeDown('top-up')
  await Promise.all([1, 2, 3].map(() => startServiceAction(world.context(), id)))
  await startServiceAction(world.context(), id)
  await world.run(id)
  expect((await world.read(id)).head).toMatchObject({ state: 'completed', kind: 'top-up', generation: 1 })
  expect((await world.timeline(id)).filter((event) => event.kind === 'order.started')).toHaveLength(1)
  expect(world.outside.billing.invoices.filter((one) => one.ref.startsWith(id))).toMatchObject([
    { status: 'Paid', captures: 1 },
  ])
  expect(world.outside.sims.topUps.filter((one) => one.ref.startsWith(id))).toHaveLength(1)
})

test('a reissue puts a new profile on the line, and the old one is gone', async () => {
  await world.stockUp(1)
  const id = await writeDown('esim-reissue')
  await startServiceAction(world.context(), id)
  await world.run(id)
  const { head } = await world.read(id)
  expect(head.state).toBe('completed')
  const [line] = world.linesOf(id)
  expect(world.iccids).toContain(line?.iccid)
  expect(head.maskedIccid).toBe(`••••${line?.iccid.slice(-4)}`)
  expect(await world.secretsOf(id)).toEqual(['activation-code:1.1'])
})

test('an action that changed between reading and writing is read again and started all the same', async () => {
  const id = await writeDown('top-up')
  const context = world.context()
  let reads = 0
  const db = context.db.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      reads += 1
      if (reads === 1) {
        await world.db
          .updateTable('product_order')
          .set((eb) => ({ revision: eb('revision', '+', 1) }))
          .where('id', '=', id)
          .execute()
      }
      return result
    },
  })
  await startServiceAction({ ...context, db }, id)
  expect((await world.read(id)).head.state).toBe('inProgress')
})

test('an action whose process died before starting it is started by the sweep', async () => {
  const id = await writeDown('top-up')
  const before = world.woken.length
  await redriveOpenOrders(world.context({ kind: 'system', id: 'redrive' }), {})
  expect(world.woken.slice(before)).toContain(id)
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
})

test('the sweep erases what a process left of a finished order', async () => {
  const id = await world.startOrder()
  await world.run(id)
  await world.db
    .insertInto('order_secret')
    .values({
      order_id: id,
      name: 'iccid:1.1',
      ciphertext: Buffer.from('left'),
      created_at: world.clock.now(),
    })
    .execute()
  await redriveOpenOrders(world.context({ kind: 'system', id: 'redrive' }), {})
  expect(await world.secretsOf(id)).toEqual(['activation-code:1.1'])
})
