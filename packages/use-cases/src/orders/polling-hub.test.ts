import type { Dino } from '@turnup/domain'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createPollingHub, type PollingHubOptions } from './polling-hub.ts'

const log: Dino = { debug() {}, info() {}, warn: vi.fn(), error() {} }
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

function hubWith(more: Partial<PollingHubOptions<string>> = {}) {
  const polls: string[][] = []
  const hub = createPollingHub<string>({
    log,
    intervalMs: 1_000,
    mostWatchers: 3,
    async poll(watchers) {
      polls.push(watchers)
    },
    ...more,
  })
  return { hub, polls }
}

test('one poll serves everybody who watches, and there is none once they have gone', async () => {
  const { hub, polls } = hubWith()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(polls).toEqual([])
  const [ada, bruno] = [hub.join('Ada'), hub.join('Bruno')]
  await vi.advanceTimersByTimeAsync(1_000)
  expect(polls).toEqual([
    ['Ada', 'Bruno'],
    ['Ada', 'Bruno'],
  ])
  ada?.end()
  bruno?.end()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(polls).toHaveLength(2)
})

test('who leaves while the database is read is told nothing more', async () => {
  const told: string[] = []
  let read: () => void = () => {}
  const { hub } = hubWith({
    async poll(watchers, isHere) {
      await new Promise<void>((resolve) => {
        read = resolve
      })
      told.push(...watchers.filter(isHere))
    },
  })
  const ada = hub.join('Ada')
  hub.join('Bruno')
  await vi.advanceTimersByTimeAsync(0)
  ada?.end()
  read()
  await vi.advanceTimersByTimeAsync(0)
  expect(told).toEqual(['Bruno'])
})

test('a poll that takes long is waited for, and one that fails is not the last', async () => {
  const polls: string[] = []
  let fail: (error: Error) => void = () => {}
  const { hub } = hubWith({
    poll: () =>
      new Promise((_resolve, reject) => {
        polls.push('begun')
        fail = reject
      }),
  })
  hub.join('Ada')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(polls).toHaveLength(1)
  fail(new Error('connection lost'))
  await vi.advanceTimersByTimeAsync(1_000)
  expect(polls).toHaveLength(2)
  expect(log.warn).toHaveBeenCalledTimes(1)
})

test('no more than the limit may watch, those whom the rule sends away may not, and after the end nobody may', () => {
  const { hub } = hubWith({ refuses: (watcher, present) => present.has(`${watcher} once`) })
  expect(hub.join('Ada once')).toBeDefined()
  expect(hub.join('Ada')).toBeUndefined()
  expect([hub.join('Bruno'), hub.join('Chiara'), hub.join('Dora')].map(Boolean)).toEqual([true, true, false])
  hub.stop()
  expect(hub.join('Emil')).toBeUndefined()
})
