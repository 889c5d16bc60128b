import { type AddressVerification, type NewAddressVerification, ProviderError } from '@turnup/domain'
import type { Didww } from './client.ts'
import { link, type Resource } from './json-api.ts'
import { problemFrom } from './map-problem.ts'
import { markerOf, refOf } from './marker.ts'
import { connectorId, unclearAnswer } from './refusals.ts'
import { attributesOf } from './wire.ts'

const statuses: Record<string, AddressVerification['status']> = {
  pending: 'pending',
  approved: 'approved',
  rejected: 'rejected',
}

function verificationFrom(resource: Resource, effect: 'read' | 'write' = 'read'): AddressVerification {
  const read = attributesOf('address_verifications', resource, effect)
  const status = statuses[read.status]
  if (!status) throw unclearAnswer('GET address_verifications', effect, 'a status that is not documented')
  const words = [...read.reject_reasons, ...(read.reject_comment ? [read.reject_comment] : [])]
  return {
    verificationId: resource.id,
    ...refOf(read.external_reference_id),
    status,
    problems:
      status === 'rejected' ? (words.length > 0 ? words : ['DIDWW gave no reason.']).map(problemFrom) : [],
  }
}

export async function findVerification(
  { client }: Didww,
  ref: string,
): Promise<AddressVerification | undefined> {
  const found = await client.findByRef('address_verifications', markerOf(ref))
  return found && verificationFrom(found.resource)
}

export async function readVerification(
  { client }: Didww,
  verificationId: string,
): Promise<AddressVerification | undefined> {
  const found = await client.find(`address_verifications/${encodeURIComponent(verificationId)}`)
  return found && verificationFrom(found.resource)
}

/** @throws ProviderError `rejected` REGISTRATION_INCOMPLETE when DIDWW does not even begin */
export async function requestVerification(
  { client, config }: Didww,
  verification: NewAddressVerification,
  ref: string,
): Promise<AddressVerification> {
  const { callbackUrl } = config
  const create = client.create({
    type: 'address_verifications',
    attributes: {
      external_reference_id: markerOf(ref),
      ...(verification.serviceDescription ? { service_description: verification.serviceDescription } : {}),
      ...(callbackUrl ? { callback_url: callbackUrl, callback_method: 'post' } : {}),
    },
    relationships: {
      address: link('addresses', verification.addressId),
      dids: link('dids', verification.numberIds),
      ...(verification.documentIds?.length
        ? { onetime_files: link('encrypted_files', verification.documentIds) }
        : {}),
    },
  })
  const { resource } = await create.catch((error: unknown) => {
    throw isRefused(error) ? incomplete(error) : error
  })
  return verificationFrom(resource, 'write')
}

const isRefused = (error: unknown): error is ProviderError =>
  error instanceof ProviderError && error.kind === 'rejected'

function incomplete(error: ProviderError): ProviderError {
  const { operation, message, detail } = error
  return new ProviderError('rejected', {
    code: 'REGISTRATION_INCOMPLETE',
    connector: connectorId,
    operation,
    message,
    ...(detail === undefined ? {} : { detail }),
  })
}
