import { accept, type OrderState, type Outcome, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { cancelOrder } from './cancel-order.ts'
import { actorName, changeOrder } from './change-order.ts'

/** Answers the question of a gate: yes lets the step run, no walks the order back. */
export async function decideGate(
  context: Context,
  orderId: string,
  decision: { step: string; accepted: boolean; reason?: string },
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  const decided = await changeOrder(context, orderId, {
    action: decision.accepted ? 'order.gate-accept' : 'order.gate-decline',
    reason: decision.reason,
    decide: ({ head, steps }) => {
      const step = steps.find((candidate) => candidate.key === decision.step)
      if (!step?.gate)
        return refuse('not-found', 'GATE_UNKNOWN', `The order has no gate at ${decision.step}.`, {
          field: 'step',
        })
      if (step.gateDecision || step.state !== 'waiting') {
        return refuse('conflict', 'GATE_DECIDED', `The gate at ${decision.step} is decided already.`)
      }
      const at = context.clock.now()
      const answer = {
        by: actorName(context),
        at: at.toISOString(),
        accepted: decision.accepted,
        reason: decision.reason,
      }
      const text = `${step.gate.question} ${decision.accepted ? 'Yes.' : 'No.'}`
      const timeline = [{ at, kind: 'gate.decided', text, actor: answer.by, detail: { step: step.key } }]
      return accept({ head, steps: [{ ...step, gateDecision: answer, wakeAt: undefined }], timeline })
    },
  })
  if (!decided.ok || decision.accepted) return decided
  return cancelOrder(context, orderId, decision.reason ?? `declined at ${decision.step}`)
}
