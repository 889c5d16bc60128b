import type {
  ConsoleAttemptBody,
  ConsoleMailBody,
  ConsoleOrderBody,
  ConsoleStepBody,
  ConsoleTimelineEventBody,
} from '@turnup/contracts'
import { type OrderStep, redactText, type StepError } from '@turnup/domain'
import type { AttemptRow, InboxOfOrder, MailRow, OperatorRole, OrderWork, TimelineRow } from '@turnup/store'
import type { Context } from '../context.ts'
import { stepActionsFor } from './allowed-actions.ts'
import { describeStep } from './describe-step.ts'
import { redact } from './redact.ts'

/** The id in 'operator:<id>', which is how the timeline names operators. */
export function operatorIdIn(actor: string): string | undefined {
  return actor.startsWith('operator:') ? actor.slice('operator:'.length) : undefined
}

export type Names = ReadonlyMap<string, string>

function nameOf(actor: string, names: Names): string | undefined {
  const id = operatorIdIn(actor)
  return id === undefined ? undefined : names.get(id)
}

function stepErrorBody(error: StepError | undefined) {
  return error && { ...error, message: redactText(error.message) }
}

/** One node of the plan's graph. */
export function stepBody(
  ctx: Context,
  step: OrderStep,
  { head, steps }: OrderWork,
  viewer: { role: OperatorRole; names: Names },
): ConsoleStepBody {
  const resultOf = (key: string) => steps.find((other) => other.key === key)?.result
  return {
    key: step.key,
    action: step.action,
    ...describeStep(ctx, step, resultOf),
    needs: step.needs,
    state: step.state,
    gate: step.gate,
    gateDecision: step.gateDecision && {
      ...step.gateDecision,
      byName: nameOf(step.gateDecision.by, viewer.names),
    },
    pointOfNoReturn: step.pointOfNoReturn,
    input: redact(step.input),
    result: redact(step.result),
    error: stepErrorBody(step.error),
    attemptCount: step.attemptCount,
    troubleSince: step.troubleSince?.toISOString(),
    wakeAt: step.wakeAt?.toISOString(),
    allowedActions: stepActionsFor(step, { ...head, steps }, viewer.role),
  }
}

export function timelineEventBody(row: TimelineRow, names: Names): ConsoleTimelineEventBody {
  return {
    id: row.id,
    at: row.at.toISOString(),
    kind: row.kind,
    text: redactText(row.text),
    actor: row.actor,
    actorName: nameOf(row.actor, names),
    public: row.public,
    detail: row.detail === null ? undefined : redact(row.detail),
  }
}

export function attemptBody(row: AttemptRow): ConsoleAttemptBody {
  const error =
    row.error_kind === null && row.error_code === null
      ? undefined
      : {
          kind: row.error_kind ?? 'internal',
          code: row.error_code ?? 'UNKNOWN',
          message: redactText(row.error_message ?? ''),
        }
  return {
    id: row.id,
    step: row.step_key,
    operation: row.operation,
    generation: row.generation,
    startedAt: row.started_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    finishedAt: row.finished_at?.toISOString(),
    outcome: row.outcome ?? undefined,
    error,
    exchanges: Array.isArray(row.exchanges) ? row.exchanges.map((exchange) => redact(exchange)) : [],
    correlationId: row.correlation_id,
  }
}

/** Delivery state of a mail; its contents stay where they are. */
export function mailBody(row: MailRow, role: OperatorRole): ConsoleMailBody {
  return {
    id: row.id,
    orderId: row.order_id ?? undefined,
    template: row.template,
    locale: row.locale,
    to: row.to_email,
    cc: row.cc,
    state: row.state,
    attemptCount: row.attempt_count,
    lastError: row.last_error === null ? undefined : redactText(row.last_error),
    wakeAt: row.wake_at?.toISOString(),
    createdAt: row.created_at.toISOString(),
    sentAt: row.sent_at?.toISOString(),
    correlationId: row.correlation_id,
    canResend: row.state === 'failed' && role !== 'viewer',
  }
}

export function inboxBody({ entries, deliveries }: InboxOfOrder): ConsoleOrderBody['inbox'] {
  return entries.map((entry) => ({
    generation: entry.generation,
    door: entry.door,
    deliveries: entry.deliveries,
    requestedBy: entry.requested_by ?? undefined,
    receivedAt: entry.received_at.toISOString(),
    handledAt: entry.handled_at?.toISOString(),
    result: entry.result ?? undefined,
    correlationId: entry.correlation_id,
    deliveryIds: deliveries
      .filter((delivery) => delivery.generation === entry.generation)
      .map(({ door, delivery_id, received_at }) => ({
        door,
        deliveryId: delivery_id,
        receivedAt: received_at.toISOString(),
      })),
  }))
}
