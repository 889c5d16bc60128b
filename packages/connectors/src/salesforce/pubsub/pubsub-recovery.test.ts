import { ProviderError } from '@turnup/domain'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { checkPubSub } from './index.ts'
import { eventually, orderId, type PubSubWorld, pauses, pubSubWorld } from './pubsub-world.ts'

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
const live = (made: PubSubWorld) => eventually(() => expect(made.states.at(-1)?.state).toBe('live'))
const passes = (made: PubSubWorld, ms: number) => eventually(() => expect(made.timers.pass(ms)).toBe(true))

describe('the stream', () => {
  test('a silent stream is given up by the watchdog, and what it kept back arrives', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', operation: 'Deliver', kind: 'stale', count: 1 })
    made.subscribe()
    await live(made)
    made.publish(orderId(1))
    await eventually(() => expect(made.context.journal.list({ operation: 'Deliver' })).toHaveLength(1))
    expect(made.inbox).toEqual([])
    await passes(made, pauses.watchdogMs)
    await passes(made, pauses.firstBackoffMs)
    await arrived(made, 1)
    expect(made.reasons()).toEqual([expect.stringContaining('silent')])
  })

  test('keep-alives keep the watchdog quiet', async () => {
    const made = await world({ keepAliveMs: 5 })
    made.subscribe()
    await eventually(() => expect(made.position.saves).toBeGreaterThan(3))
    expect(made.states.map(({ state }) => state)).toEqual(['connecting', 'live'])
  })

  test('a stream that is reset without a status is opened again and nothing is lost', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', operation: 'Deliver', kind: 'http-500', count: 1 })
    made.subscribe()
    made.publish(orderId(1))
    await passes(made, pauses.firstBackoffMs)
    await arrived(made, 1)
  })

  test('a connection that breaks after a delivery goes on behind what was taken', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', operation: 'Deliver', kind: 'timeout-after-write', count: 1 })
    made.subscribe()
    made.publish(orderId(1))
    await passes(made, pauses.firstBackoffMs)
    await live(made)
    made.publish(orderId(2))
    await eventually(() => expect(new Set(made.orderIds())).toEqual(new Set([1, 2].map(orderId))))
  })

  test('pauses grow while it keeps failing and start anew after a success', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', operation: 'GetTopic', kind: 'http-500', count: 3 })
    made.subscribe()
    for (const ms of [1_000, 2_000, 4_000]) await passes(made, ms)
    made.publish(orderId(1))
    await arrived(made, 1)
    await eventually(() => expect(made.position.saves).toBe(1))
    made.context.faults.add({ system: 'pubsub', operation: 'Deliver', kind: 'http-500', count: 1 })
    made.publish(orderId(2))
    await passes(made, 1_000)
    await arrived(made, 2)
  })

  test('asked to slow down, it takes the longest pause', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', operation: 'Subscribe', kind: 'throttle', count: 1 })
    made.subscribe()
    await passes(made, 60_000)
    await live(made)
  })
})

describe('the session', () => {
  test('an expired session is renewed once and the events go on', async () => {
    const made = await world()
    made.subscribe()
    await live(made)
    made.login.validTokens.clear()
    made.publish(orderId(1))
    await arrived(made, 1)
    expect(made.login.renewals).toBe(1)
    expect(made.reasons()).toEqual([])
  })

  test('a session that the REST connector renewed meanwhile is used, without another login', async () => {
    const made = await world()
    made.subscribe()
    await live(made)
    made.login.validTokens.clear()
    await made.session.renew(await made.session.get())
    made.publish(orderId(1))
    await arrived(made, 1)
    expect(made.login.renewals).toBe(1)
  })

  test('a fresh session that is refused too is told to a person and tried again much later', async () => {
    const made = await world()
    made.login.validTokens.clear()
    made.login.works = false
    made.publish(orderId(1))
    made.subscribe()
    await eventually(() => expect(made.timers.isWaiting(pauses.longWaitMs)).toBe(true))
    expect(made.login.renewals).toBe(1)
    expect(made.states.at(-1)).toMatchObject({ reason: expect.stringContaining('fresh session') })
    made.login.works = true
    made.timers.pass(pauses.longWaitMs)
    await arrived(made, 1)
  })

  test('a login that fails for good waits for the administrator, with the reason', async () => {
    const made = await world()
    made.session.get = async () => {
      throw new ProviderError('auth', {
        code: 'invalid_grant',
        connector: 'salesforce',
        operation: 'login',
        message: 'The certificate is not the one of the connected app.',
      })
    }
    made.subscribe()
    await eventually(() => expect(made.timers.isWaiting(pauses.longWaitMs)).toBe(true))
    expect(made.reasons()).toEqual(['The certificate is not the one of the connected app.'])
  })

  test('no token is told to anybody', async () => {
    const made = await world()
    made.login.validTokens.clear()
    made.login.works = false
    made.subscribe()
    await eventually(() => expect(made.timers.isWaiting(pauses.longWaitMs)).toBe(true))
    expect(JSON.stringify([made.states, made.exchanges, made.context.journal.list()])).not.toContain('token-')
  })
})

