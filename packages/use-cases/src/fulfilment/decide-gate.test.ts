import { advanceOrder } from '@turnup/fulfilment'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { gateAt } from '../../../fulfilment/src/testing/order-writer.ts'
import { esimItem, internetItem } from '../../../fulfilment/src/testing/test-items.ts'
import { decideGate } from './decide-gate.ts'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const addOrder = 'billing.add-order'
const dueInMs = 3_600_000

const startGated = (gate: { dueInMs?: number } = { dueInMs }) =>
  world.startOrder({
    items: [esimItem()],
    shape: gateAt(addOrder, { question: 'May it be billed?', ...gate }),
  })

test('a step with a gate waits for its answer, and says who has to give it by when', async () => {
  const id = await startGated()
  await world.run(id)
  const { head, step } = await world.read(id)
  expect(step(addOrder).state).toBe('waiting')
  expect(step('line.activate:1.1').state).toBe('done')
  expect(head).toMatchObject({
    state: 'inProgress',
    wakeAt: undefined,
    nextAction: {
      who: 'operator',
      why: 'May it be billed?',
      step: addOrder,
      actions: ['decide', 'cancel'],
      by: new Date(world.clock.now().getTime() + dueInMs).toISOString(),
    },
  })
})

test('when its time is up the gate still waits, overdue, and nothing turns in circles', async () => {
  const id = await startGated()
  await world.run(id)
  const due = (await world.read(id)).head.nextAction?.by
  world.clock.move(2 * dueInMs)
  expect(await advanceOrder(world.services, id)).toEqual({})
  expect((await world.read(id)).head.nextAction).toMatchObject({ who: 'operator', by: due })
})

test('yes lets the step run', async () => {
  const id = await startGated({})
  await world.run(id)
  const answer = { step: addOrder, accepted: true, reason: 'checked' }
  expect(await decideGate(world.context(), id, answer)).toMatchObject({
    ok: true,
    value: { state: 'inProgress' },
  })
  await world.run(id)
  const { head, step } = await world.read(id)
  expect(head.state).toBe('completed')
  expect(step(addOrder).gateDecision).toMatchObject({ accepted: true, by: `operator:${world.operator.id}` })
  expect(await world.audits(id)).toMatchObject([{ action: 'order.gate-accept', reason: 'checked' }])
})

test('no walks the order back, in one change', async () => {
  const id = await startGated()
  await world.run(id)
  const answer = { step: addOrder, accepted: false, reason: 'fraud' }
  expect(await decideGate(world.context(), id, answer)).toMatchObject({
    ok: true,
    value: { state: 'assessingCancellation' },
  })
  expect(await world.audits(id)).toMatchObject([{ action: 'order.gate-decline', reason: 'fraud' }])
  await world.run(id)
  const { head, step } = await world.read(id)
  expect(head).toMatchObject({ state: 'cancelled', crmStatusReported: 'cancelled' })
  expect(step(addOrder).gateDecision).toMatchObject({ accepted: false, reason: 'fraud' })
  expect(world.linesOf(id)).toMatchObject([{ status: 'terminated' }])
  expect(await world.secretsOf(id)).toEqual([])
})

test('no is refused past the point of no return, and the gate stays open', async () => {
  const id = await world.startOrder({ items: [internetItem()], shape: gateAt('crm.write-back') })
  await world.run(id)
  const refused = await decideGate(world.context(), id, { step: 'crm.write-back', accepted: false })
  expect(refused).toMatchObject({ ok: false, refusal: { code: 'POINT_OF_NO_RETURN' } })
  const { head, step } = await world.read(id)
  expect(step('crm.write-back').gateDecision).toBeUndefined()
  expect(head.nextAction).toMatchObject({ step: 'crm.write-back', actions: ['decide'] })
  await decideGate(world.context(), id, { step: 'crm.write-back', accepted: true })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
})

test('a gate is answered once, and only where there is one', async () => {
  const id = await startGated()
  await world.run(id)
  const answers = await Promise.all(
    [1, 2].map(() => decideGate(world.context(), id, { step: addOrder, accepted: true })),
  )
  expect(answers.filter((one) => one.ok)).toHaveLength(1)
  const again = await decideGate(world.context(), id, { step: addOrder, accepted: false })
  expect(again).toMatchObject({ refusal: { code: 'GATE_DECIDED' } })
  const elsewhere = await decideGate(world.context(), id, { step: 'crm.write-back', accepted: true })
  expect(elsewhere).toMatchObject({ refusal: { kind: 'not-found', code: 'GATE_UNKNOWN' } })
})

test('a gate that is answered before the order gets there does not stop it', async () => {
  const id = await startGated()
  await decideGate(world.context(), id, { step: addOrder, accepted: true })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('completed')
})
