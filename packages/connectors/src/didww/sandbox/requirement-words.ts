import type { Entity } from './state.ts'
import { follow, idsOf, type World } from './world.ts'

/** Labels and names of mandatory fields, and the attribute that holds them. */
const attributeOf: Record<string, string> = {
  birth_date: 'birth_date',
  id_number: 'id_number',
  personal_tax_id: 'personal_tax_id',
  'Company ID': 'company_reg_number',
  'VAT Number / TAX Code': 'vat_id',
}

function proofsShort(world: World, entity: Entity, subject: string, wanted: unknown): string[] {
  const has = follow(world, entity, 'proofs').filter((proof) =>
    follow(world, proof, 'proof_type').some(
      ({ attributes }) => String(attributes.entity_type).toLowerCase() === subject.toLowerCase(),
    ),
  ).length
  const missing = Number(wanted ?? 0) - has
  return missing > 0 ? [`${subject} proof is required (${missing} missing)`] : []
}

/** What the carrier has against an identity and an address, in its kind of words; nothing: all is well. */
export function wordsAgainst(
  world: World,
  { requirement, identity, address }: { requirement: Entity; identity: Entity; address: Entity },
): string[] {
  const party = String(identity.attributes.identity_type)
  const { attributes } = requirement
  const allowed = String(attributes.identity_type).toLowerCase()
  if (allowed !== 'any' && allowed !== party) return [`Identity must be ${allowed}`]
  const mandatory = (attributes[`${party}_mandatory_fields`] ?? []) as string[]
  const missing = mandatory.filter((name) => {
    const attribute = attributeOf[name]
    return attribute !== undefined && !identity.attributes[attribute]
  })
  const template = follow(world, requirement, `${party}_permanent_document`)[0]
  const forms = follow(world, identity, 'permanent_documents').flatMap((form) => idsOf(form, 'template'))
  const country = follow(world, requirement, 'country')[0]
  const isElsewhere =
    attributes.address_area_level !== 'world_wide' && !idsOf(address, 'country').includes(country?.id ?? '')
  const subject = party === 'business' ? 'Business' : 'Personal'
  return [
    ...missing.map((name) => `Identity ${name.replaceAll('_', ' ')} can't be blank`),
    ...proofsShort(world, identity, subject, attributes[`${party}_proof_qty`]),
    ...proofsShort(world, address, 'Address', attributes.address_proof_qty),
    ...(template && !forms.includes(template.id)
      ? [`Following Supporting Document(s) required (${template.attributes.name})`]
      : []),
    ...(isElsewhere ? [`Address in ${country?.attributes.name} required`] : []),
  ]
}
