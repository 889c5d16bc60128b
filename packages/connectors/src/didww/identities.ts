import type { Identity, NewIdentity, NewRegulatedAddress, RegulatedAddress } from '@turnup/domain'
import type { Didww } from './client.ts'
import { link, type Resource, refsOf } from './json-api.ts'
import { markerOf } from './marker.ts'
import { countryIdOf } from './places.ts'
import { attributesOf } from './wire.ts'

function identityFrom(resource: Resource, effect: 'read' | 'write' = 'read'): Identity {
  const { identity_type, verified } = attributesOf('identities', resource, effect)
  return {
    identityId: resource.id,
    party: identity_type === 'business' ? 'business' : 'personal',
    isVerified: verified,
  }
}

export async function findIdentity({ client }: Didww, ref: string): Promise<Identity | undefined> {
  const found = await client.findByRef('identities', markerOf(ref))
  return found && identityFrom(found.resource)
}

/** The names of DIDWW's attributes for ours; what was not given is not sent. */
function attributesFrom(identity: NewIdentity): Record<string, string> {
  const all: Record<string, string | undefined> = {
    identity_type: identity.party,
    first_name: identity.firstName,
    last_name: identity.lastName,
    phone_number: identity.phone.replace(/^\+/, ''),
    contact_email: identity.email,
    birth_date: identity.birthDate,
    id_number: identity.idNumber,
    personal_tax_id: identity.personalTaxId,
    company_name: identity.companyName,
    company_reg_number: identity.companyRegistrationNumber,
    vat_id: identity.vatId,
  }
  return Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value ? [[name, value]] : [])))
}

export async function createIdentity(didww: Didww, identity: NewIdentity, ref: string): Promise<Identity> {
  const countryId = await countryIdOf(didww, identity.country, 'POST identities')
  const birthCountryId = identity.birthCountry
    ? await countryIdOf(didww, identity.birthCountry, 'POST identities')
    : undefined
  const { resource } = await didww.client.create({
    type: 'identities',
    attributes: { ...attributesFrom(identity), external_reference_id: markerOf(ref) },
    relationships: {
      country: link('countries', countryId),
      ...(birthCountryId ? { birth_country: link('countries', birthCountryId) } : {}),
    },
  })
  return identityFrom(resource, 'write')
}

/** What belongs to it goes first: DIDWW keeps what others depend on. */
export async function removeIdentity(didww: Didww, ref: string): Promise<void> {
  const found = await didww.client.findByRef('identities', markerOf(ref))
  if (!found) return
  const identityId = found.resource.id
  const addresses = await didww.client.all('addresses', { 'filter[identity.id]': identityId })
  for (const { id } of addresses) await removeWithParts(didww, `addresses/${id}`, ['proofs'])
  await removeWithParts(didww, `identities/${identityId}`, ['proofs', 'permanent_documents'])
}

async function removeWithParts({ client }: Didww, path: string, parts: string[]): Promise<void> {
  const found = await client.find(path, parts.join(','))
  if (!found) return
  for (const { type, id } of parts.flatMap((part) => refsOf(found.resource, part) ?? [])) {
    const refusal = await client.remove(`${type}/${id}`)
    if (refusal) throw refusal
  }
  const refusal = await client.remove(path)
  if (refusal) throw refusal
}

function addressFrom(resource: Resource, effect: 'read' | 'write' = 'read'): RegulatedAddress {
  const identityId = refsOf(resource, 'identity')?.[0]?.id
  return {
    addressId: resource.id,
    ...(identityId ? { identityId } : {}),
    isVerified: attributesOf('addresses', resource, effect).verified,
  }
}

export async function findAddress({ client }: Didww, ref: string): Promise<RegulatedAddress | undefined> {
  const found = await client.findByRef('addresses', markerOf(ref), 'identity')
  return found && addressFrom(found.resource)
}

export async function createAddress(
  didww: Didww,
  address: NewRegulatedAddress,
  ref: string,
): Promise<RegulatedAddress> {
  const countryId = await countryIdOf(didww, address.country, 'POST addresses')
  const { resource } = await didww.client.create({
    type: 'addresses',
    attributes: {
      city_name: address.city,
      postal_code: address.postalCode,
      address: address.street,
      external_reference_id: markerOf(ref),
    },
    relationships: {
      identity: link('identities', address.identityId),
      country: link('countries', countryId),
      ...(address.cityId ? { city: link('cities', address.cityId) } : {}),
      ...(address.areaId ? { area: link('areas', address.areaId) } : {}),
    },
  })
  return { ...addressFrom(resource, 'write'), identityId: address.identityId }
}

export async function removeAddress(didww: Didww, ref: string): Promise<void> {
  const found = await didww.client.findByRef('addresses', markerOf(ref))
  if (found) await removeWithParts(didww, `addresses/${found.resource.id}`, ['proofs'])
}
