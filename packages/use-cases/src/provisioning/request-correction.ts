import type { CorrectionRequest } from '@turnup/contracts'
import { accept, type OrderState, type Outcome, pbxKeys, redactText, refuse } from '@turnup/domain'
import { mailIdFor } from '@turnup/fulfilment'
import {
  type DatabaseTransaction,
  insertPbxCorrection,
  newId,
  type OrderWork,
  queueMail,
} from '@turnup/store'
import { hashToken, newToken } from '../authentication/tokens.ts'
import type { Context } from '../context.ts'
import { deliverSoon } from '../customers/deliver-soon.ts'
import { portalUrl } from '../customers/portal-url.ts'
import { actorName, changeOrder } from '../fulfilment/change-order.ts'
import { askPbxOrder, pbxOf } from './pbx-order.ts'
import { provisioningActionsFor } from './provisioning-actions.ts'

const correctionDays = 14
const dayMs = 24 * 60 * 60_000

/**
 * Asks the customer to mend named fields of the registration, by a one-time link in a mail (R201, X43). The order waits
 * for the answer, and nothing more of the registration goes to the carrier until then. Asking again replaces the link.
 */
export async function requestCorrection(
  ctx: Context,
  named: string,
  request: CorrectionRequest,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { work, operator } = asked.value
  const at = ctx.clock.now()
  const expiresAt = new Date(at.getTime() + correctionDays * dayMs)
  const correctionId = newId()
  const { id } = work.head
  const mailId = mailIdFor('correction-request', correctionId, ctx.policy)
  const changed = await changeOrder(ctx, id, {
    action: 'order.request-correction',
    reason: request.message,
    decide(now) {
      const pbx = pbxOf(now)
      if (!pbx.ok) return pbx
      const view = { ...now.head, pbx: pbx.value, steps: now.steps }
      if (!provisioningActionsFor(view, operator.role).includes('request-correction')) return notNow()
      const correction = {
        correctionId,
        requestedAt: at.toISOString(),
        expiresAt: expiresAt.toISOString(),
      }
      const names = [...request.fields, ...request.proofsOf.map((of) => `proof of ${of}`)].join(', ')
      const text = `Correction requested: ${names}. ${redactText(request.message)}`
      return accept({
        head: { ...now.head, pbx: { ...pbx.value, correction } },
        steps: [],
        timeline: [
          { at, kind: 'correction.requested', text, actor: actorName(ctx) },
          {
            at,
            kind: 'correction.asked',
            text: 'We have asked you to correct some details; see your mail.',
            actor: 'turnup',
            public: true,
          },
        ],
        async within(transaction) {
          const token = newToken()
          const { fields, proofsOf, message } = request
          await insertPbxCorrection(transaction, {
            id: correctionId,
            orderId: id,
            hash: hashToken(token),
            fields,
            proofsOf,
            message,
            requestedBy: operator.id,
            requestedAt: at,
            expiresAt,
          })
          await queueCorrectionMail(ctx, transaction, now, { mailId, token, message })
        },
      })
    },
  })
  if (changed.ok) await deliverSoon(ctx, mailId)
  return changed
}

function notNow() {
  const message = `Corrections can be asked for until the number is active (${pbxKeys.awaitActive}), where the order has a registration.`
  return refuse('conflict', 'CORRECTION_NOT_POSSIBLE', message)
}

async function queueCorrectionMail(
  ctx: Context,
  transaction: DatabaseTransaction,
  { head }: OrderWork,
  { mailId, token, message }: { mailId: string; token: string; message: string },
): Promise<void> {
  const { locale } = await transaction
    .selectFrom('portal_user')
    .select('locale')
    .where('id', '=', head.customerId)
    .executeTakeFirstOrThrow()
  // Behind the #, the token reaches no server log on its way.
  const correctionUrl = portalUrl(ctx.policy, `/pbx/correction#token=${token}`)
  await queueMail(transaction, {
    id: mailId,
    template: 'correction-request',
    locale,
    to: head.pbx?.contact.email ?? '',
    data: {
      customerName: head.pbx?.contact.name ?? '',
      company: head.pbx?.company ?? '',
      orderNumber: head.crmOrderNumber ?? head.crmOrderId ?? head.id,
      message,
      validDays: correctionDays,
      correlationId: ctx.correlationId,
    },
    sealedData: ctx.vault.seal(JSON.stringify({ correctionUrl }), `mail:${mailId}`),
    orderId: head.id,
    customerId: head.customerId,
    correlationId: ctx.correlationId,
    at: ctx.clock.now(),
  })
}
