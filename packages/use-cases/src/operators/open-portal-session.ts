import type { BrowserSessionBody, OpenPortalSessionRequest } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { lockSessions, readCustomerMapping, readPortalUser, recordAudit } from '@turnup/store'
import { openBrowserSession } from '../authentication/browser-session.ts'
import { personBody } from '../authentication/person.ts'
import type { Context } from '../context.ts'
import { asOperator } from './as-operator.ts'

/**
 * Signs an operator in to the portal for a customer, for an hour at most (R166). Everything done in it is audited under
 * the operator's name, and every page says who acts. It ends with the operator's own right to act.
 */
export async function openPortalSession(
  ctx: Context,
  customerId: string,
  { purpose, reason }: OpenPortalSessionRequest,
): Promise<Outcome<BrowserSessionBody & { sessionToken: string }>> {
  return ctx.db.transaction().execute(async (transaction) => {
    const asked = await asOperator(ctx, 'operator', transaction)
    if (!asked.ok) return asked
    const user = await readPortalUser(transaction, customerId)
    if (!user) return refuse('not-found', 'CUSTOMER_UNKNOWN', 'There is no such customer.')
    if (user.state !== 'active' || !(await readCustomerMapping(transaction, customerId))) {
      const message =
        'The registration of this customer is not complete, so nobody can be signed in for them.'
      return refuse('conflict', 'CUSTOMER_NOT_CONNECTED', message)
    }
    const holder = { kind: 'customer', id: customerId } as const
    await lockSessions(transaction, holder)
    const session = await openBrowserSession(ctx, transaction, holder, asked.value.id)
    await recordAudit(transaction, {
      at: ctx.clock.now(),
      actor: { kind: 'operator', id: asked.value.id },
      forCustomerId: customerId,
      action: 'customer.portal-session',
      subject: { kind: 'customer', id: customerId },
      reason,
      after: { purpose, endsAt: session.endsAt.toISOString() },
      correlationId: ctx.correlationId,
    })
    return accept({
      sessionToken: session.sessionToken,
      csrfToken: session.csrfToken,
      user: personBody(user),
      actingOperator: { name: asked.value.name, endsAt: session.endsAt.toISOString() },
    })
  })
}
