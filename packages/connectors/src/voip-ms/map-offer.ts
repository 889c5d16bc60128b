import { moneyFromDecimal, type NumberOffer, type NumberPlan } from '@turnup/domain'
import { type Country, e164, offerIdOf } from './offer-id.ts'
import type { StockDid } from './wire.ts'

/** VoIP.ms has one currency. */
export const currency = 'USD'

/** `billing_type` of orderDID. */
export const perMinutePlan = '1'
export const flatPlan = '2'

function plansOf(did: StockDid): NumberPlan[] {
  const perMinute: NumberPlan = {
    planId: perMinutePlan,
    kind: 'per-minute',
    name: 'Pay per minute',
    monthly: moneyFromDecimal(did.perminute_monthly, currency),
    setup: moneyFromDecimal(did.perminute_setup, currency),
    perMinute: { amount: did.perminute_minute, currency },
  }
  if (did.flat_monthly === undefined || did.flat_setup === undefined) return [perMinute]
  const flat: NumberPlan = {
    planId: flatPlan,
    kind: 'unlimited',
    name: 'Unlimited',
    monthly: moneyFromDecimal(did.flat_monthly, currency),
    setup: moneyFromDecimal(did.flat_setup, currency),
  }
  return [perMinute, flat]
}

/** A number for sale in our words; VoIP.ms sells what needs no papers. */
export function offerFrom(country: Country, did: StockDid): NumberOffer {
  const region = did.state ?? did.province ?? ''
  const regionName = did.state_description ?? did.province_description
  return {
    offerId: offerIdOf({ country, region, rateCentre: did.ratecenter, did: did.did }),
    number: e164(did.did),
    place: {
      country,
      regionId: region,
      ...(regionName ? { regionName } : {}),
      rateCentreId: did.ratecenter,
      city: did.ratecenter,
    },
    kind: 'local',
    features: did.sms ? ['voice-in', 'sms-in', 'sms-out'] : ['voice-in'],
    plans: plansOf(did),
    needsRegistration: false,
  }
}
