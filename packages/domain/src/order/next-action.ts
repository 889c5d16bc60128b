import type { Gate } from '../plan/plan.ts'
import { isCorrectionOpen, type PbxDetails } from '../voice/pbx-details.ts'
import type { OrderState } from './order-state.ts'
import type { OrderStep } from './step.ts'
import { isUnwinding, passedReturn } from './walking-back.ts'

/** Who has to act on an unfinished order, why, what they can do, and by when (law 5). */
export interface NextAction {
  who: 'customer' | 'reviewer' | 'operator' | 'administrator' | 'turnup' | 'provider'
  why: string
  /** Step at fault, where there is one. */
  step?: string
  /** Verbs of the console's API. */
  actions: string[]
  /** ISO instant; absent when there is no deadline. */
  by?: string
  /** ISO instant since which the outside has been waited for. */
  since?: string
}

const gateKeeper: Record<Gate['kind'], NextAction['who']> = {
  approval: 'reviewer',
  operator: 'operator',
  documents: 'customer',
  provider: 'provider',
}

/** Causes that only the customer can mend. */
const customerCauses = new Set(['PAYMENT_METHOD_MISSING', 'PAYMENT_FAILED'])

interface OrderView {
  state: OrderState
  errorMessage?: string
  wakeAt?: Date
  pbx?: Pick<PbxDetails, 'correction'>
}

/** Which paused connector a step waits for, if any. */
export type PausedConnectorOf = (step: Pick<OrderStep, 'action' | 'input'>) => string | undefined

/** The next action of an order, or undefined when it is finished. Pure. */
export function nextActionFor(
  order: OrderView,
  steps: OrderStep[],
  pausedConnectorOf: PausedConnectorOf = () => undefined,
): NextAction | undefined {
  switch (order.state) {
    case 'completed':
    case 'cancelled':
    case 'rejected':
      return undefined
    case 'acknowledged':
      return { who: 'turnup', why: 'The order is being recorded in the CRM.', actions: ['cancel'] }
    case 'pending':
      return (
        correctionAction(order, steps) ?? {
          who: 'reviewer',
          why: 'The order awaits review in the CRM.',
          actions: ['fulfil', 'cancel'],
        }
      )
    default:
      return (
        correctionAction(order, steps) ??
        falloutAction(order, steps) ??
        gateAction(order, steps) ??
        pausedAction(order, steps, pausedConnectorOf) ??
        waitingAction(order, steps) ??
        ownAction(order, steps)
      )
  }
}

/** Nothing goes to the carrier until the customer has answered (R201, X43). */
function correctionAction(order: OrderView, steps: OrderStep[]): NextAction | undefined {
  const { correction } = order.pbx ?? {}
  if (!correction || !isCorrectionOpen({ correction }) || order.state === 'assessingCancellation')
    return undefined
  return {
    who: 'customer',
    why: 'Details of the registration have to be corrected; the link for it was sent by mail.',
    actions: ['request-correction', ...cancelling(order, steps)],
    by: correction.expiresAt,
    since: correction.requestedAt,
  }
}

function falloutAction(order: OrderView, steps: OrderStep[]): NextAction | undefined {
  const stuck = steps.find((step) => step.state === 'failed' || step.state === 'unknown')
  if (!stuck?.error) return undefined
  const { kind, code, message } = stuck.error
  const who = customerCauses.has(code) ? 'customer' : kind === 'auth' ? 'administrator' : 'operator'
  const repairs = isUnwinding(steps) ? ['skip'] : ['retry', 'change-input', 'adopt', 'skip', 'replace']
  return { who, why: message, step: stuck.key, actions: [...repairs, ...cancelling(order, steps)] }
}

/** Cancelling is offered only where it would not be refused. */
function cancelling({ state }: OrderView, steps: OrderStep[]): string[] {
  return state === 'assessingCancellation' || passedReturn(steps) ? [] : ['cancel']
}

/** The outside system takes nothing from us until an administrator has mended the connection. */
function pausedAction(
  order: OrderView,
  steps: OrderStep[],
  pausedConnectorOf: PausedConnectorOf,
): NextAction | undefined {
  for (const step of steps) {
    if (!['ready', 'running', 'undoing'].includes(step.state)) continue
    const connector = pausedConnectorOf(step)
    if (connector === undefined) continue
    const why = `The connection to ${connector} is paused: it refused our credentials or permissions, or a person stopped it. Mend it, then resume the connector; the order goes on by itself.`
    return {
      who: 'administrator',
      why,
      step: step.key,
      actions: ['resume-connector', ...cancelling(order, steps)],
    }
  }
  return undefined
}

/** The outside has taken it in and is not done; after its time a person has to ask (R189, R196). */
function waitingAction(order: OrderView, steps: OrderStep[]): NextAction | undefined {
  if (order.state === 'assessingCancellation') return undefined
  const step = steps.find((one) => one.waiting && (one.state === 'ready' || one.state === 'running'))
  if (!step?.waiting) return undefined
  const { why, who, since, escalateAt, isOverdue } = step.waiting
  return {
    who: isOverdue ? 'operator' : who,
    why: isOverdue ? `${why} This takes longer than it should: ask there, then check again.` : why,
    step: step.key,
    actions: ['check-now', ...cancelling(order, steps)],
    by: escalateAt,
    since,
  }
}

function gateAction(order: OrderView, steps: OrderStep[]): NextAction | undefined {
  if (order.state === 'assessingCancellation') return undefined
  const gated = steps.find(
    (step) => step.gate && !step.gateDecision && step.state === 'waiting' && isReached(step, steps),
  )
  if (!gated?.gate) return undefined
  return {
    who: gated.gate.keeper ?? gateKeeper[gated.gate.kind],
    why: gated.gate.question,
    step: gated.key,
    actions: ['decide', ...cancelling(order, steps)],
    ...(gated.wakeAt ? { by: gated.wakeAt.toISOString() } : {}),
  }
}

function isReached(step: OrderStep, steps: OrderStep[]): boolean {
  return step.needs.every((need) =>
    steps.some((other) => other.key === need && (other.state === 'done' || other.state === 'skipped')),
  )
}

function ownAction(order: OrderView, steps: OrderStep[]): NextAction {
  if (order.state === 'held') {
    return {
      who: 'operator',
      why: order.errorMessage ?? 'Fulfilment could not start.',
      actions: ['fulfil', 'cancel'],
    }
  }
  const troubled = steps.find((step) => step.error && ['ready', 'running', 'undoing'].includes(step.state))
  const actions = cancelling(order, steps)
  if (troubled?.error) {
    return {
      who: 'turnup',
      why: `Turnup tries again: ${troubled.error.message}`,
      step: troubled.key,
      actions,
      ...(order.wakeAt ? { by: order.wakeAt.toISOString() } : {}),
    }
  }
  const why =
    order.state === 'assessingCancellation'
      ? 'The order is being walked back.'
      : 'The order is being carried out.'
  return { who: 'turnup', why, actions, ...(order.wakeAt ? { by: order.wakeAt.toISOString() } : {}) }
}
