import { type RegistrationData, registrationSecret } from '@turnup/domain'
import { z } from 'zod'
import type { Effect } from '../../action.ts'
import { carrierError } from '../number/carrier.ts'

const Stored = z.object({
  version: z.number().int().min(1),
  values: z.record(z.string(), z.string()),
  cityId: z.string().optional(),
  areaId: z.string().optional(),
})

/** Reads what the vault gave back. @throws when it is not a registration: a fault of ours */
export function parseRegistration(text: string): RegistrationData {
  return Stored.parse(JSON.parse(text)) as RegistrationData
}

/**
 * The customer's sealed registration, opened for as long as a call lasts.
 * @throws ProviderError rejected REGISTRATION_MISSING when the order does not hold it (any more)
 */
export async function storedRegistration(effect: Effect, providerId: string): Promise<RegistrationData> {
  const text = await effect.secrets.get(registrationSecret)
  if (text) return parseRegistration(text)
  const message =
    'The order does not hold the registration of its customer (any more). Ask the customer to correct it, then retry.'
  throw carrierError('rejected', providerId, 'read registration', 'REGISTRATION_MISSING', message)
}

/** A value that the call cannot do without. @throws ProviderError rejected REGISTRATION_INCOMPLETE */
export function needed(
  { values }: RegistrationData,
  name: keyof RegistrationData['values'],
  providerId: string,
): string {
  const value = values[name]
  if (value) return value
  const message = `The registration lacks ${name}. Ask the customer to correct it, then retry.`
  throw carrierError('rejected', providerId, 'read registration', 'REGISTRATION_INCOMPLETE', message)
}
