import { expect, test } from 'vitest'
import { addBusinessDays } from '../order/business-days.ts'
import type { OrderState } from '../order/order-state.ts'
import type { OrderStep } from '../order/step.ts'
import { pbxKeys, pbxPhaseOf, pbxPhases, phasePresentation } from './phases.ts'

type Step = Pick<OrderStep, 'key' | 'state' | 'gateDecision' | 'error'>

function steps(done: string[], others: Step[] = []): Step[] {
  const keys = [...Object.values(pbxKeys)].filter((key) => !others.some((one) => one.key === key))
  return [...keys.map((key) => ({ key, state: done.includes(key) ? 'done' : 'waiting' }) as Step), ...others]
}

function failed(code: string): Step {
  return { key: pbxKeys.awaitActive, state: 'failed', error: { kind: 'rejected', code, message: '' } }
}

const { createIdentity, createAddress, validate, orderNumber, requestVerification, awaitActive } = pbxKeys
const upTo = [createIdentity, createAddress, validate, orderNumber, requestVerification, awaitActive]
const of = (state: OrderState, list: Step[], correction?: { submittedAt?: string }) =>
  pbxPhaseOf(
    {
      state,
      pbx: correction
        ? { correction: { correctionId: 'x', requestedAt: '', expiresAt: '', ...correction } }
        : {},
    },
    list,
  )

test('a regulated order goes through its six phases as its steps are done', () => {
  const seen = upTo.map((_, index) => of('inProgress', steps(upTo.slice(0, index + 1))))
  expect(seen).toEqual([
    'in-progress',
    'identity-confirmed',
    'documents-uploaded',
    'documents-uploaded',
    'awaiting-provider',
    'provider-active',
  ])
  expect(of('pending', [])).toBe('pending')
  expect(of('completed', steps(upTo))).toBe('completed')
})

test('papers that a person marked as uploaded show before the carrier has looked at them', () => {
  const gateDecision = { by: 'x', at: '', accepted: true }
  const marked = steps([createIdentity, createAddress], [{ key: validate, state: 'ready', gateDecision }])
  expect(of('inProgress', marked)).toBe('documents-uploaded')
})

test('a standard order is simply in progress', () => {
  expect(of('inProgress', [{ key: pbxKeys.awaitActive, state: 'done' } as Step])).toBe('in-progress')
})

test('blocked and terminated are told apart from other failures', () => {
  expect(of('held', steps(upTo.slice(0, 5), [failed('NUMBER_BLOCKED')]))).toBe('blocked')
  expect(of('held', steps(upTo.slice(0, 5), [failed('NUMBER_TERMINATED')]))).toBe('terminated')
  expect(of('held', steps(upTo.slice(0, 5), [failed('VERIFICATION_REJECTED')]))).toBe('failed')
})

test('an open correction goes before everything but the end', () => {
  expect(of('held', steps([], [failed('VERIFICATION_REJECTED')]), {})).toBe('correction-requested')
  expect(of('held', steps([], [failed('VERIFICATION_REJECTED')]), { submittedAt: 'x' })).toBe('failed')
  expect(of('cancelled', [], {})).toBe('cancelled')
})

test('every phase has words and an icon of its own, so that colour is never all', () => {
  const shown = pbxPhases.map((phase) => phasePresentation[phase])
  expect(new Set(shown.map(({ words }) => words)).size).toBe(pbxPhases.length)
  expect(new Set(shown.map(({ icon }) => icon)).size).toBe(pbxPhases.length)
})

test('business days leave out weekends, also when they begin on one', () => {
  const after = (from: string, days: number) => addBusinessDays(new Date(from), days).toISOString()
  expect(after('2026-03-02T09:00:00Z', 5)).toBe('2026-03-09T09:00:00.000Z')
  expect(after('2026-03-06T23:59:00Z', 1)).toBe('2026-03-09T23:59:00.000Z')
  expect(after('2026-03-07T12:00:00Z', 5)).toBe('2026-03-13T12:00:00.000Z')
  expect(after('2026-03-02T09:00:00Z', 0)).toBe('2026-03-02T09:00:00.000Z')
})
