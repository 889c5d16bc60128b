import { expect, test } from 'vitest'
import { planLevels } from './plan-levels.ts'

const numbers = (levels: ReturnType<typeof planLevels>) =>
  levels.map((level) => level.map(({ step, number, after }) => [step.key, number, after]))

test('a step stands behind everything that it needs, whatever the order of the list', () => {
  const steps = [
    { key: 'bill', needs: ['line-1', 'line-2'] },
    { key: 'pay', needs: [] },
    { key: 'line-1', needs: ['pay'] },
    { key: 'mail', needs: ['bill', 'pay'] },
    { key: 'line-2', needs: ['pay'] },
  ]
  expect(numbers(planLevels(steps))).toEqual([
    [['pay', 1, []]],
    [
      ['line-1', 2, [1]],
      ['line-2', 3, [1]],
    ],
    [['bill', 4, [2, 3]]],
    [['mail', 5, [1, 4]]],
  ])
})

test('no steps make no levels, and a need from elsewhere holds nothing up', () => {
  expect(planLevels([])).toEqual([])
  expect(numbers(planLevels([{ key: 'a', needs: ['elsewhere'] }]))).toEqual([[['a', 1, []]]])
})
