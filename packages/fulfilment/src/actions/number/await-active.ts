import { type AddressVerification, type NumberOrder, numberEndings, ProviderError } from '@turnup/domain'
import { z } from 'zod'
import { defineAction, type Effect } from '../../action.ts'
import { waitForCarrier } from '../../wait.ts'
import { sentencesOf } from '../registration/sentences-of.ts'
import { carrierError, carrierOf, isPassing, regulatedCarrierOf } from './carrier.ts'

const Input = z.object({
  providerId: z.string(),
  orderId: z.string(),
  number: z.string(),
  /** Null where the number needs no verification. */
  verificationId: z.string().nullable(),
  round: z.number().int().min(1),
})
type Input = z.infer<typeof Input>
const Result = z.object({ number: z.string(), numberId: z.string().nullable() })

/**
 * Waits until the carrier says that the number works: by looking now and then, and at once when a callback hints at
 * news (R189). Blocked, terminated and a rejected verification are for a person.
 */
export const awaitActive = defineAction<Input, z.infer<typeof Result>>({
  name: 'number.await-active',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ number, providerId }) => `Number ${number} active at ${providerId}`,
  repeatable: () => true,
  calls: 2,
  async apply(input, effect) {
    try {
      const order = await carrierOf(effect.services, input.providerId).readOrder(input.orderId)
      if (!order) throw gone(input)
      refuseEnded(order, input)
      const verification = await verificationOf(input, effect)
      if (verification?.status === 'rejected') throw rejected(verification, input)
      if (order.status === 'active') {
        return { number: order.number ?? input.number, numberId: order.numberId ?? null }
      }
      return waitForCarrier(effect, words(order, verification, input))
    } catch (error) {
      if (!isPassing(error)) throw error
      return waitForCarrier(
        effect,
        `${input.providerId} cannot be asked about ${input.number} at the moment: ${error.message}`,
      )
    }
  },
})

async function verificationOf({ providerId, verificationId }: Input, { services }: Effect) {
  return verificationId === null
    ? undefined
    : regulatedCarrierOf(services, providerId).readVerification(verificationId)
}

function words(
  { waitsFor }: NumberOrder,
  verification: AddressVerification | undefined,
  { providerId, number }: Input,
): string {
  if (verification?.status === 'pending' || (waitsFor === 'registration' && verification === undefined))
    return `${providerId} is verifying the registration for ${number}.`
  return `${providerId} is setting up ${number}.`
}

function gone({ providerId, number }: Input): ProviderError {
  const message = `${providerId} knows nothing of the order for ${number} any more. Start the purchase over, or cancel the order.`
  return carrierError('rejected', providerId, 'readOrder', numberEndings.terminated, message)
}

function refuseEnded({ status, reason }: NumberOrder, { providerId, number }: Input): void {
  if (status !== 'blocked' && status !== 'terminated') return
  const why = reason ? ` It says: ${sentencesOf([{ message: reason }])}` : ''
  const message = `${providerId} has ${status} ${number}.${why} Ask its support; then check again, start the purchase over, or cancel the order.`
  throw carrierError('rejected', providerId, 'readOrder', numberEndings[status], message)
}

/** The reasons go along in parts, so that the customer can be asked for just those fields (R205, X43). */
function rejected({ problems }: AddressVerification, { providerId, number }: Input): ProviderError {
  const why = sentencesOf(problems)
  return new ProviderError('rejected', {
    code: 'VERIFICATION_REJECTED',
    connector: providerId,
    operation: 'readVerification',
    message: `${providerId} has rejected the registration for ${number}. ${why} Have it corrected, then start the purchase over.`,
    detail: problems.map((problem) => ({ ...problem })),
  })
}
