import {
  accept,
  isCorrectionOpen,
  isFinal,
  type JsonObject,
  type OrderState,
  type OrderStep,
  type Outcome,
  refuse,
} from '@turnup/domain'
import { actionRegistry } from '@turnup/fulfilment'
import type { OrderWork } from '@turnup/store'
import type { Context } from '../context.ts'
import { decideCancellation } from './cancel-order.ts'
import { actorName, changeOrder, type DecidedChange } from './change-order.ts'

export interface GateAnswer {
  step: string
  accepted: boolean
  reason?: string
  /** What the person decides of the step's input; its action says what may be decided. */
  input?: JsonObject
}

/** Answers the question of a gate: yes lets the step run, no walks the order back, or is refused where that cannot be. */
export async function decideGate(
  context: Context,
  orderId: string,
  answer: GateAnswer,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  return changeOrder(context, orderId, {
    action: answer.accepted ? 'order.gate-accept' : 'order.gate-decline',
    reason: answer.reason,
    decide: (work) => decideGateIn(context, work, answer),
  })
}

/** What an answer changes in an order as it stands. */
export function decideGateIn(context: Context, work: OrderWork, answer: GateAnswer): Outcome<DecidedChange> {
  const step = work.steps.find((candidate) => candidate.key === answer.step)
  if (!step?.gate)
    return refuse('not-found', 'GATE_UNKNOWN', `The order has no gate at ${answer.step}.`, { field: 'step' })
  if (step.gateDecision || step.state !== 'waiting' || isFinal(work.head.state)) {
    return refuse('conflict', 'GATE_DECIDED', `The gate at ${answer.step} is decided already.`)
  }
  if (answer.accepted && work.head.pbx && isCorrectionOpen(work.head.pbx)) {
    const message = 'The customer was asked to correct the registration. Wait for the answer.'
    return refuse('conflict', 'CORRECTION_OPEN', message)
  }
  const decided = withInput(step, answer.input)
  if (!decided.ok) return decided
  const at = context.clock.now()
  const actor = actorName(context)
  const { accepted, reason } = answer
  const gateDecision = { by: actor, at: at.toISOString(), accepted, reason }
  const text = `${step.gate.question} ${accepted ? 'Yes.' : 'No.'}`
  const told = { at, kind: 'gate.decided', text, actor, detail: { step: step.key } }
  if (accepted)
    return accept({
      head: work.head,
      steps: [{ ...decided.value, gateDecision, wakeAt: undefined }],
      timeline: [told],
    })
  // In one change: a gate that is declined while the order goes on would let it wait for ever.
  const cancelled = decideCancellation(context, work)
  if (!cancelled.ok) return cancelled
  const { head, steps, timeline = [] } = cancelled.value
  const withAnswer = (one: OrderStep) => (one.key === step.key ? { ...one, gateDecision } : one)
  return accept({ head, steps: steps.map(withAnswer), timeline: [told, ...timeline] })
}

function withInput(step: OrderStep, input: JsonObject | undefined): Outcome<OrderStep> {
  if (input === undefined) return accept(step)
  const decision = actionRegistry.get(step.action)?.decision
  if (!decision) {
    const message = `Nothing of ${step.key} is to be decided but yes or no.`
    return refuse('invalid', 'GATE_INPUT_NOT_TAKEN', message, { field: 'input' })
  }
  const parsed = decision.safeParse(input)
  if (parsed.success) return accept({ ...step, input: { ...step.input, ...(parsed.data as JsonObject) } })
  const issue = parsed.error.issues[0]
  const field = ['input', ...(issue?.path ?? [])].join('.')
  return refuse('invalid', 'GATE_INPUT_INVALID', `${field}: ${issue?.message ?? 'not as needed'}.`, { field })
}
