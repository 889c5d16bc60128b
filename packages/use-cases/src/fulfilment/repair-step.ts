import {
  accept,
  isUnwinding,
  type JsonObject,
  type OrderState,
  type OrderStep,
  type Outcome,
  redactText,
  refuse,
} from '@turnup/domain'
import { actionRegistry, effectFor, headFacts, moveOrder, moveStep } from '@turnup/fulfilment'
import type { ClosedAttempt, DatabaseTransaction, OrderWork } from '@turnup/store'
import type { Context } from '../context.ts'
import { cardNumber } from '../orders/choose-options.ts'
import { actorName, changeOrder } from './change-order.ts'
import { holdsIdentifier } from './hide-cards.ts'

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
      const walksBack = isUnwinding(work.steps)
      if (walksBack && repair.kind !== 'skip') {
        return refuse(
          'conflict',
          'ORDER_UNWINDING',
          'The order is being walked back: skip this step, or cancel again to try taking it back once more.',
        )
      }
      const repaired = applyRepair(step, repair)
      if (!repaired.ok) return repaired
      const at = context.clock.now()
      const why = 'reason' in repair ? ` (${redactText(repair.reason)})` : ''
      const text = `Repaired by ${repair.kind}: ${key}${why}`
      const timeline = [{ at, kind: 'step.repaired', text, actor: actorName(context), detail: { step: key } }]
      const head = goOn(context, headFacts(work.head, repaired.value), work, repaired.value, walksBack)
      return accept({
        head,
        steps: [repaired.value],
        closed: settleAttempt(context, work, step, repair),
        timeline,
        within: (tx) => sealEntered(context, tx, work.head, step, repair),
      })
    },
  })
}

/** Names where the sealed ICCID of a unit is kept; a value given for it is the number itself. */
const iccidField = 'iccidSecret'

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
      if (!Object.hasOwn(step.input, repair.field)) {
        const fields = Object.keys(step.input).join(', ')
        return refuse(
          'invalid',
          'FIELD_UNKNOWN',
          `The step ${step.key} has no field ${repair.field}; it has ${fields}.`,
          { field: 'repair.field' },
        )
      }
      if (repair.field === iccidField) return enterIccid(step, repair.value)
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
  const secret = entry ? undefined : refuseIdentifiers(given, 'repair.result')
  if (secret) return secret
  const parsed = action?.result.safeParse(result)
  if (parsed && !parsed.success) return invalid('result', parsed.error.issues[0])
  return accept(moveStep(step, 'adopt', { ...calm, result: parsed?.data ?? result }))
}

/** What a person entered and nobody may read is sealed in the transaction of the repair. */
async function sealEntered(
  context: Context,
  tx: DatabaseTransaction,
  head: OrderWork['head'],
  step: OrderStep,
  repair: Repair,
): Promise<void> {
  const effect = effectFor({ ...context, db: tx }, head, step)
  if (repair.kind === 'change-input' && repair.field === iccidField)
    return effect.secrets.put(String(step.input[iccidField]), iccidOf(repair.value) ?? '')
  const adoption = actionRegistry.get(step.action)?.adoption
  if (repair.kind !== 'adopt' || !adoption) return
  await adoption.seal(adoption.entry.parse(repair.result), step.input as never, effect)
}

/** The step names only where the number is kept; the number itself is sealed there. */
function enterIccid(step: OrderStep, value: JsonObject[string]): Outcome<OrderStep> {
  if (iccidOf(value)) return accept(moveStep(step, 'replace', calm))
  return refuse('invalid', 'REPAIR_INVALID', 'The ICCID has 18 to 20 digits and begins with 89.', {
    field: 'repair.value',
  })
}

function iccidOf(value: JsonObject[string]): string | undefined {
  const number = typeof value === 'string' ? cardNumber(value) : undefined
  return number?.startsWith('89') && number.length <= 20 ? number : undefined
}

/** Full identifiers of SIMs and devices are kept sealed or not at all (R110). */
function refuseIdentifiers(given: JsonObject, field: string) {
  if (!holdsIdentifier(given)) return undefined
  return refuse(
    'invalid',
    'IDENTIFIER_IN_CLEAR',
    'This holds a full ICCID, EID or activation code, which must not be kept in clear. Leave all but its last four digits out; an ICCID that the step needs is entered as its iccidSecret.',
    { field },
  )
}

function replaceInput(step: OrderStep, input: JsonObject): Outcome<OrderStep> {
  const secret = refuseIdentifiers(input, 'repair.input')
  if (secret) return secret
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

/**
 * A person's decision settles an attempt whose outcome was unknown: adopted means found; skipped, that it no longer
 * matters. One that is to be tried again stays open as long as looking or time can still tell; after that the person's
 * word counts that nothing is there.
 */
function settleAttempt(
  { clock, policy }: Context,
  work: OrderWork,
  step: OrderStep,
  { kind }: Repair,
): ClosedAttempt[] {
  const pending = work.pending.get(step.key)
  if (!pending) return []
  const now = clock.now()
  if (kind === 'adopt') return [{ id: pending.id, outcome: 'found', finishedAt: now }]
  const action = actionRegistry.get(step.action)
  const lookTells = action?.find !== undefined && !action.parksWhenAbsent
  const isSettled = now.getTime() >= pending.expiresAt.getTime() + policy.settleMs
  if (kind !== 'skip' && (lookTells || !isSettled)) return []
  return [{ id: pending.id, outcome: 'abandoned', finishedAt: now }]
}

function goOn(
  context: Context,
  head: OrderWork['head'],
  work: OrderWork,
  repaired: OrderStep,
  walksBack: boolean,
) {
  if (head.state !== 'held') return head
  const stillStuck = work.steps.find(
    (step) => step.key !== repaired.key && (step.state === 'failed' || step.state === 'unknown'),
  )
  if (walksBack)
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
