import {
  accept,
  type JsonObject,
  type OrderState,
  type OrderStep,
  type Outcome,
  refuse,
} from '@turnup/domain'
import { actionRegistry, effectFor, headFacts, moveOrder, moveStep } from '@turnup/fulfilment'
import type { ClosedAttempt, DatabaseTransaction, OrderWork } from '@turnup/store'
import type { Context } from '../context.ts'
import { actorName, changeOrder } from './change-order.ts'

/** What an operator can do about a step that is stuck (the design's "fix and continue"). */
export type Repair =
  | { kind: 'retry' }
  | { kind: 'change-input'; field: string; value: JsonObject[string]; reason: string }
  | { kind: 'adopt'; result: JsonObject; reason: string }
  | { kind: 'skip'; reason: string }
  | { kind: 'replace'; input: JsonObject; reason: string }

/** Applies one repair to a step in fallout; the order goes on from there. */
export async function repairStep(
  context: Context,
  orderId: string,
  { step: key, repair }: { step: string; repair: Repair },
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  return changeOrder(context, orderId, {
    action: `order.repair.${repair.kind}`,
    reason: 'reason' in repair ? repair.reason : undefined,
    decide: (work) => {
      const step = work.steps.find((candidate) => candidate.key === key)
      if (!step)
        return refuse('not-found', 'STEP_UNKNOWN', `The order has no step ${key}.`, { field: 'step' })
      if (step.state !== 'failed' && step.state !== 'unknown') {
        return refuse(
          'conflict',
          'STEP_NOT_STUCK',
          `The step ${key} is ${step.state}; only failed and unknown steps are repaired.`,
        )
      }
      const isUnwinding = work.steps.some((other) => other.state === 'undone')
      if (isUnwinding && repair.kind !== 'skip') {
        return refuse(
          'conflict',
          'ORDER_UNWINDING',
          'The order is being walked back: skip this step, or cancel again to try taking it back once more.',
        )
      }
      const repaired = applyRepair(step, repair)
      if (!repaired.ok) return repaired
      const at = context.clock.now()
      const text = `Repaired by ${repair.kind}: ${key}${'reason' in repair ? ` (${repair.reason})` : ''}`
      const timeline = [{ at, kind: 'step.repaired', text, actor: actorName(context), detail: { step: key } }]
      const head = goOn(context, headFacts(work.head, repaired.value), work, repaired.value, isUnwinding)
      return accept({
        head,
        steps: [repaired.value],
        closed: settleAttempt(work, key, repair, at),
        timeline,
        within: (tx) => sealAdopted(context, tx, work.head, step, repair),
      })
    },
  })
}

const calm = { error: undefined, troubleSince: undefined, wakeAt: undefined, attemptCount: 0 }

function applyRepair(step: OrderStep, repair: Repair): Outcome<OrderStep> {
  switch (repair.kind) {
    case 'retry':
      return accept(moveStep(step, 'retry', calm))
    case 'skip':
      return accept(moveStep(step, 'skip', calm))
    case 'adopt':
      return adopt(step, repair.result)
    case 'change-input': {
      if (!(repair.field in step.input)) {
        const fields = Object.keys(step.input).join(', ')
        return refuse(
          'invalid',
          'FIELD_UNKNOWN',
          `The step ${step.key} has no field ${repair.field}; it has ${fields}.`,
          { field: 'repair.field' },
        )
      }
      return replaceInput(step, { ...step.input, [repair.field]: repair.value })
    }
    case 'replace':
      return replaceInput(step, repair.input)
  }
}

/** Where a person enters something secret, only what may be kept in clear goes into the step. */
function adopt(step: OrderStep, given: JsonObject): Outcome<OrderStep> {
  const action = actionRegistry.get(step.action)
  const entry = action?.adoption?.entry.safeParse(given)
  if (entry && !entry.success) return invalid('result', entry.error.issues[0])
  const result = entry ? action?.adoption?.result(entry.data) : given
  const parsed = action?.result.safeParse(result)
  if (parsed && !parsed.success) return invalid('result', parsed.error.issues[0])
  return accept(moveStep(step, 'adopt', { ...calm, result }))
}

async function sealAdopted(
  context: Context,
  tx: DatabaseTransaction,
  head: OrderWork['head'],
  step: OrderStep,
  repair: Repair,
): Promise<void> {
  const adoption = actionRegistry.get(step.action)?.adoption
  if (repair.kind !== 'adopt' || !adoption) return
  const effect = effectFor({ ...context, db: tx }, head, step)
  await adoption.seal(adoption.entry.parse(repair.result), step.input as never, effect)
}

function replaceInput(step: OrderStep, input: JsonObject): Outcome<OrderStep> {
  const hasReferences = JSON.stringify(input).includes('"$result"')
  const parsed = hasReferences ? undefined : actionRegistry.get(step.action)?.input.safeParse(input)
  if (parsed && !parsed.success) return invalid('input', parsed.error.issues[0])
  return accept(moveStep(step, 'replace', { ...calm, input }))
}

function invalid(field: string, issue: { path: PropertyKey[]; message: string } | undefined) {
  const path = ['repair', field, ...(issue?.path ?? [])].join('.')
  return refuse('invalid', 'REPAIR_INVALID', `${path}: ${issue?.message ?? 'not as the action needs it'}.`, {
    field: path,
  })
}

/** A person's decision settles an attempt whose outcome was unknown: adopted means found, else it never happened. */
function settleAttempt(work: OrderWork, key: string, repair: Repair, at: Date): ClosedAttempt[] {
  const pending = work.pending.get(key)
  if (!pending) return []
  return [{ id: pending.id, outcome: repair.kind === 'adopt' ? 'found' : 'abandoned', finishedAt: at }]
}

function goOn(
  context: Context,
  head: OrderWork['head'],
  work: OrderWork,
  repaired: OrderStep,
  isUnwinding: boolean,
) {
  if (head.state !== 'held') return head
  const stillStuck = work.steps.find(
    (step) => step.key !== repaired.key && (step.state === 'failed' || step.state === 'unknown'),
  )
  if (isUnwinding)
    return moveOrder(head, 'cancel', {
      errorCode: undefined,
      errorMessage: undefined,
      crmStatusDue: undefined,
    })
  return moveOrder(head, 'resumed', {
    errorCode: stillStuck?.error?.code,
    errorMessage: stillStuck?.error?.message,
    crmStatusDue:
      context.policy.statusProfile === 'webhook-v1' && head.kind === 'acquisition' ? 'activating' : undefined,
  })
}
