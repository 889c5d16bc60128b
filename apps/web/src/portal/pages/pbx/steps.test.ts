import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  firstOpenStep,
  isReachable,
  type Progress,
  type StepName,
  stepAfter,
  stepBefore,
  stepNames,
  stepsOf,
} from './steps.ts'

const progress: fc.Arbitrary<Progress> = fc.record({
  // The summary is never done.
  done: fc.subarray(stepNames.filter((name): name is StepName => name !== 'summary')),
  needsRegistration: fc.boolean(),
})

describe('the steps of a hosted PBX', () => {
  it('ask for a registration only where the number needs one', () => {
    expect(stepsOf({ needsRegistration: false })).not.toContain('registration')
    expect(stepsOf({ needsRegistration: true })).toEqual([...stepNames])
  })

  it('let nobody stand on a step before all steps that it builds on are done', () => {
    fc.assert(
      fc.property(progress, fc.constantFrom(...stepNames), (world, step) => {
        const steps = stepsOf(world)
        const before = steps.slice(0, Math.max(0, steps.indexOf(step)))
        const mayStand = steps.includes(step) && before.every((name) => world.done.includes(name))
        expect(isReachable(step, world)).toBe(mayStand)
      }),
    )
  })

  it('always have one to go on with, which can be reached', () => {
    fc.assert(
      fc.property(progress, (world) => {
        expect(isReachable(firstOpenStep(world), world)).toBe(true)
      }),
    )
  })

  it('lead on and back the same way', () => {
    fc.assert(
      fc.property(progress, (world) => {
        for (const step of stepsOf(world).slice(0, -1)) {
          expect(stepBefore(stepAfter(step, world), world)).toBe(step)
        }
      }),
    )
  })
})
