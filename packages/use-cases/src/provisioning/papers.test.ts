import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { deletePaper, markDocumentsUploaded, readPaper, uploadPaper } from './papers.ts'
import { createProvisioningWorld, type ProvisioningWorld } from './provisioning-world.ts'
import { readProvisioning } from './read-provisioning.ts'

let world: ProvisioningWorld
beforeAll(async () => {
  world = await createProvisioningWorld()
})
afterAll(() => world.close())
beforeEach(() => world.outside.heal())

const content = Buffer.from('%PDF-1.7 what the paper shows')
const passport = {
  of: 'identity' as const,
  proofTypeId: 'passport',
  fileName: 'passport-of-zenobia.pdf',
  contentBase64: content.toString('base64'),
  nameOnPaper: 'Zenobia Quatremaine',
  isLegible: true,
}
const bill = {
  ...passport,
  of: 'address' as const,
  proofTypeId: 'bill',
  issuedOn: '2026-02-01',
  addressOnPaper: '17 Kloofnek Passage, 8001 Cape Town',
}

async function upload(id: string, paper: typeof passport | typeof bill) {
  const uploaded = await uploadPaper(world.operator, id, paper)
  if (!uploaded.ok) throw new Error(uploaded.refusal.message)
  return uploaded.value
}

test('a paper is kept sealed, its name too; whoever looks at it is audited', async () => {
  const { id } = await world.start('api-upload')
  const { paper, problems } = await upload(id, passport)
  expect(problems).toEqual([])
  const kept = await world.everything(id)
  expect(kept).not.toContain('zenobia')
  expect(kept).not.toContain(content.toString('hex'))
  const read = await readPaper(world.operator, id, paper?.id ?? '')
  expect(read.ok && Buffer.from(read.value.content)).toEqual(content)
  expect((await world.audits(id)).map(({ action }) => action)).toEqual(['pbx.paper.upload', 'pbx.paper.read'])
})

test('a paper that the carrier would refuse is not kept', async () => {
  const { id } = await world.start('api-upload')
  const { paper, problems } = await upload(id, { ...bill, issuedOn: '2025-01-01' })
  expect(paper).toBeUndefined()
  expect(problems).toMatchObject([{ code: 'DOCUMENT_EXPIRED', proofsOf: ['address'] }])
  const shown = await readProvisioning(world.operator, id)
  expect(shown.ok && shown.value.registration?.papers).toEqual([])
})

test('marking papers as complete while one is missing stops with its kind; with all of them they reach the carrier once', async () => {
  const { id, carrier } = await world.start('api-upload')
  await upload(id, passport)
  await markDocumentsUploaded(world.operator, id)
  await world.run(id)
  const shown = await readProvisioning(world.operator, id)
  expect(shown.ok && shown.value.registration?.problems).toMatchObject([
    { code: 'PROOF_MISSING', proofsOf: ['address'] },
  ])
  expect(world.of(carrier.documents, id)).toEqual([])
  await upload(id, bill)
  const step = 'registration.check-papers'
  const { repairStep } = await import('../fulfilment/repair-step.ts')
  await repairStep(world.operator, id, { step, repair: { kind: 'retry' } })
  world.outside.fail('didww.uploadDocument', { kind: 'answer-lost' })
  await world.run(id)
  expect(world.of(carrier.documents, id)).toHaveLength(2)
  expect(world.of(carrier.proofs, id).map(({ proofTypeId }) => proofTypeId)).toEqual(['passport', 'bill'])
})

test('a paper can be taken away with a reason; a finished order keeps none and takes none', async () => {
  const { id } = await world.start('api-upload')
  const { paper } = await upload(id, passport)
  const gone = { id: paper?.id ?? '', reason: 'wrong person' }
  expect(await deletePaper(world.operator, id, gone)).toMatchObject({ ok: true })
  expect(await deletePaper(world.operator, id, gone)).toMatchObject({ refusal: { code: 'PAPER_UNKNOWN' } })
  const { cancelOrder } = await import('../fulfilment/cancel-order.ts')
  await upload(id, passport)
  await cancelOrder(world.operator, id, 'no')
  await world.run(id)
  const left = await world.db.selectFrom('order_document').select('id').where('order_id', '=', id).execute()
  expect(left).toEqual([])
  expect(await uploadPaper(world.operator, id, passport)).toMatchObject({
    refusal: { code: 'ORDER_FINISHED' },
  })
})
