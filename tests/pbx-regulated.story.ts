import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { databaseSaid, occurrences } from './stack/find-secrets.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { withNextServer } from './stack/next-server.ts'
import { signInOperator } from './stack/operator.ts'
import { readOrder } from './stack/orders-in-hand.ts'
import { capeTownPerson, placedRegulatedOrder } from './stack/pbx-checkout.ts'
import { type Desk, deskOf } from './stack/pbx-desk.ts'
import { pbxEffects, tenantRows } from './stack/pbx-effects.ts'
import {
  paperFile,
  paperOf,
  paperText,
  placeChosenNumber,
  registrationOf,
  uploadAllPapers,
  uploadPaper,
  verificationOf,
} from './stack/pbx-papers.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitForState } from './stack/wait-for.ts'

// Many waits in one story; each of them has a limit of its own.
vi.setConfig({ testTimeout: 60_000 })

let stack: Stack
let desk: Desk

beforeAll(async () => {
  stack = await startStack({ pbx: true, environment: { PBX_REGISTRATION_ROUTE: 'api-upload' } })
  desk = deskOf(await signInOperator(stack))
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

const personal = (person: Record<string, string>) =>
  ['idNumber', 'birthDate', 'street', 'lastName'].map((name) => ({ name, value: person[name] ?? '' }))
const longEnough = ({ value }: { value: string }) => value.length >= 8

describe('a regulated order through its six phases', () => {
  test('with a rejection, its reasons, the correction by the customer, and a second verification', async () => {
    const { didww, fusionpbx } = stack.sandbox.systems
    const wrong = { ...capeTownPerson, street: '41 Shrot Street', idNumber: 'ZA-0000007210123084' }
    const order = await placedRegulatedOrder(stack, wrong)
    expect(await desk.read(order)).toMatchObject({ phase: 'pending', isRegulated: true })
    expect(occurrences(personal(wrong).filter(longEnough), await databaseSaid(stack))).toEqual([])

    // 1, 2: review, then the identity.
    const review = await desk.api.request('GET', `/api/console/provisioning/${order.orderId}/registration`)
    expect(review.body).toMatchObject({ values: wrong, isPlaceMatched: true, problems: [] })
    await desk.fulfil(order)
    await desk.awaitPhase(order, 'identity-confirmed')
    expect(await pbxEffects(stack, order)).toMatchObject({
      identities: 1,
      addresses: 1,
      numbers: 0,
      tenants: 0,
    })

    // 3: papers.
    await uploadAllPapers(stack, desk, order, { addressOnPaper: '41 Shrot Street, 8001 Cape Town' })
    await desk.awaitPhase(order, 'documents-uploaded')
    expect(occurrences([{ name: 'paper', value: paperText }], await databaseSaid(stack))).toEqual([])

    // 4: the number, by the operator.
    await placeChosenNumber(desk, order)
    await desk.awaitPhase(order, 'awaiting-provider')
    expect(didww.list('encrypted_files').length).toBeGreaterThanOrEqual(2)
    const [file] = didww.list('encrypted_files')
    expect(Buffer.from(didww.readDocument(file?.id ?? '')).equals(paperFile)).toBe(true)
    expect(await pbxEffects(stack, order)).toMatchObject({ numbers: 1, tenants: 0, billingOrders: 0 })

    // Rejected, with reasons in parts.
    didww.decide(verificationOf(stack, order).id, ['Address does not match the proof of address'])
    await waitForState(stack, order.crmOrderId, 'held')
    expect((await readOrder(stack, order.crmOrderId)).errorCode).toBe('VERIFICATION_REJECTED')
    const rejected = await desk.read(order)
    expect(rejected).toMatchObject({ phase: 'failed', nextAction: { who: 'operator' } })
    expect(registrationOf(rejected).problems).toMatchObject([
      { code: 'ADDRESS_MISMATCH', fields: expect.arrayContaining(['street']) },
    ])

    // The customer corrects just that.
    await desk.act(order, 'correction', {
      fields: ['street', 'idNumber'],
      proofsOf: ['address'],
      message: 'The street is not the one on your bill.',
    })
    await desk.awaitPhase(order, 'correction-requested')
    const asked = await awaitMail(stack, order.email, 'correction-request')
    expect(asked.text).toContain('The street is not the one on your bill.')
    const [, token] = /\/pbx\/correction#token=([A-Za-z0-9_-]{43})/.exec(asked.text) ?? []
    const blocked = await desk.api.request('POST', `/api/console/provisioning/${order.orderId}/reset`, {
      reason: 'too early',
    })
    expect(blocked).toMatchObject({ status: 409, body: { error: { code: 'CORRECTION_OPEN' } } })
    const form = await stack.api.request('POST', '/api/pbx/correction/read', { token })
    expect(form.body).toMatchObject({ fields: [{ name: 'street' }, { name: 'idNumber' }] })
    expect(JSON.stringify(form.body)).not.toContain(wrong.street)
    const foreign = { street: capeTownPerson.street, idNumber: capeTownPerson.idNumber, lastName: 'Other' }
    const refused = await stack.api.request('POST', '/api/pbx/correction', { token, values: foreign })
    expect(refused.body).toMatchObject({ error: { code: 'FIELD_NOT_ASKED' } })
    const { lastName: _, ...values } = foreign
    const sent = await stack.api.request('POST', '/api/pbx/correction', { token, values })
    expect(sent.status, JSON.stringify(sent.body)).toBe(204)
    const twice = await stack.api.request('POST', '/api/pbx/correction', { token, values })
    expect(twice.status).toBeGreaterThanOrEqual(400)

    // The purchase starts over with what was corrected; what was made before is taken back.
    const firstIdentity = didww.list('identities').find((one) => one.attributes.id_number === wrong.idNumber)
    await desk.awaitAction(order, 'reset')
    await desk.act(order, 'reset', { reason: 'Corrected by the customer' })
    await desk.awaitPhase(order, 'identity-confirmed')
    expect(await pbxEffects(stack, order)).toMatchObject({ identities: 1, addresses: 1, numbers: 0 })
    expect(didww.list('identities').some(({ id }) => id === firstIdentity?.id)).toBe(false)
    const { papers } = registrationOf(await desk.read(order))
    for (const { id, of } of papers)
      if (of === 'address') await desk.act(order, `papers/${id}/delete`, { reason: 'Wrong street' })
    const registration = registrationOf(await desk.read(order))
    await uploadPaper(desk, order, paperOf(registration, 'address', stack.clock.now()))
    await desk.act(order, 'documents-uploaded')
    await desk.awaitAction(order, 'place-number-order')
    // The number was given up: another one of the same place.
    const dialog = await desk.dialog(order)
    const offer = dialog.original.offer ?? dialog.alternatives[0]
    await desk.act(order, 'number', { offerId: offer?.offerId, planId: offer?.plans[0]?.planId })
    await desk.awaitPhase(order, 'awaiting-provider')

    // 5, 6: approved, and the tenant comes to life.
    didww.decide(verificationOf(stack, order).id)
    await waitForState(stack, order.crmOrderId, 'completed')
    const { number } = await desk.read(order)
    expect(await pbxEffects(stack, order)).toEqual({
      tenants: 1,
      trunks: 1,
      numbers: 1,
      identities: 1,
      addresses: 1,
      billingOrders: 1,
      acceptedOrders: 1,
    })
    expect((await tenantRows(stack, order.domain)).destinations).toEqual([number])
    expect(await fusionpbx?.callReaches(number)).toEqual({ domain: order.domain, extension: '1001' })
    expect((await awaitMail(stack, order.email, 'pbx-welcome')).text).toContain(number)
    expect(mailsTo(stack, order.email, 'correction-request')).toHaveLength(1)

    // What was sealed for the carrier is erased.
    const { db } = stack.server.services
    const secrets = await db
      .selectFrom('order_secret')
      .select('name')
      .where('order_id', '=', order.orderId)
      .execute()
    const kept = await db
      .selectFrom('order_document')
      .select('id')
      .where('order_id', '=', order.orderId)
      .execute()
    expect({ secrets, kept }).toEqual({ secrets: [], kept: [] })
    const all = [...personal(wrong), ...personal(capeTownPerson)].filter(longEnough)
    expect(occurrences(all, await databaseSaid(stack))).toEqual([])
    const audit = await desk.api.request<{ items: { action: string }[] }>(
      'GET',
      '/api/console/audit?limit=100',
    )
    const actions = audit.body.items.map(({ action }) => action)
    expect(actions).toEqual(
      expect.arrayContaining(['order.request-correction', 'order.submit-correction', 'order.reset-purchase']),
    )
  })

  test('papers that the carrier would refuse are refused here, with every reason, and not kept', async () => {
    const order = await placedRegulatedOrder(stack)
    await desk.fulfil(order)
    await desk.awaitPhase(order, 'identity-confirmed')
    const registration = registrationOf(await desk.read(order))
    const today = stack.clock.now()
    const old = new Date(today.getTime() - 120 * 86_400_000).toISOString().slice(0, 10)
    const bad = paperOf(registration, 'address', today, {
      issuedOn: old,
      nameOnPaper: 'Somebody Else',
      addressOnPaper: '1 Other Road, 7000 Durban',
      isLegible: false,
      contentBase64: Buffer.from('just a text').toString('base64'),
    })
    const { paper, problems } = await uploadPaper(desk, order, bad)
    expect(paper).toBeUndefined()
    expect(problems.map(({ code }) => code).sort()).toEqual([
      'ADDRESS_MISMATCH',
      'DOCUMENT_EXPIRED',
      'DOCUMENT_UNREADABLE',
      'FILE_TYPE_NOT_ALLOWED',
      'NAME_MISMATCH',
    ])
    expect(registrationOf(await desk.read(order)).papers).toEqual([])
  })

  test('with the number first: it is bought before the carrier knows who takes it, and works only after that', async () => {
    const { didww } = stack.sandbox.systems
    const other = await withNextServer(stack, { PBX_REGISTRATION_ROUTE: 'order-first' })
    const order = await placedRegulatedOrder(other)
    await desk.fulfil(order)
    await placeChosenNumber(desk, order)
    await desk.awaitAction(order, 'mark-documents-uploaded')
    expect(await pbxEffects(stack, order)).toMatchObject({
      numbers: 1,
      identities: 1,
      addresses: 1,
      tenants: 0,
    })
    await uploadAllPapers(stack, desk, order)
    await desk.awaitPhase(order, 'awaiting-provider')
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 0, billingOrders: 0 })
    didww.decide(verificationOf(stack, order).id)
    await waitForState(stack, order.crmOrderId, 'completed')
    expect(await pbxEffects(stack, order)).toMatchObject({ tenants: 1, numbers: 1, identities: 1, trunks: 1 })
  })
})
