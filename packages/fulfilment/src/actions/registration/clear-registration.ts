import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { regulatedCarrierOf } from '../number/carrier.ts'

const Input = z.object({
  providerId: z.string(),
  proofRefs: z.array(z.string()),
  documentRefs: z.array(z.string()),
  /** Null where the identity still holds and is used again. */
  addressRef: z.string().nullable(),
  identityRef: z.string().nullable(),
})
const Result = z.object({ cleared: z.literal(true) })

/** Takes papers, and what was corrected, away from the carrier before a purchase starts over (R195). */
export const clearRegistration = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'registration.clear',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ providerId, identityRef }) =>
    identityRef ? `Former registration removed at ${providerId}` : `Former papers removed at ${providerId}`,
  repeatable: () => true,
  calls: 24,
  async apply({ providerId, proofRefs, documentRefs, addressRef, identityRef }, { services }) {
    const carrier = regulatedCarrierOf(services, providerId)
    for (const ref of proofRefs) await carrier.removeProof(ref)
    for (const ref of documentRefs) await carrier.removeDocument(ref)
    if (addressRef) await carrier.removeAddress(addressRef)
    if (identityRef) await carrier.removeIdentity(identityRef)
    return { cleared: true }
  },
})
