import type { AuditRecord } from '@turnup/store'
import type { Context } from '../context.ts'

function actingOperatorOf({ actor }: Pick<Context, 'actor'>): string | undefined {
  return actor.kind === 'customer' ? actor.actingOperatorId : undefined
}

/** Who is named in the audit of a customer's own verb: the customer, or the operator who acts for them (R166). */
export function auditOf(
  ctx: Pick<Context, 'actor'>,
  customerId: string,
): Pick<AuditRecord, 'actor' | 'forCustomerId'> {
  const operatorId = actingOperatorOf(ctx)
  if (operatorId === undefined) return { actor: { kind: 'customer', id: customerId } }
  return { actor: { kind: 'operator', id: operatorId }, forCustomerId: customerId }
}

/** Where an order came from. */
export function channelOf(ctx: Pick<Context, 'actor'>): 'portal' | 'console' {
  return actingOperatorOf(ctx) === undefined ? 'portal' : 'console'
}

/** The actor of an event in an order's story. */
export function timelineActorOf(ctx: Pick<Context, 'actor'>): string {
  const operatorId = actingOperatorOf(ctx)
  return operatorId === undefined ? 'customer' : `operator:${operatorId}`
}
