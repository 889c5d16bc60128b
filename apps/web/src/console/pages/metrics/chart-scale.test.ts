import { expect, test } from 'vitest'
import { countTicks, durationInWords, labelEvery } from './chart-scale.ts'

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [9, [0, 5, 10]],
  [40, [0, 10, 20, 30, 40]],
  [130, [0, 50, 100, 150]],
])('the axis for at most %i orders has whole, round numbers and holds them all', (most, ticks) => {
  expect(countTicks(most)).toEqual(ticks)
})

test('labels never run into each other', () => {
  expect(labelEvery(24, 1200, 50)).toBe(1)
  expect(labelEvery(30, 300, 60)).toBe(6)
  expect(labelEvery(30, 0, 60)).toBe(30)
})

test.each([
  [0, '0 ms'],
  [420, '420 ms'],
  [1234, '1.2 s'],
  [200_000, '3 min 20 s'],
  [3_599_900, '1 h'],
  [3_600_000 * 5 + 60_000 * 12, '5 h 12 min'],
  [3_600_000 * 51, '2 d 3 h'],
])('%i ms are %s', (milliseconds, words) => {
  expect(durationInWords(milliseconds)).toBe(words)
})
