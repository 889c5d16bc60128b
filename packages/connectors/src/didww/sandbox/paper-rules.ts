import {
  attach,
  conflict,
  detach,
  linked,
  linkedOne,
  markerIn,
  onlyKnown,
  type Rules,
  required,
} from './requests.ts'
import type { Entity } from './state.ts'
import { idsOf, invalid, toOne } from './world.ts'

const identityAttributes = [
  'identity_type',
  'first_name',
  'last_name',
  'phone_number',
  'contact_email',
  'id_number',
  'birth_date',
  'company_name',
  'company_reg_number',
  'vat_id',
  'personal_tax_id',
  'description',
]

function free(entity: Entity, relations: string[]): void {
  if (relations.some((relation) => idsOf(entity, relation).length > 0)) {
    throw conflict('Other records depend on this one')
  }
}

export const paperRules: Record<string, Rules> = {
  identities: {
    create(world, request) {
      onlyKnown(request, [...identityAttributes, 'external_reference_id'])
      required(request, ['identity_type', 'first_name', 'last_name', 'phone_number'])
      if (request.attributes.identity_type === 'business') required(request, ['company_name'])
      const country = linkedOne(world, request, 'country', ['countries'])
      const [birthCountry] = linked(world, request, 'birth_country', ['countries'])
      return world.add({
        type: 'identities',
        attributes: { ...request.attributes, ...markerIn(request), verified: false },
        relations: {
          country: toOne('countries', country.id),
          birth_country: birthCountry ? toOne('countries', birthCountry.id) : null,
          addresses: [],
          proofs: [],
          permanent_documents: [],
        },
      })
    },
    remove(world, identity) {
      free(identity, ['addresses', 'proofs', 'permanent_documents'])
      detach(world, identity)
    },
  },
  addresses: {
    create(world, request) {
      onlyKnown(request, ['city_name', 'postal_code', 'address', 'description', 'external_reference_id'])
      required(request, ['city_name', 'postal_code', 'address'])
      const identity = linkedOne(world, request, 'identity', ['identities'])
      const country = linkedOne(world, request, 'country', ['countries'])
      const [city] = linked(world, request, 'city', ['cities'])
      const [area] = linked(world, request, 'area', ['areas'])
      const address = world.add({
        type: 'addresses',
        attributes: { ...request.attributes, ...markerIn(request), verified: false },
        relations: {
          identity: toOne('identities', identity.id),
          country: toOne('countries', country.id),
          city: city ? toOne('cities', city.id) : null,
          area: area ? toOne('areas', area.id) : null,
          proofs: [],
        },
      })
      attach(identity, 'addresses', address)
      return address
    },
    remove(world, address) {
      free(address, ['proofs'])
      detach(world, address)
    },
  },
  encrypted_files: { remove: detach },
  proofs: {
    create(world, request) {
      onlyKnown(request, ['external_reference_id'])
      const type = linkedOne(world, request, 'proof_type', ['proof_types'])
      const entity = linkedOne(world, request, 'entity', ['identities', 'addresses'])
      const files = linked(world, request, 'files', ['encrypted_files'])
      if (files.length === 0) throw invalid("Files can't be blank", '/data/relationships/files')
      const proves = String(type.attributes.entity_type).toLowerCase()
      const is = entity.type === 'addresses' ? 'address' : String(entity.attributes.identity_type)
      // A business shows papers of its representative too.
      if (proves !== is && !(is === 'business' && proves === 'personal'))
        throw invalid('Proof type is invalid')
      const proof = world.add({
        type: 'proofs',
        attributes: { expires_at: null, ...markerIn(request) },
        relations: {
          proof_type: toOne('proof_types', type.id),
          entity: toOne(entity.type, entity.id),
          files: files.map(({ id }) => toOne('encrypted_files', id)),
        },
      })
      attach(entity, 'proofs', proof)
      return proof
    },
    remove: detach,
  },
  permanent_supporting_documents: {
    create(world, request) {
      onlyKnown(request, ['external_reference_id'])
      const identity = linkedOne(world, request, 'identity', ['identities'])
      const template = linkedOne(world, request, 'template', ['supporting_document_templates'])
      const files = linked(world, request, 'files', ['encrypted_files'])
      if (!template.attributes.permanent || files.length === 0) throw invalid('Template is invalid')
      const form = world.add({
        type: 'permanent_supporting_documents',
        attributes: markerIn(request),
        relations: {
          identity: toOne('identities', identity.id),
          template: toOne('supporting_document_templates', template.id),
          files: files.map(({ id }) => toOne('encrypted_files', id)),
        },
      })
      attach(identity, 'permanent_documents', form)
      return form
    },
    remove: detach,
  },
}
