import type { NumberFeature, NumberOffer } from '@turnup/domain'
import type { Didww } from './client.ts'
import { type Included, type Resource, refsOf } from './json-api.ts'
import { offerIdOf } from './offer-id.ts'
import { kindOfName } from './places.ts'
import { plansOf, poolOf } from './plans.ts'
import { attributesOf } from './wire.ts'

/** What an answer about a number must include so that it can be told as an offer. */
const parts = ['stock_keeping_units', 'country', 'region', 'city', 'did_group_type', 'address_requirement']
export const offerIncludes = parts.map((part) => `did_group.${part}`).join(',')
export const reservationIncludes = parts.map((part) => `available_did.did_group.${part}`).join(',')
export const groupIncludes = parts.join(',')

const features: Record<string, NumberFeature[]> = {
  voice: ['voice-in'],
  voice_in: ['voice-in'],
  voice_out: ['voice-out'],
  sms_in: ['sms-in'],
  p2p: ['sms-out'],
  a2p: ['sms-out'],
  t38: ['fax'],
  emergency: ['emergency'],
}

const nameOf = (resource: Resource | undefined) => resource && attributesOf('named', resource).name

/** Included groups come without their meta, so the requirement that they are linked with tells as well. */
export function needsRegistration(group: Resource): boolean {
  const told = group.meta?.needs_registration
  return typeof told === 'boolean' ? told : (refsOf(group, 'address_requirement') ?? []).length > 0
}

/** A number for sale in our words; absent where it cannot be sold to us (no prices, no place). */
export async function offerFrom(
  didww: Didww,
  available: Resource,
  included: Included,
): Promise<NumberOffer | undefined> {
  const group = included.one(available, 'did_group')
  const country = included.one(group, 'country')
  if (!group || !country) return undefined
  const { number } = attributesOf('available_dids', available)
  const { iso } = attributesOf('countries', country)
  const read = attributesOf('did_groups', group)
  const region = included.one(group, 'region')
  const city = included.one(group, 'city')
  const { currency } = didww.config
  const plans = plansOf(read, included.many(group, 'stock_keeping_units'), {
    currency,
    pool: await poolOf(didww, iso),
  })
  if (plans.length === 0) return undefined
  const shownCity = nameOf(city) ?? read.area_name
  return {
    offerId: offerIdOf({ country: iso, number, availableDidId: available.id, didGroupId: group.id }),
    number: `+${number}`,
    place: {
      country: iso,
      ...(region ? { regionId: region.id, regionName: nameOf(region) ?? '' } : {}),
      ...(city ? { rateCentreId: city.id } : {}),
      ...(shownCity ? { city: shownCity } : {}),
    },
    kind: kindOfName(nameOf(included.one(group, 'did_group_type'))),
    features: [...new Set(read.features.flatMap((feature) => features[feature] ?? []))],
    plans,
    needsRegistration: needsRegistration(group),
  }
}
