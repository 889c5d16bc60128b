import type { PlaceNumberRequest, ReplaceNumberRequest } from '@turnup/contracts'
import { accept, type OrderState, type Outcome, pbxKeys, refuse } from '@turnup/domain'
import { moveOrder, moveStep } from '@turnup/fulfilment'
import type { Context } from '../context.ts'
import { actorName, changeOrder } from '../fulfilment/change-order.ts'
import { decideGateIn } from '../fulfilment/decide-gate.ts'
import { orRefusedByCarrier } from './carrier-answer.ts'
import { type ChosenOffer, chooseOffer } from './choose-offer.ts'
import { askPbxOrder, type PbxOrderWork, pbxOf } from './pbx-order.ts'
import { isOpenGate, isReplaceable } from './provisioning-actions.ts'

type Changed = Promise<Outcome<{ orderId: string; state: OrderState }>>

/**
 * "Place Order" in the number dialog (R188, R191 to R194): opens the gate of the number order, perhaps with another
 * number or plan than the customer chose. Number and plan are checked at the carrier first.
 */
export async function placeNumberOrder(ctx: Context, named: string, request: PlaceNumberRequest): Changed {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { work } = asked.value
  const order = work.steps.find((step) => step.key === pbxKeys.orderNumber)
  if (!isOpenGate(order, work.steps)) return notDue()
  return withOffer(ctx, work, request, (chosen) =>
    changeOrder(ctx, work.head.id, {
      action: 'order.place-number-order',
      reason: request.reason,
      decide(now) {
        const decided = decideGateIn(ctx, now, {
          step: pbxKeys.orderNumber,
          accepted: true,
          reason: request.reason,
          input: chosen.decision,
        })
        const pbx = pbxOf(now)
        if (!decided.ok) return decided
        if (!pbx.ok) return pbx
        const head = { ...decided.value.head, pbx: { ...pbx.value, number: chosen.number } }
        return accept({ ...decided.value, head, within: chosen.keep })
      },
    }),
  )
}

/** Gives an order another number where the carrier said that the chosen one is gone. */
export async function replaceNumber(ctx: Context, named: string, request: ReplaceNumberRequest): Changed {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { work } = asked.value
  if (!isReplaceable(work.steps.find((step) => step.key === pbxKeys.orderNumber))) return notLost()
  return withOffer(ctx, work, request, (chosen) =>
    changeOrder(ctx, work.head.id, {
      action: 'order.replace-number',
      reason: request.reason,
      decide(now) {
        const step = now.steps.find((one) => one.key === pbxKeys.orderNumber)
        const pbx = pbxOf(now)
        if (!pbx.ok) return pbx
        if (!step || !isReplaceable(step)) return notLost()
        const calm = { error: undefined, troubleSince: undefined, wakeAt: undefined, attemptCount: 0 }
        const input = { ...step.input, ...chosen.decision }
        const noError = { errorCode: undefined, errorMessage: undefined, crmStatusDue: undefined }
        const { head } = now
        const resumed = head.state === 'held' ? moveOrder(head, 'resumed', noError) : head
        const text = `Number ${pbx.value.number.number} replaced by ${chosen.number.number}.`
        return accept({
          head: { ...resumed, pbx: { ...pbx.value, number: chosen.number } },
          steps: [moveStep(step, 'replace', { ...calm, input })],
          timeline: [
            { at: ctx.clock.now(), kind: 'number.replaced', text, actor: actorName(ctx), public: true },
          ],
          within: chosen.keep,
        })
      },
    }),
  )
}

async function withOffer(
  ctx: Context,
  { head, pbx }: PbxOrderWork,
  choice: { offerId: string; planId: string },
  change: (chosen: ChosenOffer) => Changed,
): Changed {
  return orRefusedByCarrier(async () => {
    const chosen = await chooseOffer(ctx, { id: head.id, customerId: head.customerId, pbx }, choice)
    return chosen.ok ? change(chosen.value) : chosen
  })
}

function notDue() {
  return refuse(
    'conflict',
    'NUMBER_ORDER_NOT_DUE',
    'The order does not wait for its number to be ordered now.',
  )
}

function notLost() {
  const message = 'The number of this order need not be replaced: the carrier has not said that it is gone.'
  return refuse('conflict', 'NUMBER_NOT_LOST', message)
}
