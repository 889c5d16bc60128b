import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { type NextAction, type PortRole, redactText } from '@turnup/domain'
import { connectorOfStep } from '@turnup/fulfilment'
import type { OrderListRow, PlanUse } from '@turnup/store'
import type { Context } from '../context.ts'

/** One line of the order list. */
export function orderSummary(
  { connectorOf }: Pick<Context, 'connectorOf'>,
  row: OrderListRow,
  now: Date,
): ConsoleOrderSummaryBody {
  return {
    id: row.id,
    crmOrderId: row.crm_order_id ?? undefined,
    orderNumber: row.crm_order_number ?? undefined,
    kind: row.kind,
    state: row.state,
    generation: row.generation,
    channel: row.channel,
    customer: {
      number: row.customer_number,
      name: `${row.first_name} ${row.last_name}`,
      company: row.company ?? undefined,
      email: row.email,
    },
    items: row.items.map(({ sku, name, quantity }) => ({ sku, name, quantity })),
    billingOrderId: row.billing_order_id ?? undefined,
    maskedIccid: row.masked_iccid ?? undefined,
    providers: providersOf(connectorOf, row.plan_uses),
    error: errorOf(row),
    nextAction: nextActionBody(row.next_action),
    overdue: isOverdue(row.next_action, now),
    wakeAt: row.wake_at?.toISOString(),
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    finishedAt: row.finished_at?.toISOString(),
  }
}

/** These take part in every order; the others say who delivers it. */
const ownSystems: readonly PortRole[] = ['crm', 'billing', 'mailer']

function providersOf(connectorOf: Context['connectorOf'], uses: PlanUse[]): string[] {
  const own = ownSystems.map((role) => connectorOf[role])
  const used = uses.map(({ action, providerId }) =>
    connectorOfStep(connectorOf, { action, input: providerId === null ? {} : { providerId } }),
  )
  return [...new Set(used)].filter((id): id is string => id !== undefined && !own.includes(id))
}

export function errorOf(row: { error_code: string | null; error_message: string | null }) {
  if (row.error_code === null) return undefined
  return {
    code: row.error_code,
    message: row.error_message === null ? undefined : redactText(row.error_message),
  }
}

export function nextActionBody(next: NextAction | null): NextAction | undefined {
  return next === null ? undefined : { ...next, why: redactText(next.why) }
}

export function isOverdue(next: NextAction | null, now: Date): boolean {
  return next?.by !== undefined && next.by < now.toISOString()
}
