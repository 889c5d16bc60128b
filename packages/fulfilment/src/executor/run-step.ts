import { type JsonObject, maskIdentifier, type OrderStep, ProviderError, resolveInput } from '@turnup/domain'
import {
  isDatabaseFailure,
  leaveFlight,
  type OrderHead,
  type PendingAttempt,
  putOrderSecret,
  readOrderSecret,
  takeFlight,
} from '@turnup/store'
import type { AnyAction, Effect, ExecutorServices } from '../action.ts'
import { actionRegistry } from '../actions/action-registry.ts'
import { exchangesAsJson, traced } from '../call-trace.ts'
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
      return (
        (await look(action, input, effect, task.pending)) ?? {
          kind: action.undo && !action.find ? 'maybe' : 'absent',
        }
      )
    case 'apply': {
      const seen =
        task.pending || action.lookFirst ? await look(action, input, effect, task.pending) : undefined
      return seen ?? apply(action, input, effect, task)
    }
  }
}

/** What looking says: found, look again later, lost; undefined when it may be applied (again). */
async function look(
  action: AnyAction,
  input: never,
  effect: Effect,
  pending: PendingAttempt | undefined,
): Promise<StepEnd | undefined> {
  const found = await action.find?.(input, effect)
  if (found) return { kind: 'found', result: found }
  if (!pending || action.repeatable?.(input)) return undefined
  if (!action.find) return { kind: 'lost' }
  const { clock, policy } = effect.services
  const settledAt = pending.expiresAt.getTime() + policy.settleMs
  if (clock.now().getTime() < settledAt) return { kind: 'look-later', notBefore: new Date(settledAt) }
  return action.parksWhenAbsent ? { kind: 'lost' } : undefined
}

async function apply(action: AnyAction, input: never, effect: Effect, task: StepTask): Promise<StepEnd> {
  // Without an open intent nothing may be sent (law 1): the next look writes one.
  if (!task.attemptId) return { kind: 'may-apply' }
  const key = action.flight?.(input)
  if (key === undefined)
    return { kind: 'done', result: action.result.parse(await action.apply(input, effect)) }
  const { db, clock } = effect.services
  const flight = { key, orderId: effect.order.id, stepKey: task.step.key, expiresAt: task.flightUntil }
  if (!(await takeFlight(db, flight, clock.now()))) return { kind: 'busy' }
  const result = action.result.parse(await action.apply(input, effect))
  // After a failure the place stays taken until its time is up: the effect may still be arriving.
  await leaveFlight(db, flight)
  return { kind: 'done', result }
}

async function undo(
  action: AnyAction,
  input: never,
  effect: Effect,
  known: JsonObject | undefined,
): Promise<void> {
  if (!action.undo) return
  const result = known ?? (await action.find?.(input, effect))
  if (!result && action.find) return
  await action.undo(result as never, input, effect)
}

/** What an action gets for one step of one order. */
export function effectFor(services: ExecutorServices, order: OrderHead, step: OrderStep): Effect {
  return {
    services,
    order,
    ref: `${order.id}/${step.key}`,
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
  const { kind, code, connector, operation, retryAfterMs } = error
  return {
    kind: 'failed',
    error: { kind, code, connector, operation, message: withoutIdentifiers(error.message) },
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
