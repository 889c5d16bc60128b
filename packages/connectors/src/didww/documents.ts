import type { NewProof, NewRegulatedDocument, RegulatedDocument } from '@turnup/domain'
import type { Didww } from './client.ts'
import { carrierKeys, encryptFor } from './encryption.ts'
import { link, type Resource } from './json-api.ts'
import { markerOf } from './marker.ts'
import { attributesOf } from './wire.ts'

function documentFrom(resource: Resource, effect: 'read' | 'write' = 'read'): RegulatedDocument {
  const { expires_at } = attributesOf('encrypted_files', resource, effect)
  return {
    documentId: resource.id,
    ...(expires_at ? { expiresAt: new Date(expires_at).toISOString() } : {}),
  }
}

/** Files have no external reference and no filter; our mark stands in the description, and all files are read. */
export async function findDocument({ client }: Didww, ref: string): Promise<RegulatedDocument | undefined> {
  const marker = markerOf(ref)
  const files = await client.all('encrypted_files')
  const found = files.find((file) => attributesOf('encrypted_files', file).description === marker)
  return found && documentFrom(found)
}

/** Neither the paper nor its name is sent in the clear, and neither stands in any record. */
export async function uploadDocument(
  { client }: Didww,
  document: NewRegulatedDocument,
  ref: string,
): Promise<RegulatedDocument> {
  const keys = await client.all('public_keys')
  const carrier = carrierKeys(keys.map((key) => attributesOf('public_keys', key).key))
  const form = new FormData()
  form.set('encrypted_files[encryption_fingerprint]', carrier.fingerprint)
  form.set('encrypted_files[description]', markerOf(ref))
  const sealed = encryptFor(carrier, document.content)
  form.set('encrypted_files[file]', new Blob([new Uint8Array(sealed)]), 'paper.enc')
  const { resource } = await client.upload('encrypted_files', form)
  return documentFrom(resource, 'write')
}

export async function removeDocument(didww: Didww, ref: string): Promise<void> {
  const found = await findDocument(didww, ref)
  const refusal = found && (await didww.client.remove(`encrypted_files/${found.documentId}`))
  if (refusal) throw refusal
}

export async function findProof({ client }: Didww, ref: string): Promise<{ proofId: string } | undefined> {
  const found = await client.findByRef('proofs', markerOf(ref))
  return found && { proofId: found.resource.id }
}

export async function createProof(
  { client }: Didww,
  proof: NewProof,
  ref: string,
): Promise<{ proofId: string }> {
  const entity =
    'addressId' in proof.of ? link('addresses', proof.of.addressId) : link('identities', proof.of.identityId)
  const { resource } = await client.create({
    type: 'proofs',
    attributes: { external_reference_id: markerOf(ref) },
    relationships: {
      proof_type: link('proof_types', proof.proofTypeId),
      entity,
      files: link('encrypted_files', proof.documentIds),
    },
  })
  return { proofId: resource.id }
}

export async function removeProof(didww: Didww, ref: string): Promise<void> {
  const found = await findProof(didww, ref)
  const refusal = found && (await didww.client.remove(`proofs/${found.proofId}`))
  if (refusal) throw refusal
}

export async function findPermanentForm(
  { client }: Didww,
  identityId: string,
  templateId: string,
): Promise<{ formId: string } | undefined> {
  const path = `identities/${encodeURIComponent(identityId)}`
  const identity = await client.find(path, 'permanent_documents.template')
  const form = identity?.included
    .many(identity.resource, 'permanent_documents')
    .find((each) => identity.included.one(each, 'template')?.id === templateId)
  return form && { formId: form.id }
}

/** One form of a template stands with an identity; one that is there already is given back. */
export async function submitPermanentForm(
  didww: Didww,
  form: { identityId: string; templateId: string; documentIds: string[] },
  ref: string,
): Promise<{ formId: string }> {
  const standing = await findPermanentForm(didww, form.identityId, form.templateId)
  if (standing) return standing
  const { resource } = await didww.client.create({
    type: 'permanent_supporting_documents',
    attributes: { external_reference_id: markerOf(ref) },
    relationships: {
      identity: link('identities', form.identityId),
      template: link('supporting_document_templates', form.templateId),
      files: link('encrypted_files', form.documentIds),
    },
  })
  return { formId: resource.id }
}
