import type {
  DocumentTemplate,
  PlaceLevel,
  ProofRequirement,
  RegistrationField,
  RegistrationForm,
  RegistrationFormField,
  RegulatedParty,
} from '@turnup/domain'
import type { Included, Resource } from './json-api.ts'
import { attributesOf } from './wire.ts'

/** Mandatory fields are named in snake case or as labels ("Personal Tax ID"), from one requirement to the next. */
const fieldNames: Record<string, RegistrationField> = {
  first_name: 'firstName',
  last_name: 'lastName',
  birth_date: 'birthDate',
  birth_country: 'birthCountry',
  country: 'country',
  id_number: 'idNumber',
  personal_id: 'idNumber',
  personal_tax_id: 'personalTaxId',
  representative_tax_id: 'personalTaxId',
  phone_number: 'phone',
  contact_email: 'email',
  company_name: 'companyName',
  company_id: 'companyRegistrationNumber',
  company_reg_number: 'companyRegistrationNumber',
  vat_id: 'vatId',
  vat_number_tax_code: 'vatId',
}

const snake = (label: string) =>
  label
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_|_$/g, '')

type FieldShape = Pick<RegistrationFormField, 'section' | 'kind'> & { always?: boolean }
type Shapes = Partial<Record<RegistrationField, FieldShape>>

/** In the order of the form; `always`: DIDWW wants it whatever the requirement says (R170 to R172). */
const person: Shapes = {
  firstName: { section: 'identity', kind: 'text', always: true },
  lastName: { section: 'identity', kind: 'text', always: true },
  birthDate: { section: 'identity', kind: 'date' },
  birthCountry: { section: 'identity', kind: 'country' },
  idNumber: { section: 'identity', kind: 'text' },
  personalTaxId: { section: 'identity', kind: 'text' },
  phone: { section: 'identity', kind: 'phone', always: true },
  email: { section: 'identity', kind: 'email' },
}
const company: Shapes = {
  companyName: { section: 'business', kind: 'text', always: true },
  companyRegistrationNumber: { section: 'business', kind: 'text' },
  vatId: { section: 'business', kind: 'text' },
}
const place: Shapes = {
  country: { section: 'address', kind: 'country', always: true },
  city: { section: 'address', kind: 'place', always: true },
  postalCode: { section: 'address', kind: 'text', always: true },
  street: { section: 'address', kind: 'text', always: true },
}

/** Shown on every form, asked for only where they are mandatory. */
const offered = new Set<RegistrationField>(['birthDate', 'email', 'companyRegistrationNumber', 'vatId'])

type Requirement = ReturnType<typeof attributesOf<'address_requirements'>>

function fieldsOf(
  party: RegulatedParty,
  mandatory: string[],
  requirement: Requirement,
): RegistrationFormField[] {
  const wanted = new Set(mandatory.map((label) => fieldNames[snake(label)]))
  const shapes = { ...person, ...(party === 'business' ? company : {}), ...place }
  const fields = Object.entries(shapes).flatMap(([name, shape]): RegistrationFormField[] => {
    const field = name as RegistrationField
    const isRequired = shape.always === true || wanted.has(field)
    if (!isRequired && !offered.has(field)) return []
    return [{ name: field, section: shape.section, kind: shape.kind, isRequired }]
  })
  if (!requirement.service_description_required) return fields
  return [...fields, { name: 'serviceDescription', section: 'service', kind: 'long-text', isRequired: true }]
}

const levels: Record<string, PlaceLevel> = {
  world_wide: 'world-wide',
  worldwide: 'world-wide',
  country: 'country',
  area: 'area',
  city: 'city',
}
const levelOf = (level: string | null | undefined): PlaceLevel => levels[snake(level ?? '')] ?? 'world-wide'

function proofOf(
  subject: ProofRequirement['of'],
  quantity: number | null | undefined,
  types: Resource[],
): ProofRequirement[] {
  if (!quantity) return []
  const accepted = types.map((type) => ({ proofTypeId: type.id, name: attributesOf('named', type).name }))
  return [{ of: subject, quantity, accepted }]
}

function templatesOf(templates: (Resource | undefined)[]): DocumentTemplate[] {
  return templates.flatMap((template) => {
    if (!template) return []
    const { name, url, permanent } = attributesOf('templates', template)
    return [{ templateId: template.id, name, url, isPermanent: permanent }]
  })
}

/** One form for each kind of party that the requirement allows. */
export function formsOf(resource: Resource, included: Included): RegistrationForm[] {
  const requirement = attributesOf('address_requirements', resource)
  const { identity_type } = requirement
  const parties = (['personal', 'business'] as const).filter(
    (party) => identity_type === 'any' || identity_type === party,
  )
  return parties.map((party) => ({
    party,
    fields: fieldsOf(party, requirement[`${party}_mandatory_fields`], requirement),
    proofs: [
      ...proofOf(
        party === 'personal' ? 'identity' : 'business',
        requirement[`${party}_proof_qty`],
        included.many(resource, `${party}_proof_types`),
      ),
      ...proofOf('address', requirement.address_proof_qty, included.many(resource, 'address_proof_types')),
    ],
    templates: templatesOf([
      included.one(resource, `${party}_permanent_document`),
      included.one(resource, `${party}_onetime_document`),
    ]),
    identityLevel: levelOf(requirement[`${party}_area_level`]),
    addressLevel: levelOf(requirement.address_area_level),
  }))
}

/** The carrier's own words of restriction, and what it asks for that no field of ours stands for. */
export function noticeOf(resource: Resource): string | undefined {
  const requirement = attributesOf('address_requirements', resource)
  const labels = [...requirement.personal_mandatory_fields, ...requirement.business_mandatory_fields]
  const strange = [...new Set(labels.filter((label) => !fieldNames[snake(label)]))]
  const more = strange.length > 0 ? `DIDWW also asks for: ${strange.join(', ')}.` : ''
  return [requirement.restriction_message ?? '', more].filter(Boolean).join('\n') || undefined
}
