import type { PaperBody, UploadPaperBody, UploadPaperRequest } from '@turnup/contracts'
import {
  accept,
  isFinal,
  type OrderState,
  type Outcome,
  redactText,
  refuse,
  registrationSecret,
} from '@turnup/domain'
import { parseRegistration } from '@turnup/fulfilment'
import {
  deleteOrderDocument,
  insertOrderDocument,
  listOrderDocuments,
  newId,
  type OrderDocument,
  operatorNames,
  readOrderDocumentContent,
  readOrderSecret,
  recordAudit,
  recordTimeline,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { decideGate } from '../fulfilment/decide-gate.ts'
import { mediaTypeOf, paperProblems } from './paper-problems.ts'
import { type AskedPbxOrder, askPbxOrder } from './pbx-order.ts'
import { isOpenGate } from './provisioning-actions.ts'

/** More than any carrier asks for, and a bound for what is kept. */
const mostPapers = 12

/** The papers of an order, without what they show. */
export async function listPapers(ctx: Context, orderId: string): Promise<PaperBody[]> {
  const papers = await listOrderDocuments(ctx.db, ctx.vault, orderId)
  const names = await operatorNames(ctx.db, [
    ...new Set(papers.flatMap(({ uploadedBy }) => uploadedBy ?? [])),
  ])
  return papers.map((paper) => paperBody(paper, names))
}

/**
 * Takes a paper in, sealed, unless the pre-flight finds why the carrier would refuse it; then the reasons are the answer
 * and nothing is kept (R202 to R205, X28).
 */
export async function uploadPaper(
  ctx: Context,
  named: string,
  request: UploadPaperRequest,
): Promise<Outcome<UploadPaperBody>> {
  const asked = await askForPapers(ctx, named)
  if (!asked.ok) return asked
  const { work, operator } = asked.value
  const { registration } = work.pbx
  const text = await readOrderSecret(ctx.db, ctx.vault, work.head.id, registrationSecret)
  if (!registration || text === undefined)
    return refuse(
      'conflict',
      'REGISTRATION_MISSING',
      'The order holds no registration that papers could belong to.',
    )
  const { contentBase64, ...given } = request
  const content = Buffer.from(contentBase64, 'base64')
  const at = ctx.clock.now()
  const today = at.toISOString().slice(0, 10)
  const problems = paperProblems({ given, content }, registration, parseRegistration(text), today)
  const mediaType = mediaTypeOf(content)
  if (problems.length > 0 || mediaType === undefined) return accept({ problems })
  const type = registration.proofs
    .flatMap((proof) => proof.accepted)
    .find(({ proofTypeId }) => proofTypeId === given.proofTypeId)
  const paper: OrderDocument = {
    id: newId(),
    orderId: work.head.id,
    of: given.of,
    proofTypeId: given.proofTypeId,
    proofTypeName: type?.name ?? given.proofTypeId,
    fileName: given.fileName,
    mediaType,
    sizeBytes: content.byteLength,
    ...(given.issuedOn ? { issuedOn: given.issuedOn } : {}),
    uploadedAt: at,
    uploadedBy: operator.id,
  }
  const isKept = await ctx.db.transaction().execute(async (transaction) => {
    // One upload of an order at a time, so that the bound holds.
    await transaction
      .selectFrom('product_order')
      .select('id')
      .where('id', '=', paper.orderId)
      .forUpdate()
      .execute()
    if ((await listOrderDocuments(transaction, ctx.vault, paper.orderId)).length >= mostPapers) return false
    await insertOrderDocument(transaction, ctx.vault, { ...paper, content })
    await told(ctx, transaction, asked.value, paper, 'upload')
    return true
  })
  if (!isKept)
    return refuse(
      'conflict',
      'TOO_MANY_PAPERS',
      `An order keeps ${mostPapers} papers at most. Delete one first.`,
    )
  return accept({ paper: paperBody(paper, new Map([[operator.id, operator.name]])), problems: [] })
}

/** What a paper shows, to an operator; who looked is audited. */
export async function readPaper(
  ctx: Context,
  named: string,
  id: string,
): Promise<Outcome<{ fileName: string; mediaType: string; content: Uint8Array }>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const found = await findPaper(ctx, asked.value, id)
  if (!found.ok) return found
  const paper = found.value
  const content = await ctx.db.transaction().execute(async (transaction) => {
    const read = await readOrderDocumentContent(transaction, ctx.vault, paper.orderId, id)
    if (read) await audited(ctx, transaction, asked.value, paper, 'read')
    return read
  })
  const { fileName, mediaType } = paper
  return content ? accept({ fileName, mediaType, content }) : paperUnknown()
}

