import {
  accept,
  isCorrectionOpen,
  type JsonObject,
  type OrderState,
  type OrderStep,
  type Outcome,
  pbxKeys,
  redactText,
  refuse,
  registrationSecret,
  resolveInput,
} from '@turnup/domain'
import { moveOrder, moveStep, parseRegistration } from '@turnup/fulfilment'
import { type OrderWork, readOrderSecret } from '@turnup/store'
import type { Context } from '../context.ts'
import { actorName, changeOrder, type DecidedChange } from '../fulfilment/change-order.ts'
import { askPbxOrder, pbxOf } from './pbx-order.ts'
import { identityKeys, isResettable, isUnclear, purchaseKeys } from './reset-steps.ts'

/**
 * "Reset Purchase" (R195): the number is released, and papers, order and verification run again under references of a new
 * round. Where the customer has corrected their data since the carrier got it, identity and address are made anew too.
 */
export async function resetPurchase(
  ctx: Context,
  named: string,
  reason: string,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { head } = asked.value.work
  const version = await dataVersion(ctx, head.id)
  return changeOrder(ctx, head.id, {
    action: 'order.reset-purchase',
    reason,
    decide: (work) => decide(ctx, work, version, reason),
  })
}

async function dataVersion({ db, vault }: Context, orderId: string): Promise<number | undefined> {
  const text = await readOrderSecret(db, vault, orderId, registrationSecret)
  return text === undefined ? undefined : parseRegistration(text).version
}

function decide(
  ctx: Context,
  work: OrderWork,
  version: number | undefined,
  reason: string,
): Outcome<DecidedChange> {
  const pbx = pbxOf(work)
  if (!pbx.ok) return pbx
  if (isCorrectionOpen(pbx.value)) {
    const message =
      'The customer was asked to correct the registration. Wait for the answer, then start over.'
    return refuse('conflict', 'CORRECTION_OPEN', message)
  }
  const { head, steps } = work
  if ((head.state !== 'inProgress' && head.state !== 'held') || !isResettable(steps)) return notNow()
  const again = steps.filter((step) => isReset(step, steps, version))
  if (again.some((step) => isUnclear(step) || work.pending.has(step.key))) return notNow()
  const { providerId } = pbx.value.number
  const changed = startOver(steps, again, providerId, pbx.value.registration !== undefined)
  const at = ctx.clock.now()
  const text = `The purchase starts over (${redactText(reason)}).`
  const noError = { errorCode: undefined, errorMessage: undefined, crmStatusDue: undefined }
  return accept({
    head: head.state === 'held' ? moveOrder(head, 'resumed', noError) : head,
    steps: changed,
    timeline: [{ at, kind: 'order.reset', text, actor: actorName(ctx) }],
  })
}

function notNow() {
  const message =
    'There is no purchase to start over now: nothing of it has been done, the number is active already, or it is not known yet what became of a step.'
  return refuse('conflict', 'NOT_RESETTABLE', message)
}

/** Identity and address stay, unless the carrier has other data than the customer gave last. */
function isReset({ key }: OrderStep, steps: OrderStep[], version: number | undefined): boolean {
  if (purchaseKeys.includes(key)) return true
  if (!identityKeys.includes(key)) return false
  const identity = steps.find((step) => step.key === pbxKeys.createIdentity)
  return identity?.state !== 'done' || identity.result?.dataVersion !== version
}

/**
 * Everything that was made stays in the order as a step of its former round, so that cancelling finds it; new steps take
 * it back before the purchase runs again.
 */
