import {
  type JsonObject,
  maskIdentifier,
  type OrderStep,
  ProviderError,
  resolveInput,
  type StepError,
} from '@turnup/domain'
import {
  type Flight,
  isDatabaseFailure,
  leaveFlight,
  type OrderHead,
  putOrderSecret,
  readOrderSecret,
  takeFlight,
} from '@turnup/store'
import { type AnyAction, type Effect, type ExecutorServices, isNotYet } from '../action.ts'
import { actionRegistry } from '../actions/action-registry.ts'
import { exchangesAsJson, traced } from '../call-trace.ts'
import { latestStart } from './attempt-time.ts'
import type { StepEnd, StepOutcome, StepTask } from './step-task.ts'

/** Performs one step as its task says and tells how it went; throws only when our own database fails. */
export async function runStep(
  services: ExecutorServices,
  head: OrderHead,
  resultOf: (key: string) => JsonObject | undefined,
  task: StepTask,
): Promise<StepOutcome> {
  return traced(head.correlationId, async (trace) => {
    const { end, line } = await attempt(services, head, resultOf, task)
    return { task, end, line, exchanges: exchangesAsJson(trace.exchanges), finishedAt: services.clock.now() }
  })
}

async function attempt(
  services: ExecutorServices,
  head: OrderHead,
  resultOf: (key: string) => JsonObject | undefined,
  task: StepTask,
): Promise<{ end: StepEnd; line: string }> {
  const { step } = task
  const action = actionRegistry.get(step.action)
  if (!action) return inputFailure(step, `There is no action named ${step.action} in this version.`)
  // What cannot be taken back is left alone, whatever became of the results that its input speaks of.
  if (task.mode === 'undo' && !action.undo) return { end: { kind: 'undone' }, line: step.key }
  let input: never
  try {
    input = action.input.parse(resolveInput(step.input, resultOf)) as never
  } catch (error) {
    return inputFailure(step, `The input of ${step.key} is not complete: ${(error as Error).message}`)
  }
  const line = action.describe(input)
  try {
    return { end: await perform(action, input, effectFor(services, head, step), task), line }
  } catch (error) {
    if (error instanceof ProviderError) return { end: failed(error), line }
    if (isDatabaseFailure(error)) throw error
    services.log.error({ err: error, orderId: head.id, step: step.key }, 'an action broke its promise')
    return { end: brokenPromise(step), line }
  }
}

async function perform(action: AnyAction, input: never, effect: Effect, task: StepTask): Promise<StepEnd> {
  switch (task.mode) {
    case 'undo':
      await undo(action, input, effect, task.step.result)
      return { kind: 'undone' }
    case 'look-only':
      return lookBeforeUndo(action, input, effect, task)
    case 'apply':
      // Without an open intent nothing is sent (law 1): the next wave writes one.
      return task.pending
        ? ((await look(action, input, effect, task)) ?? { kind: 'may-apply' })
        : apply(action, input, effect, task)
  }
}

/** What looking says: found, look again later, lost; undefined when it may be applied (again). */
async function look(
  action: AnyAction,
  input: never,
  effect: Effect,
  task: StepTask,
): Promise<StepEnd | undefined> {
  const found = await find(action, input, effect, task)
  if (found) return found
  if (action.repeatable?.(input)) return undefined
  const notYet = beforeSettling(effect, task)
  if (notYet) return notYet
  return !action.find || action.parksWhenAbsent ? { kind: 'lost' } : undefined
}

/** Taking back must not overtake an effect that is still on its way, not even one that may be repeated. */
async function lookBeforeUndo(
  action: AnyAction,
  input: never,
  effect: Effect,
  task: StepTask,
): Promise<StepEnd> {
  const seen = (await find(action, input, effect, task)) ?? beforeSettling(effect, task)
  if (seen) return seen
  if (action.repeatable?.(input)) return { kind: action.undo ? 'maybe' : 'absent' }
  return { kind: !action.find || action.parksWhenAbsent ? 'lost' : 'absent' }
}

async function find(
  action: AnyAction,
  input: never,
  effect: Effect,
  task: StepTask,
): Promise<StepEnd | undefined> {
  const result = await action.find?.(input, effect)
  if (!result) return undefined
  const key = action.flight?.(input)
  if (key !== undefined) await leaveFlight(effect.services.db, flightOf(key, effect, task))
  return { kind: 'found', result }
}