describe('what cannot be taken', () => {
  test('an event that the inbox did not take is delivered again, and its position is not saved before', async () => {
    const made = await world()
    let failures = 1
    made.subscribe({}, async (request) => {
      if (failures > 0) {
        failures -= 1
        throw new Error('no room')
      }
      made.inbox.push(request)
    })
    const { eventId, replayId } = made.publish(orderId(1))
    await eventually(() => expect(made.timers.isWaiting(pauses.firstBackoffMs)).toBe(true))
    expect(made.position.saved).toBeUndefined()
    made.timers.pass(pauses.firstBackoffMs)
    await arrived(made, 1)
    expect(made.inbox[0]?.deliveryId).toBe(eventId)
    await eventually(() => expect(made.position.saved).toEqual(replayId))
    expect(made.reasons()).toEqual(['A provision request could not be taken in (Error).'])
  })

  test('an inbox that keeps failing is asked less and less often', async () => {
    const made = await world()
    made.publish(orderId(1))
    made.subscribe({}, async () => {
      throw new Error('no room')
    })
    for (const ms of [1_000, 2_000, 4_000, 8_000]) await passes(made, ms)
    expect(made.position.saved).toBeUndefined()
  })

  test('an event that cannot be read is reported and does not stop those behind it', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', kind: 'malformed', contains: orderId(1), count: 1 })
    made.subscribe()
    await live(made)
    const { eventId } = made.publish(orderId(1))
    await eventually(() => expect(made.position.saves).toBe(1))
    made.publish(orderId(2))
    await arrived(made, 1)
    expect(made.orderIds()).toEqual([orderId(2)])
    expect(made.reasons()).toEqual([expect.stringContaining(eventId)])
    expect(made.exchanges).toContainEqual(
      expect.objectContaining({ operation: 'read event', outcome: 'rejected' }),
    )
    expect(made.states.at(-1)?.state).toBe('live')
  })

  test('an event whose schema cannot be fetched just now is not skipped', async () => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', operation: 'GetSchema', kind: 'http-500', count: 1 })
    made.subscribe()
    made.publish(orderId(1))
    await passes(made, pauses.firstBackoffMs)
    await arrived(made, 1)
  })
})

describe('what only a person can mend', () => {
  test.each([
    ['topic.not.found', 'not deployed'],
    ['topic.meta.permission', 'grant Read'],
    ['service.tenant.license', 'not licensed'],
  ])('%s: it waits long and says why, and works once it is mended', async (message, words) => {
    const made = await world()
    made.context.faults.add({ system: 'pubsub', operation: 'GetTopic', kind: 'reject', message, count: 1 })
    made.publish(orderId(1))
    made.subscribe()
    await passes(made, pauses.longWaitMs)
    expect(made.reasons()).toEqual([expect.stringContaining(words)])
    await arrived(made, 1)
  })

  test('the check names a topic that does not exist', async () => {
    const made = await world()
    const results = await checkPubSub(made.config({ topicName: '/event/Other__e' }), made.session, made.deps)
    expect(results).toMatchObject([{ level: 'failure', mend: expect.stringContaining('not deployed') }])
  })

  test('the check is content with an org set up as documented, and warns of a right too many', async () => {
    const made = await world()
    const right = await checkPubSub(made.config(), made.session, made.deps)
    expect(right.map(({ level }) => level)).toEqual(['ok', 'ok'])
    const loose = await world({ mayPublish: true })
    const results = await checkPubSub(loose.config(), loose.session, loose.deps)
    expect(results.map(({ level }) => level)).toEqual(['ok', 'ok', 'warning'])
  })
})

describe('stopping', () => {
  test('somebody who only watches cannot stop it by failing', async () => {
    const made = await world()
    made.states.push = () => {
      throw new Error('the page is gone')
    }
    made.subscribe()
    made.publish(orderId(1))
    await arrived(made, 1)
  })

  test('the event in hand is finished, none is begun after it, and nothing is lost', async () => {
    const made = await world()
    made.publish(orderId(1))
    made.publish(orderId(2))
    const begun = Promise.withResolvers<void>()
    const gate = Promise.withResolvers<void>()
    const subscription = made.subscribe({}, async (request) => {
      begun.resolve()
      await gate.promise
      made.inbox.push(request)
    })
    await begun.promise
    const stopped = subscription.stop()
    gate.resolve()
    await stopped
    expect(made.orderIds()).toEqual([orderId(1)])
    expect(made.states.at(-1)?.state).toBe('stopped')
    made.subscribe()
    await eventually(() => expect(made.orderIds()).toContain(orderId(2)))
  })

  test('a subscription stops at once while it waits or listens', async () => {
    const made = await world()
    const listening = made.subscribe()
    await live(made)
    await listening.stop()
    made.context.faults.add({ system: 'pubsub', kind: 'reject', message: 'topic.not.found' })
    const waiting = made.subscribe()
    await eventually(() => expect(made.timers.isWaiting(pauses.longWaitMs)).toBe(true))
    await waiting.stop()
    expect(made.timers.isWaiting(pauses.longWaitMs)).toBe(false)
    expect(made.states.at(-1)).toEqual({ state: 'stopped', reason: 'Stopped on request.' })
  })
})
