import type { NumberDialogBody } from '@turnup/contracts'
import { accept, type Money, type NumberOffer, type NumberPlan, type Outcome, pbxKeys } from '@turnup/domain'
import { carrierOf } from '@turnup/fulfilment'
import { findHeldNumbers } from '@turnup/store'
import type { Context } from '../context.ts'
import { orRefusedByCarrier } from './carrier-answer.ts'
import { askPbxOrder } from './pbx-order.ts'
import { isOpenGate, isReplaceable } from './provisioning-actions.ts'

const mostAlternatives = 25

/** The words of the document for a number that somebody else has bought meanwhile (R191). */
const goneWords = 'Original DID No Longer Available'

/**
 * What the number dialog shows: whether the chosen number is still there, others from the same place, the plans with
 * their prices, taxes and totals (R191 to R194). Reads at the carrier, changes nothing.
 */
export async function readNumberDialog(ctx: Context, named: string): Promise<Outcome<NumberDialogBody>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { head, steps, pbx } = asked.value.work
  const chosen = pbx.number
  const order = steps.find((step) => step.key === pbxKeys.orderNumber)
  return orRefusedByCarrier(async () => {
    const carrier = carrierOf(ctx, chosen.providerId)
    const offer = await carrier.readOffer(chosen.offerId)
    const found = await carrier.listAlternatives(chosen.offerId, mostAlternatives)
    const others = found.filter(
      ({ number, needsRegistration }) =>
        number !== chosen.number && (!needsRegistration || pbx.registration !== undefined),
    )
    const held = await findHeldNumbers(ctx.db, {
      provider: chosen.providerId,
      numbers: others.map(({ number }) => number),
      customerId: head.customerId,
      at: ctx.clock.now(),
    })
    return accept({
      original: {
        number: chosen.number,
        isAvailable: offer !== undefined,
        ...(offer ? { offer: offerBody(offer) } : { warning: goneWords }),
        chosenPlanId: chosen.planId,
      },
      alternatives: others.filter(({ number }) => !held.has(number)).map(offerBody),
      canPlace: isOpenGate(order, steps),
      canReplace: isReplaceable(order),
    })
  })
}

function offerBody({ offerId, number, place, kind, plans }: NumberOffer) {
  const { country, regionName, city } = place
  return { offerId, number, place: { country, regionName, city }, kind, plans: plans.map(planBody) }
}

/** Monthly and setup make the subtotal; tax comes on top where the carrier tells it (R194). */
function planBody(plan: NumberPlan) {
  const { planId, kind, name, channels, monthly, setup, perMinute, vat } = plan
  const subtotal = plus(monthly, setup)
  return {
    planId,
    kind,
    name,
    channels,
    monthly,
    setup,
    perMinute,
    subtotal,
    vat,
    total: vat ? plus(subtotal, vat) : subtotal,
  }
}

function plus(one: Money, other: Money): Money {
  return { amountMinor: one.amountMinor + other.amountMinor, currency: one.currency }
}