/** Takes a paper away that was the wrong one. */
export async function deletePaper(
  ctx: Context,
  named: string,
  { id, reason }: { id: string; reason: string },
): Promise<Outcome<null>> {
  const asked = await askForPapers(ctx, named)
  if (!asked.ok) return asked
  const found = await findPaper(ctx, asked.value, id)
  if (!found.ok) return found
  return ctx.db.transaction().execute(async (transaction) => {
    if (!(await deleteOrderDocument(transaction, found.value.orderId, id))) return paperUnknown()
    await told(ctx, transaction, asked.value, found.value, 'delete', reason)
    return accept(null)
  })
}

/** "Mark Docs Uploaded" (R187): answers the gate that waits for the papers. */
export async function markDocumentsUploaded(
  ctx: Context,
  named: string,
  reason?: string,
): Promise<Outcome<{ orderId: string; state: OrderState }>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (!asked.ok) return asked
  const { head, steps } = asked.value.work
  const gate = steps.find((step) => step.gate?.kind === 'documents' && isOpenGate(step, steps))
  if (!gate) return refuse('conflict', 'NO_PAPERS_DUE', 'The order does not wait for papers now.')
  return decideGate(ctx, head.id, { step: gate.key, accepted: true, reason })
}

async function askForPapers(ctx: Context, named: string): Promise<Outcome<AskedPbxOrder>> {
  const asked = await askPbxOrder(ctx, named, 'operator')
  if (asked.ok && isFinal(asked.value.work.head.state))
    return refuse('conflict', 'ORDER_FINISHED', 'The order is finished; it keeps no papers any more.')
  return asked
}

const paperUnknown = () => refuse('not-found', 'PAPER_UNKNOWN', 'The order has no such paper.')

async function findPaper(ctx: Context, { work }: AskedPbxOrder, id: string): Promise<Outcome<OrderDocument>> {
  const papers = await listOrderDocuments(ctx.db, ctx.vault, work.head.id)
  const paper = papers.find((one) => one.id === id)
  return paper ? accept(paper) : paperUnknown()
}

type Transaction = Parameters<typeof recordAudit>[0]
type Deed = 'upload' | 'delete' | 'read'

const words: Record<Exclude<Deed, 'read'>, string> = { upload: 'uploaded', delete: 'deleted' }

async function told(
  ctx: Context,
  transaction: Transaction,
  asked: AskedPbxOrder,
  paper: OrderDocument,
  deed: Exclude<Deed, 'read'>,
  reason?: string,
): Promise<void> {
  const text = `Proof of ${paper.of} ${words[deed]}: ${paper.proofTypeName}${reason ? ` (${redactText(reason)})` : ''}`
  const { orderId } = paper
  const at = ctx.clock.now()
  const actor = `operator:${asked.operator.id}`
  await recordTimeline(transaction, [{ orderId, at, kind: `paper.${words[deed]}`, text, actor }])
  await audited(ctx, transaction, asked, paper, deed, reason)
}

/** The name of a file may be a person's, so it is not in the audit. */
async function audited(
  ctx: Context,
  transaction: Transaction,
  { operator }: AskedPbxOrder,
  { id, orderId, of, proofTypeName, sizeBytes }: OrderDocument,
  deed: Deed,
  reason?: string,
): Promise<void> {
  await recordAudit(transaction, {
    at: ctx.clock.now(),
    actor: { kind: 'operator', id: operator.id },
    action: `pbx.paper.${deed}`,
    subject: { kind: 'order', id: orderId },
    reason: reason === undefined ? undefined : redactText(reason),
    after: { paper: id, of, type: proofTypeName, sizeBytes },
    correlationId: ctx.correlationId,
  })
}

function paperBody(paper: OrderDocument, names: ReadonlyMap<string, string>): PaperBody {
  const { id, of, proofTypeId, proofTypeName, fileName, mediaType, sizeBytes, issuedOn } = paper
  return {
    id,
    of,
    proofTypeId,
    proofTypeName,
    fileName,
    mediaType,
    sizeBytes,
    issuedOn,
    uploadedAt: paper.uploadedAt.toISOString(),
    uploadedBy: paper.uploadedBy && names.get(paper.uploadedBy),
  }
}
