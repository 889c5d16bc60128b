import { orderStates, stepStates } from '@turnup/domain'
import { z } from 'zod'
import { Instant, MoneyBody } from '../common.ts'
import { PageCursor, pageLimit, pageOf, RedactedJson } from './lists.ts'
import { ConsoleMailBody } from './mails.ts'
import { NextActionBody, orderKinds } from './order-list.ts'

export const orderActions = ['fulfil', 'cancel', 'note'] as const
export const stepActions = ['retry', 'change-input', 'adopt', 'skip', 'replace', 'decide'] as const

export const StepErrorBody = z.object({
  kind: z.string(),
  code: z.string(),
  message: z.string(),
  connector: z.string().optional(),
  operation: z.string().optional(),
})

/** One node of the plan's graph; `needs` are its arrows. */
export const ConsoleStepBody = z
  .object({
    key: z.string(),
    action: z.string(),
    describe: z.string().describe('What it does, in one line.'),
    role: z.string().optional().describe('Role of the outside system it concerns.'),
    connector: z.string().optional(),
    needs: z.array(z.string()),
    state: z.enum(stepStates),
    gate: z.object({ kind: z.string(), question: z.string(), dueInMs: z.int().optional() }).optional(),
    gateDecision: z
      .object({
        by: z.string(),
        byName: z.string().optional(),
        at: z.string(),
        accepted: z.boolean(),
        reason: z.string().optional(),
      })
      .optional(),
    pointOfNoReturn: z.boolean(),
    input: RedactedJson,
    result: RedactedJson.optional(),
    error: StepErrorBody.optional(),
    attemptCount: z.int(),
    troubleSince: Instant.optional(),
    wakeAt: Instant.optional(),
    allowedActions: z.array(z.enum(stepActions)).describe('What this operator may do about it now.'),
  })
  .meta({ id: 'ConsoleStep' })
export type ConsoleStepBody = z.infer<typeof ConsoleStepBody>

export const ConsoleTimelineEventBody = z
  .object({
    id: z.string(),
    at: Instant,
    kind: z.string(),
    text: z.string(),
    actor: z.string(),
    actorName: z.string().optional(),
    public: z.boolean().describe('The customer sees it too.'),
    detail: RedactedJson.optional(),
  })
  .meta({ id: 'ConsoleTimelineEvent' })
export type ConsoleTimelineEventBody = z.infer<typeof ConsoleTimelineEventBody>

export const ConsoleAttemptBody = z
  .object({
    id: z.string(),
    step: z.string(),
    operation: z.enum(['apply', 'undo', 'report']),
    generation: z.int(),
    startedAt: Instant,
    expiresAt: Instant,
    finishedAt: Instant.optional(),
    outcome: z
      .enum(['succeeded', 'found', 'failed', 'unknown', 'abandoned'])
      .optional()
      .describe('Absent while the attempt is open.'),
    error: z.object({ kind: z.string(), code: z.string(), message: z.string() }).optional(),
    exchanges: z.array(RedactedJson).describe('Calls to outside systems, oldest first, redacted.'),
    correlationId: z.string(),
  })
  .meta({ id: 'ConsoleAttempt' })
export type ConsoleAttemptBody = z.infer<typeof ConsoleAttemptBody>

export const ConsoleInboxBody = z.object({
  generation: z.int(),
  door: z.string(),
  deliveries: z.int(),
  requestedBy: z.string().optional(),
  receivedAt: Instant,
  handledAt: Instant.optional(),
  result: z.string().optional().describe('started, or refused:<CODE>'),
  correlationId: z.string(),
  deliveryIds: z.array(z.object({ door: z.string(), deliveryId: z.string(), receivedAt: Instant })),
})

const pageQuery = { cursor: PageCursor.optional(), limit: pageLimit(200, 50) }
export const ConsoleTimelineQuery = z.object(pageQuery)
export const ConsoleAttemptsQuery = z.object({
  ...pageQuery,
  limit: pageLimit(100, 20),
  step: z.string().max(200).optional().describe('Only attempts of this step.'),
})
export type ConsoleAttemptsQuery = z.infer<typeof ConsoleAttemptsQuery>

export const ConsoleTimelinePage = pageOf(ConsoleTimelineEventBody).meta({ id: 'ConsoleTimeline' })
export type ConsoleTimelinePage = z.infer<typeof ConsoleTimelinePage>
export const ConsoleAttemptsPage = pageOf(ConsoleAttemptBody).meta({ id: 'ConsoleAttempts' })
export type ConsoleAttemptsPage = z.infer<typeof ConsoleAttemptsPage>

export const ConsoleItemBody = z.object({
  id: z.string(),
  sku: z.string(),
  name: z.string(),
  category: z.string(),
  itemClass: z.string(),
  billingCycle: z.string(),
  quantity: z.int(),
  unitPrice: MoneyBody,
  billingProductId: z.string().optional(),
  provisioningFlow: z.string().optional(),
  configOptions: RedactedJson,
})

/** Everything an operator needs about one order (R119, R139, R145, R199). */
export const ConsoleOrderBody = z
  .object({
    id: z.uuid(),
    crmOrderId: z.string().optional(),
    orderNumber: z.string().optional(),
    opportunityId: z.string().optional(),
    kind: z.enum(orderKinds),
    state: z.enum(orderStates),
    generation: z.int(),
    channel: z.string(),
    correlationId: z.string(),
    customer: z
      .object({
        id: z.uuid(),
        number: z.string(),
        name: z.string(),
        company: z.string().optional(),
        email: z.string(),
        billingClientId: z.string(),
        crmAccountId: z.string(),
      })
      .describe('The mapping triple (R034) and who it is; everything else stands in the systems of record.'),
    items: z.array(ConsoleItemBody),
    promoCode: z.string().optional(),
    notes: z.string().optional(),
    subject: RedactedJson.optional(),
    billingOrderId: z.string().optional(),
    billingServiceIds: z.array(z.string()),
    maskedIccid: z.string().optional(),
    error: z.object({ code: z.string(), message: z.string().optional() }).optional(),
    crmStatus: z.object({
      reported: z.string().optional().describe('Last told to the CRM.'),
      due: z.string().optional().describe('Still to be told.'),
    }),
    nextAction: NextActionBody.optional(),
    overdue: z.boolean(),
    allowedActions: z.array(z.enum(orderActions)),
    plan: z.object({
      steps: z.array(ConsoleStepBody),
      explanation: z.array(z.object({ subject: z.string(), decision: z.string(), because: z.string() })),
      warnings: z.array(z.string()),
    }),
    timeline: ConsoleTimelinePage.describe('Newest first; more at /timeline.'),
    attempts: ConsoleAttemptsPage.describe('Newest first; more at /attempts.'),
    mails: z.array(ConsoleMailBody),
    inbox: z.array(ConsoleInboxBody),
    wakeAt: Instant.optional(),
    createdAt: Instant,
    updatedAt: Instant,
    startedAt: Instant.optional(),
    finishedAt: Instant.optional(),
  })
  .meta({ id: 'ConsoleOrder' })
export type ConsoleOrderBody = z.infer<typeof ConsoleOrderBody>
