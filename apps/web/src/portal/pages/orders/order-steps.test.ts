import type { OrderBody } from '@turnup/contracts'
import { describe, expect, test } from 'vitest'
import { stepsOf } from './order-steps.ts'

const nothing = { amountMinor: 0, currency: 'USD' }

function orderOf(status: OrderBody['status'], ...kinds: string[]): OrderBody {
  return {
    sfOrderId: '801000000000001AAA',
    status,
    placedAt: '2026-03-01T09:30:00.000Z',
    lastUpdatedAt: '2026-03-01T09:30:00.000Z',
    items: [],
    totals: { monthly: nothing, annually: nothing, once: nothing },
    cancellable: false,
    timeline: kinds.map((kind, index) => ({
      id: String(index + 1),
      at: `2026-03-01T09:3${index}:00.000Z`,
      kind,
      text: kind,
    })),
  }
}

const statesOf = (...order: Parameters<typeof orderOf>) =>
  stepsOf(orderOf(...order)).map(({ state }) => state)

describe('the way of an order', () => {
  test('goes from review over activating to active', () => {
    expect(statesOf('Pending Review', 'order.placed')).toEqual(['done', 'now', 'next', 'next'])
    expect(statesOf('Activating', 'order.placed', 'order.recorded', 'order.started')).toEqual([
      'done',
      'done',
      'now',
      'next',
    ])
    expect(statesOf('Provisioned')).toEqual(['done', 'done', 'done', 'done'])
  })

  test('shows where a delayed order has stopped, also when nothing was begun', () => {
    expect(statesOf('Failed', 'order.placed', 'order.recorded', 'order.started', 'order.held')).toEqual([
      'done',
      'done',
      'stopped',
      'next',
    ])
    expect(statesOf('Failed', 'order.placed', 'order.recorded', 'order.held')).toEqual([
      'done',
      'stopped',
      'next',
      'next',
    ])
  })

  test('ends where it was cancelled', () => {
    expect(statesOf('Cancelled', 'order.placed', 'order.recorded', 'order.cancelling')).toEqual([
      'done',
      'stopped',
      'next',
      'next',
    ])
  })

  test('says when each step was reached', () => {
    const steps = stepsOf(orderOf('Activating', 'order.placed', 'order.recorded', 'order.started'))
    expect(steps.map(({ at }) => at?.slice(11, 16))).toEqual(['09:30', '09:31', '09:32', undefined])
  })
})