/** Until its attempt has settled, what is not there yet may still come (ADR 3). */
function beforeSettling({ services }: Effect, { pending }: StepTask): StepEnd | undefined {
  const settledAt = (pending?.expiresAt.getTime() ?? 0) + services.policy.settleMs
  const isSettled = services.clock.now().getTime() >= settledAt
  return isSettled ? undefined : { kind: 'look-later', notBefore: new Date(settledAt) }
}

async function apply(action: AnyAction, input: never, effect: Effect, task: StepTask): Promise<StepEnd> {
  const key = action.flight?.(input)
  if (key === undefined) return lookAndApply(action, input, effect, task)
  const { db, clock } = effect.services
  const flight = flightOf(key, effect, task)
  if (!(await takeFlight(db, flight, clock.now()))) return { kind: 'busy' }
  try {
    const end = await lookAndApply(action, input, effect, task)
    await leaveFlight(db, flight)
    return end
  } catch (error) {
    // While the outcome is not known the place stays taken: the effect may still be arriving.
    const isKnown = error instanceof ProviderError && error.kind !== 'outcome-unknown'
    if (isKnown) await leaveFlight(db, flight)
    throw error
  }
}

async function lookAndApply(
  action: AnyAction,
  input: never,
  effect: Effect,
  task: StepTask,
): Promise<StepEnd> {
  const found = action.lookFirst ? await action.find?.(input, effect) : undefined
  if (found) return { kind: 'found', result: found }
  const { clock, policy } = effect.services
  if (clock.now() > latestStart(policy, action, task.expiresAt))
    return { kind: 'failed', error: tooLate(task.step) }
  const result = await action.apply(input, effect)
  return isNotYet(result)
    ? { kind: 'not-yet', wait: result }
    : { kind: 'done', result: action.result.parse(result) }
}

function flightOf(key: string, { order }: Effect, task: StepTask): Flight {
  return { key, orderId: order.id, stepKey: task.step.key, expiresAt: task.flightUntil }
}

/** The process stood still for so long that somebody else may have given the attempt up. */
function tooLate(step: OrderStep): StepError {
  const message = `Too much time passed before ${step.key} could be sent, so it was not.`
  return { kind: 'unavailable', code: 'SENT_TOO_LATE', message }
}

async function undo(
  action: AnyAction,
  input: never,
  effect: Effect,
  known: JsonObject | undefined,
): Promise<void> {
  if (!action.undo) return
  const result = known ?? (await action.find?.(input, effect))
  // Looking can prove that there is nothing only where the effect cannot simply be repeated and taken back.
  if (!result && action.find && !action.repeatable?.(input)) return
  await action.undo(result as never, input, effect)
}

/** Ours and deterministic; a purchase that was started over has another in each round (R195). */
export function refOf(orderId: string, { key, input }: Pick<OrderStep, 'key' | 'input'>): string {
  const round = typeof input.round === 'number' ? input.round : 1
  return `${orderId}/${key}${round > 1 ? `#${round}` : ''}`
}

/** What an action gets for one step of one order. */
export function effectFor(services: ExecutorServices, order: OrderHead, step: OrderStep): Effect {
  return {
    services,
    order,
    ref: refOf(order.id, step),
    waitingSince: step.waiting && new Date(step.waiting.since),
    correlationId: order.correlationId,
    secrets: {
      get: (name) => readOrderSecret(services.db, services.vault, order.id, name),
      put: (name, value) =>
        putOrderSecret(services.db, services.vault, {
          orderId: order.id,
          name,
          value,
          at: services.clock.now(),
        }),
    },
  }
}

function failed(error: ProviderError): StepEnd {
  const { kind, code, connector, operation, retryAfterMs, detail } = error
  return {
    kind: 'failed',
    error: {
      kind,
      code,
      connector,
      operation,
      message: withoutIdentifiers(error.message),
      ...(detail === undefined ? {} : { detail }),
    },
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  }
}

/** The last net: a connector's message never carries a full ICCID or EID into a record (R110). */
function withoutIdentifiers(message: string): string {
  return message.replace(/\b\d{18,32}\b/g, (digits) => maskIdentifier(digits))
}

function inputFailure(step: OrderStep, message: string): { end: StepEnd; line: string } {
  return {
    end: { kind: 'failed', error: { kind: 'internal', code: 'PLAN_INPUT_INVALID', message } },
    line: step.key,
  }
}

function brokenPromise(step: OrderStep): StepEnd {
  const message = `Turnup itself failed while it carried out ${step.key}; the log says more under the correlation id.`
  return { kind: 'failed', error: { kind: 'outcome-unknown', code: 'INTERNAL_ERROR', message } }
}
