import { expect, test } from 'vitest'
import { createAttemptLimiter } from './attempt-limiter.ts'

const at = (seconds: number) => new Date(1_700_000_000_000 + seconds * 1000)

test('the third failure in a minute waits until the first of them is a minute old', () => {
  const limiter = createAttemptLimiter({ failures: 3, windowMs: 60_000 })
  for (const second of [0, 10, 20]) {
    expect(limiter.waitSeconds('key', at(second))).toBe(0)
    limiter.fail('key', at(second))
  }
  expect(limiter.waitSeconds('key', at(20))).toBe(40)
  expect(limiter.waitSeconds('other', at(20))).toBe(0)
  expect(limiter.waitSeconds('key', at(60))).toBe(0)
})

test('a success forgets the failures', () => {
  const limiter = createAttemptLimiter({ failures: 1, windowMs: 60_000 })
  limiter.fail('key', at(0))
  limiter.forget('key')
  expect(limiter.waitSeconds('key', at(1))).toBe(0)
})

test('made-up keys cannot fill the memory', () => {
  const limiter = createAttemptLimiter({ failures: 1, windowMs: 60_000, maxKeys: 2 })
  for (const key of ['a', 'b', 'c']) limiter.fail(key, at(0))
  expect(['a', 'b', 'c'].map((key) => limiter.waitSeconds(key, at(1)) > 0)).toEqual([false, true, true])
})

test('an attempt that went well in the end is taken back, and no other one with it', () => {
  const limiter = createAttemptLimiter({ failures: 2, windowMs: 60_000 })
  limiter.fail('key', at(0))
  limiter.fail('key', at(1))
  limiter.takeBack('key', at(1))
  limiter.takeBack('key', at(1))
  expect(limiter.waitSeconds('key', at(2))).toBe(0)
  limiter.fail('key', at(2))
  expect(limiter.waitSeconds('key', at(2))).toBe(58)
})
