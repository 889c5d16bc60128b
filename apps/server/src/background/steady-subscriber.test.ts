import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubscriptionState } from '@turnup/domain'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { closedDoor, type EventDoor, type EventDoors } from '../event-door.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { startSteadySubscriber } from './steady-subscriber.ts'

let world: TestWorld
beforeAll(async () => {
  world = await createTestWorld()
})
afterAll(() => world.close())

/** A door that notes when it is opened and closed, and takes as long to close as it is told. */
function door(name: string, noted: string[], closed: Promise<void> = Promise.resolve()): EventDoor {
  return {
    topic: `/event/${name}__e`,
    source: {
      subscribe({ onState }) {
        noted.push(`${name} opens`)
        onState({ state: 'live', since: new Date() })
        return {
          async stop() {
            await closed
            noted.push(`${name} closes`)
          },
        }
      },
    },
  }
}

/** Doors of which the test says which is open. */
function changingDoors(first: EventDoor) {
  let present = first
  const listeners = new Set<() => void>()
  const doors: EventDoors = {
    present: () => present,
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  return {
    doors,
    open(next: EventDoor) {
      present = next
      for (const listener of listeners) listener()
    },
    listening: () => listeners.size,
  }
}

test('another door is opened only when the one before is closed, and the last one counts', async () => {
  const noted: string[] = []
  let close: () => void = () => undefined
  const slow = new Promise<void>((resolve) => {
    close = resolve
  })
  const { doors, open, listening } = changingDoors(door('First', noted, slow))
  const subscriber = startSteadySubscriber(world.services, doors)
  open(door('Second', noted))
  open(door('Third', noted))
  expect(noted).toEqual(['First opens'])
  close()
  await vi.waitFor(() => expect(noted.at(-1)).toBe('Third opens'))
  expect(noted.slice(0, 3)).toEqual(['First opens', 'First closes', 'Third opens'])
  await subscriber.stop()
  expect(noted.filter((note) => note.endsWith('opens'))).toHaveLength(
    noted.filter((note) => note.endsWith('closes')).length,
  )
  expect(listening()).toBe(0)
})

test('a door that a request opens is no part of that request', async () => {
  const request = new AsyncLocalStorage<string>()
  const seen: (string | undefined)[] = []
  const looking = (): EventDoor => {
    const { topic, source } = door('Looking', [])
    return {
      topic,
      source: {
        subscribe(handlers) {
          seen.push(request.getStore())
          return source.subscribe(handlers)
        },
      },
    }
  }
  const { doors, open } = changingDoors(looking())
  const subscriber = startSteadySubscriber(world.services, doors)
  request.run('the request that changed the settings', () => open(looking()))
  await vi.waitFor(() => expect(seen).toHaveLength(2))
  expect(seen).toEqual([undefined, undefined])
  await subscriber.stop()
})

test('a door that settings keep closed says why', async () => {
  const { doors } = changingDoors(closedDoor('The settings cannot be used.'))
  const subscriber = startSteadySubscriber(world.services, doors)
  const expected: SubscriptionState = { state: 'stopped', reason: 'The settings cannot be used.' }
  expect(subscriber.state()).toEqual(expected)
  await subscriber.stop()
})

test('a change that comes while it stops opens nothing', async () => {
  const noted: string[] = []
  const { doors, open } = changingDoors(door('First', noted))
  const subscriber = startSteadySubscriber(world.services, doors)
  open(door('Second', noted))
  await subscriber.stop()
  expect(noted.filter((note) => note === 'Second opens').length).toBe(
    noted.filter((note) => note === 'Second closes').length,
  )
  const before = [...noted]
  open(door('Third', noted))
  expect(noted).toEqual(before)
})
