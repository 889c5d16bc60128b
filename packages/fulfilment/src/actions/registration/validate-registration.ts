import { ProviderError } from '@turnup/domain'
import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { regulatedCarrierOf } from '../number/carrier.ts'
import { sentencesOf } from './sentences-of.ts'

const Input = z.object({
  providerId: z.string(),
  requirementId: z.string(),
  identityId: z.string(),
  addressId: z.string(),
  round: z.number().int().min(1),
})
const Result = z.object({ isAccepted: z.literal(true) })

/** Asks the carrier whether identity, address and papers would do, before a number is paid for. Changes nothing there. */
export const validateRegistration = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'registration.validate',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ providerId }) => `Registration accepted by ${providerId}`,
  repeatable: () => true,
  async apply({ providerId, requirementId, identityId, addressId }, { services }) {
    const carrier = regulatedCarrierOf(services, providerId)
    const problems = await carrier.validateRegistration({ requirementId, identityId, addressId })
    if (problems.length === 0) return { isAccepted: true }
    throw new ProviderError('rejected', {
      code: 'REGISTRATION_INCOMPLETE',
      connector: providerId,
      operation: 'validateRegistration',
      message: `${providerId} would not accept the registration. ${sentencesOf(problems)} Have it corrected, then start the purchase over.`,
      detail: problems.map((problem) => ({ ...problem })),
    })
  },
})
