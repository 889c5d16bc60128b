import type { NewRegulatedDocument, RegulatedNumberProvider } from '@turnup/domain'
import { listOrderDocuments, type OrderDocument, readOrderDocumentContent } from '@turnup/store'
import { z } from 'zod'
import { defineAction, type Effect } from '../../action.ts'
import { carrierError, regulatedCarrierOf } from '../number/carrier.ts'
import { proofsOf } from './check-papers.ts'

const Input = z.object({
  providerId: z.string(),
  of: z.enum(['identity', 'address', 'business']),
  round: z.number().int().min(1),
})
type Input = z.infer<typeof Input>
const Papers = z.array(
  z.object({ proofTypeId: z.string(), documentIds: z.array(z.string()), refs: z.array(z.string()) }),
)
const Result = z.object({ papers: Papers })
type Result = z.infer<typeof Result>

function refOfPaper(ref: string, { id }: OrderDocument): string {
  return `${ref}/${id}`
}

/** Papers of one sort to the carrier, encrypted by its connector; each paper has a reference of its own (X28). */
export const uploadPapers = defineAction<Input, Result>({
  name: 'registration.upload-papers',
  connector: ({ providerId }) => providerId,
  input: Input,
  result: Result,
  describe: ({ of, providerId }) => `Proof of ${of} sent to ${providerId}`,
  calls: 12,
  find: (input, effect) => eachPaper(input, effect, findPaper),
  async apply(input, effect) {
    const sent = await eachPaper(input, effect, sendPaper)
    if (sent) return sent
    const message = `There is no proof of ${input.of} to send (any more). Upload it, then retry.`
    throw carrierError('rejected', input.providerId, 'send papers', 'PROOF_MISSING', message)
  },
  async undo(result, { providerId, of }, { services, order, ref }) {
    const carrier = regulatedCarrierOf(services, providerId)
    const known = result?.papers.flatMap(({ refs }) => refs)
    const refs = known ?? (await papersOf(services, order.id, of)).map((paper) => refOfPaper(ref, paper))
    for (const one of refs) await carrier.removeDocument(one)
  },
})

type Handle = (
  carrier: RegulatedNumberProvider,
  document: OrderDocument,
  effect: Effect,
) => Promise<string | undefined>

/** Does the same with every paper; undefined when one of them came to nothing, or there is none. */
async function eachPaper(
  { providerId, of }: Input,
  effect: Effect,
  handle: Handle,
): Promise<Result | undefined> {
  const carrier = regulatedCarrierOf(effect.services, providerId)
  const documents = await papersOf(effect.services, effect.order.id, of)
  const papers: Result['papers'] = []
  for (const [proofTypeId, sides] of proofsOf(documents, of)) {
    const documentIds: string[] = []
    for (const side of sides) {
      const documentId = await handle(carrier, side, effect)
      if (documentId === undefined) return undefined
      documentIds.push(documentId)
    }
    papers.push({ proofTypeId, documentIds, refs: sides.map((side) => refOfPaper(effect.ref, side)) })
  }
  return papers.length > 0 ? { papers } : undefined
}

async function papersOf(
  { db, vault }: Effect['services'],
  orderId: string,
  of: Input['of'],
): Promise<OrderDocument[]> {
  return (await listOrderDocuments(db, vault, orderId)).filter((document) => document.of === of)
}

const findPaper: Handle = async (carrier, document, { ref }) =>
  (await carrier.findDocument(refOfPaper(ref, document)))?.documentId

/** Some may have arrived before an answer was lost. */
const sendPaper: Handle = async (carrier, document, effect) => {
  const there = await findPaper(carrier, document, effect)
  if (there) return there
  const { db, vault } = effect.services
  const content = await readOrderDocumentContent(db, vault, effect.order.id, document.id)
  if (!content) return undefined
  const mediaType = document.mediaType as NewRegulatedDocument['mediaType']
  const file = { fileName: document.fileName, mediaType, content }
  return (await carrier.uploadDocument(file, refOfPaper(effect.ref, document))).documentId
}
