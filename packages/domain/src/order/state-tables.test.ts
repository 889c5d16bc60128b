import { describe, expect, test } from 'vitest'
import { nextState, reachableStates } from '../state-table.ts'
import { isFinal, orderEvents, orderStates, orderStateTable } from './order-state.ts'
import { stepEvents, stepStates, stepStateTable } from './step-state.ts'

describe('the order state table', () => {
  test('reaches every state from acknowledged', () => {
    expect(reachableStates(orderStateTable, 'acknowledged')).toEqual(new Set(orderStates))
  })

  test('leaves no final state, and gives every other state a way out', () => {
    for (const state of orderStates) {
      const exits = orderEvents.filter((event) => nextState(orderStateTable, state, event))
      expect(exits.length === 0, state).toBe(isFinal(state))
    }
  })

  test('never lets a finished order start again', () => {
    for (const state of orderStates.filter(isFinal)) {
      for (const event of orderEvents) expect(nextState(orderStateTable, state, event)).toBeUndefined()
    }
  })
})

describe('the step state table', () => {
  test('reaches every state from waiting', () => {
    expect(reachableStates(stepStateTable, 'waiting')).toEqual(new Set(stepStates))
  })

  test('calls an effect done only after an attempt, a finding or a person said so', () => {
    const waysToDone = stepStates.flatMap((state) =>
      stepEvents
        .filter((event) => nextState(stepStateTable, state, event) === 'done')
        .map((event) => `${state} ${event}`),
    )
    expect(waysToDone.sort()).toEqual(['failed adopt', 'ready adopt', 'running succeed', 'unknown adopt'])
  })

  test('gives every stuck state a way out by a person', () => {
    for (const state of ['failed', 'unknown'] as const) {
      for (const event of ['retry', 'adopt', 'skip', 'replace', 'undo'] as const) {
        expect(nextState(stepStateTable, state, event), `${state} ${event}`).toBeDefined()
      }
    }
  })
})
