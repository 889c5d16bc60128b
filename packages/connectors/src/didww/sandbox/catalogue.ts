import { createHash } from 'node:crypto'
import type { Ref } from '../json-api.ts'
import type { Entity } from './state.ts'
import { countries, type Group, groups, proofTypes, requirements, templates } from './stock.ts'

/** The same id for the same thing at each start. */
export function idOf(type: string, name: string): string {
  const hex = createHash('sha1').update(`${type}/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const ref = (type: string, name: string): Ref => ({ type, id: idOf(type, name) })

function entity(
  type: string,
  name: string,
  attributes: Record<string, unknown>,
  relations: Entity['relations'] = {},
  meta?: Record<string, unknown>,
): Entity {
  return { id: idOf(type, name), type, attributes, relations, ...(meta ? { meta } : {}) }
}

const distinct = <Value>(values: (Value | undefined)[]) => [
  ...new Set(values.filter((value) => value !== undefined)),
]
const regionsOf = (iso: string) =>
  distinct(groups.filter((group) => group.iso === iso).map(({ region }) => region))
const nameOf = ({ iso, city, kind }: Group) => `${iso} ${city ?? kind}`

function placesOf({ iso, name, prefix }: (typeof countries)[number]): Entity[] {
  const country = ref('countries', iso)
  const own = groups.filter((group) => group.iso === iso)
  const cities = own.filter(({ city }) => city !== undefined)
  const regions = regionsOf(iso)
  return [
    entity(
      'countries',
      iso,
      { name, prefix, iso },
      { regions: regions.map((region) => ref('regions', region)) },
      { is_available: own.length > 0 },
    ),
    ...regions.map((region) => entity('regions', region, { name: region, iso: null }, { country })),
    ...distinct(own.map(({ area }) => area)).map((area) =>
      entity('areas', area, { name: area }, { country }),
    ),
    ...cities.map(({ city = '', region, area }) =>
      entity(
        'cities',
        city,
        { name: city },
        {
          country,
          region: region ? ref('regions', region) : null,
          area: area ? ref('areas', area) : null,
        },
        { is_available: true },
      ),
    ),
    entity(
      'capacity_pools',
      iso,
      {
        name: 'Standard',
        setup_price: '0.0',
        monthly_price: '15.0',
        metered_rate: '0.0150',
        minimum_qty_per_order: 1,
      },
      { countries: [country] },
    ),
  ]
}

function groupEntities(group: Group): Entity[] {
  const name = nameOf(group)
  const { iso, region, city, kind, numbers, isMetered, requirement, monthly, setup } = group
  const skus = [
    { included: 0, price: monthly },
    { included: 2, price: (Number(monthly) + 4).toFixed(2) },
  ]
  const didGroup = entity(
    'did_groups',
    name,
    {
      prefix: numbers.prefix,
      features: ['voice_in', 'voice_out', ...(kind === 'Local' ? ['t38'] : [])],
      is_metered: isMetered,
      area_name: city ?? kind,
      allow_additional_channels: !isMetered,
      service_restrictions: null,
    },
    {
      country: ref('countries', iso),
      region: region ? ref('regions', region) : null,
      city: city ? ref('cities', city) : null,
      did_group_type: ref('did_group_types', kind),
      stock_keeping_units: skus.map(({ included }) => ref('stock_keeping_units', `${name}/${included}`)),
      address_requirement: requirement ? ref('address_requirements', requirement) : null,
    },
    { needs_registration: requirement !== undefined, is_available: true, available_dids_enabled: true },
  )
  return [
    didGroup,
    ...skus.map(({ included, price }) =>
      entity('stock_keeping_units', `${name}/${included}`, {
        setup_price: setup,
        monthly_price: price,
        channels_included_count: included,
      }),
    ),
    ...Array.from({ length: numbers.count }, (_, line) => {
      // 555-0100 to 555-0199 are set aside in North America; elsewhere the range begins at its first number.
      const first = numbers.digits === 4 ? 100 : 0
      const number = `${numbers.prefix}${String(first + line).padStart(numbers.digits, '0')}`
      return entity(
        'available_dids',
        number,
        { number },
        { did_group: { type: 'did_groups', id: didGroup.id } },
      )
    }),
  ]
}

function requirementEntity(requirement: (typeof requirements)[number]): Entity {
  const types = (wanted: string) =>
    proofTypes.filter(([, kind]) => kind === wanted).map(([name]) => ref('proof_types', name))
  const { permanent } = requirement
  return entity(
    'address_requirements',
    requirement.name,
    {
      identity_type: requirement.identity,
      personal_area_level: requirement.identity === 'business' ? null : 'world_wide',
      business_area_level: requirement.level,
      address_area_level: requirement.level,
      personal_proof_qty: requirement.identity === 'business' ? 0 : 1,
      business_proof_qty: requirement.businessProofs,
      address_proof_qty: 1,
      personal_mandatory_fields: requirement.personal.length > 0 ? requirement.personal : null,
      business_mandatory_fields: requirement.business,
      service_description_required: requirement.service,
      restriction_message: requirement.notice,
    },
    {
      country: ref('countries', requirement.iso),
      did_group_type: ref('did_group_types', 'Local'),
      personal_proof_types: types('Personal'),
      business_proof_types: types('Business'),
      address_proof_types: types('Address'),
      personal_permanent_document: null,
      business_permanent_document: permanent ? ref('supporting_document_templates', permanent) : null,
      personal_onetime_document: null,
      business_onetime_document: null,
    },
  )
}

/** Everything that is there without us: places, kinds, groups, prices, numbers, rules. */
export const catalogue: readonly Entity[] = [
  ...['Global', 'Local', 'Mobile', 'National', 'Shared Cost', 'Toll-free'].map((name) =>
    entity('did_group_types', name, { name }),
  ),
  ...countries.flatMap(placesOf),
  ...groups.flatMap(groupEntities),
  ...proofTypes.map(([name, entity_type]) => entity('proof_types', name, { name, entity_type })),
  ...templates.map(({ name, permanent }) =>
    entity('supporting_document_templates', name, {
      name,
      permanent,
      url: `https://didww.sandbox.example/forms/${encodeURIComponent(name)}.pdf`,
    }),
  ),
  ...requirements.map(requirementEntity),
  entity('pops', 'Frankfurt', { name: 'Frankfurt, Germany' }),
]
