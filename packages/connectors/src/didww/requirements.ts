import type { RegistrationProblem, RegistrationRequirement } from '@turnup/domain'
import type { Didww, Found } from './client.ts'
import { link, refsOf } from './json-api.ts'
import { groupIncludes, needsRegistration } from './map-offer.ts'
import { problemFrom } from './map-problem.ts'
import { formsOf, noticeOf } from './map-requirement.ts'
import { readOfferId } from './offer-id.ts'
import { kindOfName } from './places.ts'
import { attributesOf } from './wire.ts'

const includes = [
  'country',
  'did_group_type',
  ...['personal', 'business', 'address'].map((subject) => `${subject}_proof_types`),
  ...['personal', 'business'].flatMap((party) => [
    `${party}_permanent_document`,
    `${party}_onetime_document`,
  ]),
].join(',')

/** The group names its requirement; where it does not, country and kind lead to it. */
async function requirementIdOf(didww: Didww, { resource: group }: Found): Promise<string | undefined> {
  const named = refsOf(group, 'address_requirement')?.[0]?.id
  if (named) return named
  const country = refsOf(group, 'country')?.[0]?.id
  const kind = refsOf(group, 'did_group_type')?.[0]?.id
  if (!country || !kind) return undefined
  const [first] = await didww.client.all('address_requirements', {
    'filter[country.id]': country,
    'filter[did_group_type.id]': kind,
  })
  return first?.id
}

/** The live rules for an offer (R169 to R173, X31); read anew each time, since they change. */
export async function findRequirement(
  didww: Didww,
  offerId: string,
): Promise<RegistrationRequirement | undefined> {
  const { didGroupId } = readOfferId(offerId, 'findRequirement')
  const group = await didww.client.find(`did_groups/${didGroupId}`, groupIncludes)
  if (!group || !needsRegistration(group.resource)) return undefined
  const requirementId = await requirementIdOf(didww, group)
  const found = requirementId && (await didww.client.find(`address_requirements/${requirementId}`, includes))
  if (!found) return undefined
  const { resource, included } = found
  const country = included.one(resource, 'country') ?? group.included.one(group.resource, 'country')
  const kind = included.one(resource, 'did_group_type')
  const notice = noticeOf(resource)
  return {
    requirementId: resource.id,
    country: country ? attributesOf('countries', country).iso : '',
    kind: kindOfName(kind && attributesOf('named', kind).name),
    forms: formsOf(resource, included),
    ...(notice ? { notice } : {}),
  }
}

/** Asks DIDWW whether identity and address would do; nothing is changed there. */
export async function validateRegistration(
  { client }: Didww,
  registration: { requirementId: string; identityId: string; addressId: string },
): Promise<RegistrationProblem[]> {
  const problems = await client.judge({
    type: 'address_requirement_validations',
    relationships: {
      address_requirement: link('address_requirements', registration.requirementId),
      identity: link('identities', registration.identityId),
      address: link('addresses', registration.addressId),
    },
  })
  return problems.map(({ detail, title }) => problemFrom(detail ?? title ?? 'DIDWW does not accept this.'))
}
