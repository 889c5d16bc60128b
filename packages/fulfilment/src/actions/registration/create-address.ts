import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { regulatedCarrierOf } from '../number/carrier.ts'
import { needed, storedRegistration } from './stored-registration.ts'

const Input = z.object({
  providerId: z.string(),
  identityId: z.string(),
  round: z.number().int().min(1),
})
const Result = z.object({ ref: z.string(), addressId: z.string() })

/** The address, linked to its identity (R186). */
export const createAddress = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'registration.create-address',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ providerId }) => `Address made at ${providerId} and linked to its identity`,
  lookFirst: true,
  calls: 2,
  async find({ providerId }, { services, ref }) {
    const address = await regulatedCarrierOf(services, providerId).findAddress(ref)
    return address && { ref, addressId: address.addressId }
  },
  async apply({ providerId, identityId }, effect) {
    const data = await storedRegistration(effect, providerId)
    const address = await regulatedCarrierOf(effect.services, providerId).createAddress(
      {
        identityId,
        country: needed(data, 'country', providerId),
        city: needed(data, 'city', providerId),
        postalCode: needed(data, 'postalCode', providerId),
        street: needed(data, 'street', providerId),
        ...(data.cityId ? { cityId: data.cityId } : {}),
        ...(data.areaId ? { areaId: data.areaId } : {}),
      },
      effect.ref,
    )
    return { ref: effect.ref, addressId: address.addressId }
  },
  undo: (result, { providerId }, { services, ref }) =>
    regulatedCarrierOf(services, providerId).removeAddress(result?.ref ?? ref),
})
