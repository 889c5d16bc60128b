import type { orderActions, stepActions } from '@turnup/contracts'
import {
  isFinal,
  isUnwinding,
  nextState,
  type OrderState,
  type OrderStep,
  orderStateTable,
  passedReturn,
  type StepEvent,
  stepStateTable,
} from '@turnup/domain'
import type { OperatorRole } from '@turnup/store'
import { hasRole } from '../operators/as-operator.ts'

export type OrderAction = (typeof orderActions)[number]
export type StepAction = (typeof stepActions)[number]

interface OrderView {
  state: OrderState
  kind: string
  crmOrderId?: string
  steps: OrderStep[]
}

/** The order is being walked back, or got stuck while it was. */
function isGoingBack(order: Pick<OrderView, 'state' | 'steps'>): boolean {
  return order.state === 'assessingCancellation' || isUnwinding(order.steps)
}

/** What an operator of this role may do with the order now: the state table, less what the steps forbid. */
export function orderActionsFor(order: OrderView, role: OperatorRole): OrderAction[] {
  if (!hasRole(role, 'operator')) return []
  const actions: OrderAction[] = []
  const mayStart = nextState(orderStateTable, order.state, 'started') !== undefined
  if (mayStart && order.kind === 'acquisition' && order.crmOrderId && !isGoingBack(order))
    actions.push('fulfil')
  const mayCancel = nextState(orderStateTable, order.state, 'cancel') !== undefined
  if (mayCancel && !passedReturn(order.steps)) actions.push('cancel')
  return [...actions, 'note']
}

const eventOf: Record<Exclude<StepAction, 'decide'>, StepEvent> = {
  retry: 'retry',
  'change-input': 'replace',
  adopt: 'adopt',
  skip: 'skip',
  replace: 'replace',
}
const repairs = Object.keys(eventOf) as Exclude<StepAction, 'decide'>[]

/** The repairs that a stuck step takes: while an order is walked back, it can only be left as it is. */
function repairsFor(step: OrderStep, order: Pick<OrderView, 'state' | 'steps'>): StepAction[] {
  const isStuck = step.state === 'failed' || step.state === 'unknown'
  if (!isStuck || isFinal(order.state)) return []
  return repairs.filter((repair) => {
    if (isGoingBack(order) && repair !== 'skip') return false
    if (repair === 'change-input' && Object.keys(step.input).length === 0) return false
    return nextState(stepStateTable, step.state, eventOf[repair]) !== undefined
  })
}

/** What an operator of this role may do with one step now. */
export function stepActionsFor(step: OrderStep, order: OrderView, role: OperatorRole): StepAction[] {
  if (!hasRole(role, 'operator') || isFinal(order.state)) return []
  const isOpenGate = step.gate !== undefined && !step.gateDecision && step.state === 'waiting'
  return [...(isOpenGate ? (['decide'] as const) : []), ...repairsFor(step, order)]
}
