import { expect } from 'vitest'
import type { FulfilmentWorld } from './fulfilment-world.ts'

/** Cancelled, told, and nothing left outside or in secret, not even when what was on its way arrives. */
export async function expectTakenBack(world: FulfilmentWorld, id: string): Promise<void> {
  // What is still on its way arrives.
  world.clock.move(10 * world.policy.settleMs)
  const { head, steps } = await world.read(id)
  expect(head).toMatchObject({
    state: 'cancelled',
    nextAction: undefined,
    wakeAt: undefined,
    crmStatusReported: 'cancelled',
    crmStatusDue: undefined,
  })
  expect(head.finishedAt).toBeDefined()
  expect(steps.filter((step) => !['undone', 'skipped'].includes(step.state))).toEqual([])
  expect(world.outside.crm.statusesOf(head.crmOrderId as string).at(-1)).toBe('cancelled')
  expect(await world.secretsOf(id)).toEqual([])
  expect(world.billingOrdersOf(id).filter((order) => order.status !== 'cancelled')).toEqual([])
  expect(world.linesOf(id).filter((line) => line.status === 'active')).toEqual([])
}
