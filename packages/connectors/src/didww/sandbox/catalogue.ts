import { createHash } from 'node:crypto'
import type { Ref } from '../json-api.ts'
import type { Entity } from './state.ts'

/** The same id for the same thing at each start. */
export function idOf(type: string, name: string): string {
  const hex = createHash('sha1').update(`${type}/${name}`).digest('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-5${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

const ref = (type: string, name: string): Ref => ({ type, id: idOf(type, name) })

interface Group {
  iso: string
  region?: string
  city?: string
  area?: string
  kind: 'Local' | 'National' | 'Mobile' | 'Toll-free'
  /** Fictional numbers wherever the country's numbering plan sets some aside. */
  numbers: { prefix: string; digits: number; count: number }
  isMetered: boolean
  /** The name of the requirement that goes with it. */
  requirement?: string
  monthly: string
  setup: string
}

const countries = [
  { iso: 'US', name: 'United States', prefix: '1' },
  { iso: 'GB', name: 'United Kingdom', prefix: '44' },
  { iso: 'ZA', name: 'South Africa', prefix: '27' },
  { iso: 'DE', name: 'Germany', prefix: '49' },
  { iso: 'BE', name: 'Belgium', prefix: '32' },
]

const groups: Group[] = [
  {
    iso: 'US',
    region: 'New York',
    city: 'New York',
    kind: 'Local',
    numbers: { prefix: '1212555', digits: 4, count: 100 },
    isMetered: true,
    monthly: '1.10',
    setup: '0.00',
  },
  {
    iso: 'US',
    region: 'New York',
    city: 'Albany',
    kind: 'Local',
    numbers: { prefix: '1518555', digits: 4, count: 40 },
    isMetered: false,
    monthly: '1.10',
    setup: '0.00',
  },
  {
    iso: 'GB',
    city: 'London',
    area: 'Greater London',
    kind: 'Local',
    numbers: { prefix: '442079460', digits: 3, count: 100 },
    isMetered: true,
    requirement: 'GB Local',
    monthly: '2.50',
    setup: '1.00',
  },
  {
    iso: 'GB',
    kind: 'Toll-free',
    numbers: { prefix: '448081570', digits: 3, count: 30 },
    isMetered: true,
    monthly: '6.00',
    setup: '5.00',
  },
  {
    iso: 'ZA',
    city: 'Cape Town',
    area: 'Western Cape',
    kind: 'Local',
    numbers: { prefix: '2721555', digits: 4, count: 60 },
    isMetered: true,
    requirement: 'ZA Local',
    monthly: '3.20',
    setup: '2.00',
  },
  {
    iso: 'ZA',
    city: 'Johannesburg',
    area: 'Gauteng',
    kind: 'Local',
    numbers: { prefix: '2711555', digits: 4, count: 60 },
    isMetered: true,
    requirement: 'ZA Local',
    monthly: '3.20',
    setup: '2.00',
  },
  {
    iso: 'DE',
    city: 'Berlin',
    area: 'Berlin',
    kind: 'Local',
    numbers: { prefix: '493023125', digits: 3, count: 60 },
    isMetered: false,
    requirement: 'DE Local',
    monthly: '1.90',
    setup: '0.00',
  },
]

const proofTypes: [name: string, entity: 'Personal' | 'Business' | 'Address'][] = [
  ['Passport', 'Personal'],
  ['National ID card', 'Personal'],
  ['Drivers License', 'Personal'],
  ['Certificate of Registration', 'Business'],
  ['Tax registration', 'Business'],
  ['Utility Bill', 'Address'],
  ['Bank statement', 'Address'],
  ['Rental Receipt', 'Address'],
]
const templates = [
  { name: 'Germany Special Registration Form', permanent: true },
  { name: 'Generic LOI', permanent: false },
]

/** Labels and snake case side by side, as the carrier has them. */
const requirements = [
  {
    name: 'GB Local',
    iso: 'GB',
    identity: 'any',
    level: 'world_wide',
    personal: [],
    business: ['Company ID'],
    businessProofs: 1,
    service: false,
    notice: 'End user registration is required.',
  },
  {
    name: 'ZA Local',
    iso: 'ZA',
    identity: 'Any',
    level: 'country',
    personal: ['birth_date', 'id_number'],
    business: ['VAT Number / TAX Code', 'Company ID'],
    businessProofs: 1,
    service: true,
    notice: 'The address must be in South Africa.',
  },
  {
    name: 'DE Local',
    iso: 'DE',
    identity: 'business',
    level: 'city',
    personal: [],
    business: ['Company ID', 'Proof of ID'],
    businessProofs: 2,
    service: false,
    notice: 'The company must have an address in the city of the number.',
    permanent: 'Germany Special Registration Form',
  },
]

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
