import { ProviderError } from '@turnup/domain'

export const connectorId = 'fusionpbx'

/** A business no: nothing was written. */
export function refused(operation: string, code: string, message: string): ProviderError {
  return new ProviderError('rejected', { code, connector: connectorId, operation, message })
}

export function tenantUnknown(operation: string): ProviderError {
  return refused(operation, 'TENANT_UNKNOWN', 'FusionPBX has no tenant with this id.')
}
