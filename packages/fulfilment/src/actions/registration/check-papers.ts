import { ProviderError } from '@turnup/domain'
import { listOrderDocuments, type OrderDocument } from '@turnup/store'
import { z } from 'zod'
import { defineAction } from '../../action.ts'

const PaperKind = z.enum(['identity', 'address', 'business'])
const Needed = z.object({ of: PaperKind, quantity: z.number().int() })
const Input = z.object({ round: z.number().int().min(1), proofs: z.array(Needed) })
const Result = z.object({ papers: z.number().int() })

/** Papers of one type are the sides of one proof. */
export function proofsOf(documents: OrderDocument[], of: OrderDocument['of']): Map<string, OrderDocument[]> {
  return Map.groupBy(
    documents.filter((document) => document.of === of),
    ({ proofTypeId }) => proofTypeId,
  )
}

/** Makes sure that every paper which the carrier asks for is here, before any leaves us. */
export const checkPapers = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'registration.check-papers',
  input: Input,
  result: Result,
  describe: () => 'Papers complete',
  repeatable: () => true,
  async apply({ proofs }, { services, order }) {
    const documents = await listOrderDocuments(services.db, services.vault, order.id)
    const missing = proofs.filter(({ of, quantity }) => proofsOf(documents, of).size < quantity)
    if (missing.length === 0) return { papers: documents.length }
    const words = missing.map(({ of, quantity }) => `${quantity} as proof of ${of}`).join(', ')
    throw new ProviderError('rejected', {
      code: 'PROOF_MISSING',
      connector: order.pbx?.number.providerId ?? 'turnup',
      operation: 'check papers',
      message: `Papers are missing: ${words} needed, of different types. Upload them, then retry.`,
      detail: missing.map(({ of }) => ({
        code: 'PROOF_MISSING',
        message: `A proof of ${of} is missing.`,
        fields: [],
        proofsOf: [of],
      })),
    })
  },
})
