import type { ProvisionRequest, ProvisionRequestSource } from '@turnup/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { startSubscriber } from './subscriber.ts'

let world: TestWorld
let deliver: (request: ProvisionRequest) => Promise<void>
beforeAll(async () => {
  world = await createTestWorld()
  const source: ProvisionRequestSource = {
    subscribe({ onRequest, cursor }) {
      deliver = async (request) => {
        await onRequest(request)
        await cursor.save(Uint8Array.of(1))
      }
      return { stop: async () => {} }
    },
  }
  startSubscriber(world.services, source, '/event/Test__e')
})
afterAll(() => world.close())

async function keptCorrelationId(crmOrderId: string): Promise<string> {
  const entries = world.db.selectFrom('inbox').select('correlation_id')
  return (await entries.where('crm_order_id', '=', crmOrderId).executeTakeFirstOrThrow()).correlation_id
}

test('the correlation id of an event goes on with its order', async () => {
  await deliver({ crmOrderId: '801Xx0000004Cq1AAA', deliveryId: 'event-1', correlationId: 'flow-8f14e45f' })
  expect(await keptCorrelationId('801Xx0000004Cq1AAA')).toBe('flow-8f14e45f')
})

test.each([
  ['801Xx0000004Cq2AAA', 'two\r\nX-Admin: lines'],
  ['801Xx0000004Cq3AAA', '承認された注文'],
  ['801Xx0000004Cq4AAA', 'x'.repeat(255)],
])('what no header may hold is replaced, so that it cannot stop the calls for %s', async (id, given) => {
  await deliver({ crmOrderId: id, deliveryId: `event-${id}`, correlationId: given })
  const kept = await keptCorrelationId(id)
  expect(kept).toMatch(/^[0-9a-f-]{36}$/)
  expect(new Headers({ 'x-correlation-id': kept }).get('x-correlation-id')).toBe(kept)
})
