import { ProviderError } from '@turnup/domain'
import type { Effect } from '../action.ts'

/** The sealed ICCID of a unit. @throws ProviderError rejected when the order does not have it (any more) */
export async function storedIccid(effect: Effect, name: string): Promise<string> {
  const iccid = await effect.secrets.get(name)
  if (iccid) return iccid
  throw new ProviderError('rejected', {
    code: 'ICCID_MISSING',
    connector: effect.services.connectorOf.esim,
    operation: 'read ICCID',
    message:
      'The order does not hold the ICCID of this SIM (any more). Enter it by changing the step, or replace the profile.',
  })
}
