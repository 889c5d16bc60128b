import type { AddressVerification } from '@turnup/domain'
import { z } from 'zod'
import { defineAction, type Effect } from '../../action.ts'
import { waitForCarrier } from '../../wait.ts'
import { regulatedCarrierOf } from '../number/carrier.ts'
import { storedRegistration } from './stored-registration.ts'

const Input = z.object({
  providerId: z.string(),
  addressId: z.string(),
  orderId: z.string(),
  round: z.number().int().min(1),
})
type Input = z.infer<typeof Input>
const Result = z.object({ verificationId: z.string() })

function resultOf({ verificationId }: AddressVerification): z.infer<typeof Result> {
  return { verificationId }
}

/** Asks the carrier's people to verify the address for the number; the number must be assigned by then (R188). */
export const requestVerification = defineAction<Input, z.infer<typeof Result>>({
  name: 'registration.request-verification',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ providerId }) => `Verification requested at ${providerId}`,
  lookFirst: true,
  calls: 3,
  async find({ providerId }, { services, ref }) {
    const verification = await regulatedCarrierOf(services, providerId).findVerification(ref)
    return verification && resultOf(verification)
  },
  async apply(input, effect) {
    const { providerId, addressId } = input
    const numberId = await assignedNumber(input, effect)
    if (numberId === undefined) {
      return waitForCarrier(effect, `${providerId} has not assigned the number yet.`)
    }
    const { values } = await storedRegistration(effect, providerId)
    const { serviceDescription } = values
    const verification = await regulatedCarrierOf(effect.services, providerId).requestVerification(
      { addressId, numberIds: [numberId], ...(serviceDescription ? { serviceDescription } : {}) },
      effect.ref,
    )
    return resultOf(verification)
  },
})

async function assignedNumber(
  { providerId, orderId }: Input,
  { services }: Effect,
): Promise<string | undefined> {
  return (await regulatedCarrierOf(services, providerId).readOrder(orderId))?.numberId
}
