import { expect, test } from 'vitest'
import { actionsOf } from './next-step.ts'
import { phases } from './phase-badge.tsx'

test('a registration is looked at before it is submitted, a standard order is provisioned at once', () => {
  const allowedActions = ['fulfil', 'read-registration', 'cancel'] as const
  const item = { phase: 'pending' as const, allowedActions: [...allowedActions] }
  expect(actionsOf({ ...item, isRegulated: true })).toEqual({
    first: 'read-registration',
    others: ['fulfil', 'cancel'],
  })
  expect(actionsOf({ ...item, isRegulated: false }).first).toBe('fulfil')
})

test('whatever the phase, everything that is allowed can be reached and nothing else', () => {
  for (const phase of phases) {
    const allowedActions = ['check-now' as const, 'reset' as const, 'cancel' as const]
    const { first, others } = actionsOf({ phase, isRegulated: true, allowedActions })
    expect([first, ...others].filter(Boolean).sort()).toEqual([...allowedActions].sort())
  }
  expect(actionsOf({ phase: 'blocked', isRegulated: true, allowedActions: ['reset', 'cancel'] }).first).toBe(
    'reset',
  )
})