function startOver(
  steps: OrderStep[],
  again: OrderStep[],
  providerId: string,
  isRegistered: boolean,
): OrderStep[] {
  const made = again.filter((step) => step.state === 'done' && step.result)
  const round = roundOf(again)
  const position = Math.max(...steps.map((step) => step.position)) + 1
  const knownResult = (key: string) => steps.find((step) => step.key === key)?.result
  const former = made.map((step, index) => ({
    ...step,
    // What it speaks of runs again, so it keeps what was meant then.
    input: resolveInput(step.input, knownResult),
    key: `${step.key}#${round}`,
    needs: step.needs.map((need) => (made.some(({ key }) => key === need) ? `${need}#${round}` : need)),
    position: position + index,
  }))
  const back = takeBack(made, { round, providerId, isRegistered, position: position + former.length })
  const first = back.map((step) => step.key)
  const restarted = again.map((step) => ({
    ...moveStep(step, 'reset', {
      result: undefined,
      error: undefined,
      gateDecision: undefined,
      troubleSince: undefined,
      wakeAt: undefined,
      attemptCount: 0,
    }),
    input: { ...step.input, round: round + 1 },
    needs: [...new Set([...restartedBefore(step, steps, again), ...ownNeeds(step), ...first])],
    // Whoever starts over chooses the number again, also where nobody had to the first time.
    ...(step.key === pbxKeys.orderNumber ? { gate: step.gate ?? chooseAgain } : {}),
  }))
  return [...former, ...back, ...restarted]
}

/** What it needed by itself, without what took the round before this one back. */
function ownNeeds({ needs }: OrderStep): string[] {
  return needs.filter((need) => !/^(number\.release|registration\.clear):/.test(need))
}

/**
 * The steps that start over and come before this one, also behind a step that stays done: that one holds nobody up any
 * more, and the number must not be ordered before its papers are through again.
 */
function restartedBefore(step: OrderStep, steps: OrderStep[], again: OrderStep[]): string[] {
  return ownNeeds(step).flatMap((need) => {
    if (again.some(({ key }) => key === need)) return [need]
    const before = steps.find(({ key }) => key === need)
    return before ? restartedBefore(before, steps, again) : []
  })
}

const chooseAgain = {
  kind: 'operator' as const,
  question: 'Order the number again? Check whether it is still there, or choose another one.',
}

function roundOf(again: OrderStep[]): number {
  return Math.max(1, ...again.map(({ input }) => (typeof input.round === 'number' ? input.round : 1)))
}

interface TakeBack {
  round: number
  providerId: string
  isRegistered: boolean
  position: number
}

/** The number first, then the papers, then who they belong to. */
function takeBack(made: OrderStep[], { round, providerId, isRegistered, position }: TakeBack): OrderStep[] {
  const texts = (key: string, name: string) =>
    made.filter((step) => step.key === key).map(({ result }) => result?.[name])
  const [orderRef] = texts(pbxKeys.orderNumber, 'ref')
  const [number] = texts(pbxKeys.orderNumber, 'number')
  const proofRefs = refsIn(made, 'registration.create-proof', ({ refs }) => refs)
  const documentRefs = refsIn(made, 'registration.upload-papers', ({ papers }) =>
    Array.isArray(papers) ? papers.flatMap((paper) => (paper as JsonObject).refs as string[]) : [],
  )
  const [addressRef = null] = texts(pbxKeys.createAddress, 'ref')
  const [identityRef = null] = texts(pbxKeys.createIdentity, 'ref')
  const steps: OrderStep[] = []
  const add = (key: string, action: string, input: OrderStep['input']) =>
    steps.push({
      key: `${key}:${round}`,
      action,
      needs: steps.map((step) => step.key),
      position: position + steps.length,
      pointOfNoReturn: false,
      input,
      state: 'waiting',
      attemptCount: 0,
    })
  if (orderRef !== undefined)
    add('number.release', 'number.release', { providerId, orderRef, number: number ?? '' })
  const isAnything = proofRefs.length + documentRefs.length > 0 || addressRef !== null || identityRef !== null
  if (isRegistered && isAnything)
    add('registration.clear', 'registration.clear', {
      providerId,
      proofRefs,
      documentRefs,
      addressRef,
      identityRef,
    })
  return steps
}

function refsIn(made: OrderStep[], action: string, read: (result: JsonObject) => unknown): string[] {
  return made.flatMap((step) => {
    const refs = step.action === action && step.result ? read(step.result) : []
    return Array.isArray(refs) ? refs.map(String) : []
  })
}
