import type { ServiceActionBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import { findOrderOfCustomer } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { serviceActionBody } from './service-action-body.ts'

/** What became of a reissue or top-up that was answered with InProgress. */
export async function readServiceAction(
  ctx: Context,
  activationRef: string,
): Promise<Outcome<ServiceActionBody>> {
  return asCustomer(ctx, async ({ customerId }) => {
    const action = await findOrderOfCustomer(ctx.db, customerId, { id: activationRef })
    if (!action || action.kind === 'acquisition') {
      return refuse('not-found', 'ACTION_NOT_FOUND', 'You have asked for nothing under this reference.')
    }
    return accept(await serviceActionBody(ctx.db, action))
  })
}
