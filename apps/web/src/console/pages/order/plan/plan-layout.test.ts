import { describe, expect, test } from 'vitest'
import { type GraphStep, layOutPlan } from './plan-layout.ts'

const sizes = { stepWidth: 200, stepHeight: 100, gapX: 20, gapY: 40 }
const threeLines: GraphStep[] = [
  { key: 'check', needs: [] },
  ...['1', '2', '3'].flatMap((unit) => [
    { key: `esim:${unit}`, needs: ['check'] },
    { key: `line:${unit}`, needs: [`esim:${unit}`] },
  ]),
  { key: 'bill', needs: ['line:1', 'line:2', 'line:3'] },
]

describe('the plan as a graph', () => {
  test('puts every step below all that it needs', () => {
    const { steps } = layOutPlan(threeLines, sizes)
    const y = new Map(steps.map((step) => [step.key, step.y]))
    for (const { key, needs } of threeLines)
      for (const need of needs) expect(y.get(key)).toBeGreaterThan(y.get(need) ?? Number.POSITIVE_INFINITY)
  })

  test('lets no two steps lie on each other, and keeps all of them inside', () => {
    const { steps, width, height } = layOutPlan(threeLines, sizes)
    expect(steps).toHaveLength(threeLines.length)
    for (const one of steps) {
      expect(one.x).toBeGreaterThanOrEqual(0)
      expect(one.x + sizes.stepWidth).toBeLessThanOrEqual(width)
      expect(one.y + sizes.stepHeight).toBeLessThanOrEqual(height)
      const sameRow = steps.filter((other) => other !== one && other.y === one.y)
      for (const other of sameRow) expect(Math.abs(other.x - one.x)).toBeGreaterThan(sizes.stepWidth)
    }
  })

  test('leads an arrow that skips layers around the steps between', () => {
    const plan = [
      { key: 'a', needs: [] },
      { key: 'b', needs: ['a'] },
      { key: 'c', needs: ['b', 'a'] },
    ]
    const { steps, arrows } = layOutPlan(plan, sizes)
    const between = steps.find(({ key }) => key === 'b')
    const long = arrows.find(({ from, to }) => from === 'a' && to === 'c')
    const passing =
      long?.points.filter(({ y }) => y >= (between?.y ?? 0) && y <= (between?.y ?? 0) + 100) ?? []
    expect(passing).toHaveLength(2)
    for (const { x } of passing)
      expect(x < (between?.x ?? 0) || x > (between?.x ?? 0) + sizes.stepWidth).toBe(true)
  })

  test('is drawn even when a need is missing or goes in circles', () => {
    const odd = [
      { key: 'a', needs: ['gone', 'b'] },
      { key: 'b', needs: ['a'] },
    ]
    expect(
      layOutPlan(odd, sizes)
        .steps.map(({ key }) => key)
        .sort(),
    ).toEqual(['a', 'b'])
    expect(layOutPlan([], sizes)).toMatchObject({ steps: [], width: 0, height: 0 })
  })
})
