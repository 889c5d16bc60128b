import { afterEach, describe, expect, test, vi } from 'vitest'
import { provisionTopic } from '../sandbox/event-bus.ts'
import { checkPubSub } from './index.ts'
import { eventually, orderId, type PubSubWorld, pubSubWorld } from './pubsub-world.ts'

vi.setConfig({ testTimeout: 20_000 })
const open: PubSubWorld[] = []
async function world(options: Parameters<typeof pubSubWorld>[0] = {}): Promise<PubSubWorld> {
  const made = await pubSubWorld(options)
  open.push(made)
  return made
}
afterEach(async () => {
  for (const made of open.splice(0)) await made.close()
})

const arrived = (made: PubSubWorld, count: number) => eventually(() => expect(made.inbox).toHaveLength(count))
const saved = (made: PubSubWorld, replayId: Uint8Array) =>
  eventually(() => expect(made.position.saved).toEqual(replayId))

describe('what arrives', () => {
  test('an event arrives with everything the flow put into it, identified by its event id', async () => {
    const made = await world()
    made.subscribe()
    const fields = {
      OrderId__c: orderId(1),
      IdemKey__c: `${orderId(1)}-2030-01-01T00:00:00Z`,
      CorrelationId__c: 'corr-7',
      RequestedBy__c: 'Sam Sales',
      Version__c: 1,
    }
    const { eventId } = made.bus.publish(provisionTopic, fields)
    await arrived(made, 1)
    expect(made.inbox[0]).toEqual({
      crmOrderId: orderId(1),
      deliveryId: eventId,
      correlationId: 'corr-7',
      requestedBy: 'Sam Sales',
      schemaVersion: 1,
    })
  })

  test('an order approved before the very first start is not lost', async () => {
    const made = await world()
    made.publish(orderId(1))
    made.subscribe()
    await arrived(made, 1)
  })

  test('with startFrom LATEST the first start takes only what comes after it', async () => {
    const made = await world()
    made.publish(orderId(1))
    made.subscribe({ startFrom: 'LATEST' })
    await eventually(() => expect(made.states.at(-1)?.state).toBe('live'))
    made.publish(orderId(2))
    await arrived(made, 1)
    expect(made.orderIds()).toEqual([orderId(2)])
  })

  test('the same event twice keeps one delivery id, so that the inbox can tell', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', kind: 'duplicate-delivery', count: 1 })
    made.subscribe()
    const { eventId } = made.publish(orderId(1))
    await arrived(made, 2)
    expect(made.inbox.map(({ deliveryId }) => deliveryId)).toEqual([eventId, eventId])
  })

  test('events out of order all arrive, and none is missing after a restart', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', kind: 'out-of-order', count: 1 })
    const first = made.subscribe()
    made.publish(orderId(1))
    made.publish(orderId(2))
    await arrived(made, 2)
    expect(made.orderIds()).toEqual([orderId(2), orderId(1)])
    await eventually(() => expect(made.position.saves).toBe(1))
    await first.stop()
    made.publish(orderId(3))
    made.subscribe()
    await eventually(() => expect(made.orderIds()).toContain(orderId(3)))
  })

  test('a changed event is read by its own schema, with longs past 2^53, and each schema is fetched once', async () => {
    const made = await world()
    made.subscribe()
    made.publish(orderId(1))
    made.publish(orderId(2))
    await arrived(made, 2)
    made.bus.addField(provisionTopic, { name: 'Sequence__c', type: 'long' })
    const fields = { OrderId__c: orderId(3), Sequence__c: 2n ** 62n + 1n }
    made.bus.publish(provisionTopic, fields)
    made.bus.publish(provisionTopic, { ...fields, OrderId__c: orderId(4) })
    await arrived(made, 4)
    expect(made.orderIds()).toEqual([1, 2, 3, 4].map(orderId))
    expect(made.context.journal.list({ operation: 'GetSchema' })).toHaveLength(2)
  })

  test('a 15-character order id becomes the 18-character one, so that one order has one key', async () => {
    const made = await world()
    made.subscribe()
    made.publish('a0ND0000000z1ng')
    await arrived(made, 1)
    expect(made.orderIds()).toEqual(['a0ND0000000z1ngMAA'])
  })
})

