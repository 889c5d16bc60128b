import type { NumberOffer, NumberReservation } from '@turnup/domain'
import type { Didww, Found } from './client.ts'
import { link } from './json-api.ts'
import { offerFrom, reservationIncludes } from './map-offer.ts'
import { markerOf } from './marker.ts'
import { offerIdOf, readOfferId } from './offer-id.ts'
import { refused } from './refusals.ts'
import { attributesOf } from './wire.ts'

/** Reservations have no external reference; our mark stands in the description, which can be filtered by. */
async function find(didww: Didww, ref: string): Promise<Found | undefined> {
  const marker = markerOf(ref)
  const { resources, included } = await didww.client.page('did_reservations', {
    'filter[description]': marker,
    include: reservationIncludes,
  })
  const now = didww.now().getTime()
  const resource = resources.find((each) => {
    const { description, expires_at } = attributesOf('did_reservations', each)
    return description === marker && Date.parse(expires_at) > now
  })
  return resource && { resource, included }
}

function reservationFrom({ resource, included }: Found): NumberReservation | undefined {
  const available = included.one(resource, 'available_did')
  const group = included.one(available, 'did_group')
  const country = included.one(group, 'country')
  if (!available || !group || !country) return undefined
  const { number } = attributesOf('available_dids', available)
  const { iso } = attributesOf('countries', country)
  return {
    reservationId: resource.id,
    offerId: offerIdOf({ country: iso, number, availableDidId: available.id, didGroupId: group.id }),
    number: `+${number}`,
    expiresAt: instantOf(resource),
  }
}

const instantOf = (resource: Found['resource']) =>
  new Date(attributesOf('did_reservations', resource).expires_at).toISOString()

export async function findReservation(didww: Didww, ref: string): Promise<NumberReservation | undefined> {
  const found = await find(didww, ref)
  return found && reservationFrom(found)
}

export async function reserveNumber(didww: Didww, offerId: string, ref: string): Promise<NumberReservation> {
  const { availableDidId, number } = readOfferId(offerId, 'POST did_reservations')
  const standing = await findReservation(didww, ref)
  if (standing?.offerId === offerId) return standing
  const { client } = didww
  if (!(await client.find(`available_dids/${availableDidId}`))) {
    throw refused('POST did_reservations', 'NUMBER_TAKEN', `+${number} is gone. Choose another number.`)
  }
  const { resource } = await client.create({
    type: 'did_reservations',
    attributes: { description: markerOf(ref) },
    relationships: { available_did: link('available_dids', availableDidId) },
  })
  return { reservationId: resource.id, offerId, number: `+${number}`, expiresAt: instantOf(resource) }
}

/**
 * DIDWW cannot lengthen a reservation, so it is given back and made anew: for a moment somebody else could take the
 * number, which is then said.
 */
export async function extendReservation(didww: Didww, ref: string): Promise<NumberReservation> {
  const standing = await findReservation(didww, ref)
  if (!standing) {
    throw refused(
      'POST did_reservations',
      'RESERVATION_EXPIRED',
      'The reservation has run out. Reserve again.',
    )
  }
  await releaseReservation(didww, ref)
  return reserveNumber(didww, standing.offerId, ref)
}

export async function releaseReservation(didww: Didww, ref: string): Promise<void> {
  const found = await find(didww, ref)
  const refusal = found && (await didww.client.remove(`did_reservations/${found.resource.id}`))
  if (refusal) throw refusal
}

/** Is this reservation still ours? */
export async function isHeld(didww: Didww, reservationId: string): Promise<boolean> {
  const found = await didww.client.find(`did_reservations/${encodeURIComponent(reservationId)}`)
  if (!found) return false
  return Date.parse(attributesOf('did_reservations', found.resource).expires_at) > didww.now().getTime()
}

/** The offer of a number that we hold: while it is held, it is not among those for sale. */
export async function offerInReservation(
  didww: Didww,
  availableDidId: string,
): Promise<NumberOffer | undefined> {
  const { resources, included } = await didww.client.page('did_reservations', {
    include: reservationIncludes,
  })
  for (const resource of resources) {
    const available = included.one(resource, 'available_did')
    if (available?.id === availableDidId) return offerFrom(didww, available, included)
  }
  return undefined
}
