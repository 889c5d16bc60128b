import type { EsimActivationBody } from '@turnup/contracts'
import {
  accept,
  activationCodeSecret,
  type CustomerMapping,
  isFinal,
  lineStepKey,
  type OrderState,
  type Outcome,
  refuse,
} from '@turnup/domain'
import { findOrderOfService, listServiceActions, readOrderSecret, recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { asCustomer } from '../customers/as-customer.ts'
import { auditOf } from '../customers/on-behalf.ts'
import { unitOfService } from './service-unit.ts'

/** A reissue has one unit. */
const reissuedUnit = '1.1'

/**
 * The activation code behind the QR code, for its owner alone and only while it is kept: it is erased when the profile
 * is installed or its time is up (R110). After a reissue only the new profile's code is shown. Callers must neither
 * cache nor log the answer.
 */
export async function showEsimActivation(
  ctx: Context,
  subscriptionId: string,
): Promise<Outcome<EsimActivationBody>> {
  return asCustomer(ctx, async (customer) => {
    const source = await sourceOfCode(ctx, customer, subscriptionId)
    if (!source) {
      return refuse('not-found', 'SUBSCRIPTION_NOT_FOUND', 'You have no eSIM subscription with this number.')
    }
    const { orderId, unitId, state, maskedIccid } = source
    const code = await readOrderSecret(ctx.db, ctx.vault, orderId, activationCodeSecret(unitId))
    if (code === undefined) {
      return isFinal(state)
        ? refuse(
            'not-found',
            'ACTIVATION_CODE_ERASED',
            'The code was erased after the eSIM was installed or its time was up. Ask for a new eSIM if you need one.',
          )
        : refuse(
            'not-found',
            'ACTIVATION_CODE_NOT_READY',
            'Your eSIM is being prepared. Look again in a minute.',
          )
    }
    await recordAudit(ctx.db, {
      at: ctx.clock.now(),
      ...auditOf(ctx, customer.customerId),
      action: 'esim-activation.shown',
      subject: { kind: 'order', id: orderId },
      correlationId: ctx.correlationId,
    })
    return accept({ activationCode: code, maskedIccid })
  })
}

async function sourceOfCode(
  ctx: Context,
  { customerId }: CustomerMapping,
  subscriptionId: string,
): Promise<{ orderId: string; unitId: string; state: OrderState; maskedIccid?: string } | undefined> {
  const order = await findOrderOfService(ctx.db, customerId, subscriptionId)
  const unit = order && unitOfService(order, subscriptionId, ctx.policy)
  if (!order || unit?.item.category !== 'esim') return undefined
  const reissues = await listServiceActions(ctx.db, customerId, subscriptionId, 'esim-reissue')
  const newest = reissues.find(({ state }) => state !== 'cancelled' && state !== 'rejected')
  return {
    orderId: newest?.id ?? order.id,
    unitId: newest ? reissuedUnit : unit.id,
    state: newest?.state ?? order.state,
    maskedIccid: newest ? (newest.masked_iccid ?? undefined) : await activatedIccid(ctx, order.id, unit.id),
  }
}

/** What the line's own step kept: the order as a whole knows only one of several SIMs. */
async function activatedIccid({ db }: Context, orderId: string, unitId: string): Promise<string | undefined> {
  const step = await db
    .selectFrom('order_step')
    .select('result')
    .where('order_id', '=', orderId)
    .where('key', '=', lineStepKey(unitId))
    .executeTakeFirst()
  return typeof step?.result?.maskedIccid === 'string' ? step.result.maskedIccid : undefined
}
