import { z } from 'zod'
import { defineAction } from '../../action.ts'
import { regulatedCarrierOf } from '../number/carrier.ts'

const Input = z.object({
  providerId: z.string(),
  of: z.union([z.object({ identityId: z.string() }), z.object({ addressId: z.string() })]),
  papers: z.array(z.object({ proofTypeId: z.string(), documentIds: z.array(z.string()) })),
  round: z.number().int().min(1),
})
type Input = z.infer<typeof Input>
const Result = z.object({ proofIds: z.array(z.string()), refs: z.array(z.string()) })

function refsOf({ papers }: Input, ref: string): string[] {
  return papers.map(({ proofTypeId }) => `${ref}/${proofTypeId}`)
}

/** What the papers prove, one proof for each type of paper (R188). */
export const createProof = defineAction<Input, z.infer<typeof Result>>({
  name: 'registration.create-proof',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ of, providerId }) =>
    `Proof of ${'addressId' in of ? 'address' : 'identity'} made at ${providerId}`,
  calls: 8,
  async find(input, { services, ref }) {
    const carrier = regulatedCarrierOf(services, input.providerId)
    const refs = refsOf(input, ref)
    const proofIds: string[] = []
    for (const one of refs) {
      const proof = await carrier.findProof(one)
      if (!proof) return undefined
      proofIds.push(proof.proofId)
    }
    return { proofIds, refs }
  },
  async apply(input, { services, ref }) {
    const carrier = regulatedCarrierOf(services, input.providerId)
    const proofIds: string[] = []
    for (const { proofTypeId, documentIds } of input.papers) {
      const one = `${ref}/${proofTypeId}`
      const proof =
        (await carrier.findProof(one)) ??
        (await carrier.createProof({ of: input.of, proofTypeId, documentIds }, one))
      proofIds.push(proof.proofId)
    }
    return { proofIds, refs: refsOf(input, ref) }
  },
  async undo(result, input, { services, ref }) {
    const carrier = regulatedCarrierOf(services, input.providerId)
    for (const one of result?.refs ?? refsOf(input, ref)) await carrier.removeProof(one)
  },
})
