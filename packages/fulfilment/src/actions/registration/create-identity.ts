import type { NewIdentity, RegistrationData } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { regulatedCarrierOf } from '../number/carrier.ts'
import { needed, storedRegistration } from './stored-registration.ts'

const Input = z.object({
  providerId: z.string(),
  party: z.enum(['personal', 'business']),
  round: z.number().int().min(1),
})
type Input = z.infer<typeof Input>
const Result = z.object({
  ref: z.string(),
  identityId: z.string(),
  /** Which version of the registration the carrier has; null where it was found there without our knowing. */
  dataVersion: z.number().int().nullable(),
})

/** The person or company at the carrier (R186). Their data is read sealed and appears nowhere. */
export const createIdentity = defineAction<Input, z.infer<typeof Result>>({
  name: 'registration.create-identity',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ party, providerId }) =>
    `${party === 'business' ? 'Business' : 'Personal'} identity made at ${providerId}`,
  lookFirst: true,
  calls: 2,
  async find({ providerId }, { services, ref }) {
    const identity = await regulatedCarrierOf(services, providerId).findIdentity(ref)
    return identity && { ref, identityId: identity.identityId, dataVersion: null }
  },
  async apply(input, effect) {
    const data = await storedRegistration(effect, input.providerId)
    const carrier = regulatedCarrierOf(effect.services, input.providerId)
    const { identityId } = await carrier.createIdentity(identityFrom(data, input), effect.ref)
    return { ref: effect.ref, identityId, dataVersion: data.version }
  },
  undo: (result, { providerId }, { services, ref }) =>
    regulatedCarrierOf(services, providerId).removeIdentity(result?.ref ?? ref),
})

const optional = [
  'email',
  'birthCountry',
  'birthDate',
  'idNumber',
  'personalTaxId',
  'companyName',
  'companyRegistrationNumber',
  'vatId',
] as const

function identityFrom(data: RegistrationData, { party, providerId }: Input): NewIdentity {
  const given = optional.flatMap((name) => (data.values[name] ? [[name, data.values[name]]] : []))
  return {
    party,
    firstName: needed(data, 'firstName', providerId),
    lastName: needed(data, 'lastName', providerId),
    phone: needed(data, 'phone', providerId),
    country: needed(data, 'country', providerId),
    ...Object.fromEntries(given),
  }
}
