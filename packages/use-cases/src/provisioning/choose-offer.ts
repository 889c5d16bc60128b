import {
  accept,
  type NumberOffer,
  type NumberPlan,
  type NumberProvider,
  numberHoldRef,
  type Outcome,
  type PbxDetails,
  type PbxNumber,
  refuse,
} from '@turnup/domain'
import { carrierOf } from '@turnup/fulfilment'
import {
  type DatabaseTransaction,
  dropOtherNumbersOfOrder,
  giveNumberToOrder,
  holdNumber,
} from '@turnup/store'
import type { Context } from '../context.ts'

/** Long enough for the change that follows at once. */
const holdMs = 60_000

export interface ChosenOffer {
  number: PbxNumber
  /** What the step that buys it is told. */
  decision: { offerId: string; planId: string; number: string; holdRef: string | null }
  /** Goes into the transaction of the change: the number is the order's from then on. */
  keep(transaction: DatabaseTransaction): Promise<void>
}

/**
 * The offer that an operator chose in the number dialog, read again at the carrier: still there, paid as it can be paid,
 * and held by no other customer. @throws ProviderError
 */
export async function chooseOffer(
  ctx: Context,
  order: { id: string; customerId: string; pbx: PbxDetails },
  choice: { offerId: string; planId: string },
): Promise<Outcome<ChosenOffer>> {
  const before = order.pbx.number
  const carrier = carrierOf(ctx, before.providerId)
  const offer = await carrier.readOffer(choice.offerId)
  if (!offer) {
    const message = 'The number is no longer available. Choose another one.'
    return refuse('conflict', 'NUMBER_TAKEN', message, { field: 'offerId' })
  }
  const plan = offer.plans.find(({ planId }) => planId === choice.planId)
  if (!plan) {
    const message = 'The number is not sold with this plan. Choose another plan.'
    return refuse('unprocessable', 'PLAN_NOT_OFFERED', message, { field: 'planId' })
  }
  if (offer.needsRegistration && !order.pbx.registration) {
    const message = 'This number needs a registration, and the order has none. Choose another one.'
    return refuse('unprocessable', 'REGISTRATION_MISSING', message, { field: 'offerId' })
  }
  const number = numberFrom(before, offer, plan)
  if (offer.number === before.number) return accept(sameNumber(number, before))
  const callingCode = await callingCodeOf(carrier, offer, before)
  return holdOther(ctx, order, offer, { ...number, callingCode })
}

async function callingCodeOf(
  carrier: NumberProvider,
  { place, number }: NumberOffer,
  before: PbxNumber,
): Promise<string> {
  if (number.startsWith(`+${before.callingCode}`) && place.country === before.place.country)
    return before.callingCode
  const countries = await carrier.listCountries()
  return countries.find(({ country }) => country === place.country)?.callingCode ?? before.callingCode
}

function numberFrom(before: PbxNumber, offer: NumberOffer, plan: NumberPlan): PbxNumber {
  const { monthly, setup, perMinute, vat } = plan
  return {
    ...before,
    offerId: offer.offerId,
    planId: plan.planId,
    number: offer.number,
    place: offer.place,
    kind: offer.kind,
    prices: {
      planKind: plan.kind,
      planName: plan.name,
      monthly,
      setup,
      ...(perMinute ? { perMinute } : {}),
      ...(vat ? { vat } : {}),
    },
    needsRegistration: offer.needsRegistration,
  }
}

function sameNumber(number: PbxNumber, { holdId }: PbxNumber): ChosenOffer {
  return { number, decision: decisionFrom(number, holdId), keep: async () => undefined }
}

async function holdOther(
  ctx: Context,
  order: { id: string; customerId: string },
  offer: NumberOffer,
  number: PbxNumber,
): Promise<Outcome<ChosenOffer>> {
  const at = ctx.clock.now()
  const { customerId } = order
  const expiresAt = new Date(at.getTime() + holdMs)
  const hold = await holdNumber(ctx.db, { provider: number.providerId, customerId, offer, at, expiresAt })
  if (!hold) {
    const message = 'Another customer has chosen this number. Choose another one.'
    return refuse('conflict', 'NUMBER_TAKEN', message, { field: 'offerId' })
  }
  return accept({
    number: { ...number, holdId: hold.id },
    // The carrier holds nothing for it: it is bought in a moment.
    decision: decisionFrom(number, undefined),
    async keep(transaction) {
      await giveNumberToOrder(transaction, hold.id, { orderId: order.id, at })
      await dropOtherNumbersOfOrder(transaction, order.id, hold.id)
    },
  })
}

function decisionFrom({ offerId, planId, number }: PbxNumber, holdId: string | undefined) {
  return { offerId, planId, number, holdRef: holdId ? numberHoldRef(holdId) : null }
}