describe('where it goes on', () => {
  test('after a restart it goes on behind the last event taken, without repeating it', async () => {
    const made = await world()
    const first = made.subscribe()
    const { replayId } = made.publish(orderId(1))
    await saved(made, replayId)
    await first.stop()
    made.publish(orderId(2))
    made.publish(orderId(3))
    made.subscribe()
    await arrived(made, 3)
    expect(made.orderIds()).toEqual([1, 2, 3].map(orderId))
  })

  test('a replay id of ten bytes, past what a number holds, comes back byte by byte', async () => {
    const made = await world()
    const first = made.subscribe()
    const { replayId } = made.publish(orderId(1))
    await saved(made, replayId)
    expect(replayId).toHaveLength(10)
    expect(Buffer.from(replayId).readBigUInt64BE()).toBeGreaterThan(BigInt(Number.MAX_SAFE_INTEGER))
    await first.stop()
    made.subscribe()
    made.publish(orderId(2))
    await arrived(made, 2)
    const asked = made.context.journal.list({ operation: 'Subscribe' }).map((entry) => entry.request)
    expect(asked).toMatchObject([{ replayPreset: 'EARLIEST' }, { replayPreset: 'CUSTOM' }])
    expect(made.reasons()).toEqual([])
  })

  test('keep-alives move the position on while nothing happens', async () => {
    const made = await world({ keepAliveMs: 10 })
    made.subscribe()
    await eventually(() => expect(made.position.saved).toHaveLength(10))
    expect(made.bus.isRetained(provisionTopic, made.position.saved!)).toBe(true)
    made.context.clock.move(80 * 3_600_000)
    await eventually(() => expect(made.bus.isRetained(provisionTopic, made.position.saved!)).toBe(true))
    expect(made.inbox).toEqual([])
  })

  test('a position older than 72 hours: everything that is retained arrives', async () => {
    const made = await world()
    const first = made.subscribe()
    const { replayId } = made.publish(orderId(1))
    await saved(made, replayId)
    await first.stop()
    made.context.clock.move(10 * 3_600_000)
    made.publish(orderId(2))
    made.context.clock.move(65 * 3_600_000)
    made.publish(orderId(3))
    made.subscribe()
    await eventually(() => expect(made.timers.pass(1_000)).toBe(true))
    await arrived(made, 3)
    expect(made.orderIds()).toEqual([1, 2, 3].map(orderId))
    expect(made.reasons()).toEqual([expect.stringContaining('older than 72 hours')])
  })

  test('a position of another org: everything that is retained arrives', async () => {
    const made = await world()
    made.position.saved = new Uint8Array(8).fill(7)
    made.publish(orderId(1))
    made.subscribe()
    await eventually(() => expect(made.timers.pass(1_000)).toBe(true))
    await arrived(made, 1)
  })
})

describe('at whose pace', () => {
  test('no more than a batch is under way, and 250 events arrive once each and in order', async () => {
    const made = await world()
    for (let number = 0; number < 250; number += 1) made.publish(orderId(number))
    const gate = Promise.withResolvers<void>()
    made.subscribe({}, async (request) => {
      await gate.promise
      made.inbox.push(request)
    })
    const delivered = () =>
      made.context.journal
        .list({ operation: 'Deliver' })
        .flatMap((entry) => (entry.request as { eventIds: string[] }).eventIds).length
    await eventually(() => expect(delivered()).toBe(100))
    // Calls that came later have been answered meanwhile, so more events would have been sent by now.
    await checkPubSub(made.config(), made.session, made.deps)
    expect(delivered()).toBe(100)
    gate.resolve()
    await arrived(made, 250)
    expect(made.orderIds()).toEqual(Array.from({ length: 250 }, (_, number) => orderId(number)))
  })

  test('a stream ended because the inbox was slow loses nothing', async () => {
    const made = await world({ idleFetchMs: 5 })
    const gate = Promise.withResolvers<void>()
    made.publish(orderId(1))
    made.publish(orderId(2))
    made.subscribe({ batchSize: 2 }, async (request) => {
      await gate.promise
      made.inbox.push(request)
    })
    await eventually(() => expect(made.context.journal.list({ operation: 'Deliver' })).toHaveLength(1))
    await eventually(() => expect(made.context.journal.list({ operation: 'StreamEnded' })).toHaveLength(1))
    made.publish(orderId(3))
    gate.resolve()
    await eventually(() => expect(made.timers.pass(1_000)).toBe(true))
    await arrived(made, 3)
    expect(made.orderIds()).toEqual([1, 2, 3].map(orderId))
  })
})
