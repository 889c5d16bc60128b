import { randomUUID } from 'node:crypto'
import { forgetActivationCodes } from '@turnup/use-cases'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Customer } from './stack/customer.ts'
import { usedProfiles } from './stack/effects.ts'
import { awaitMail, mailsTo } from './stack/mailbox.ts'
import { customerWithCard } from './stack/orders-in-hand.ts'
import { expectRefusal } from './stack/refusal.ts'
import { signInAgain } from './stack/sign-in.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { subscriber } from './stack/subscriber.ts'

let stack: Stack

beforeAll(async () => {
  stack = await startStack()
  const callback = '/api/es2plus/gsma/rsp2/es2plus/handleDownloadProgressInfo'
  stack.sandbox.context.callbackUrl = new URL(callback, stack.server.url).href
})
afterEach(() => stack.sandbox.context.faults.clear())
afterAll(() => stack?.stop())

interface Code {
  activationCode: string
  maskedIccid: string
}
interface Line {
  ref: string
  iccid: string
}

const show = ({ api }: Customer, serviceId: string) =>
  api.request<Code>('GET', `/api/subscriptions/${serviceId}/esim-activation`)
const lines = () => stack.sandbox.systems.mvne.save() as Line[]
const serviceOf = ({ billingClientId }: Customer, serviceId: string) =>
  stack.sandbox.systems.whmcs.listServices(billingClientId).find((service) => service.serviceId === serviceId)

/** Scans the QR code with the sandbox's phone: download and installation, each reported to the server. */
async function scan(activationCode: string): Promise<number> {
  const response = await fetch(`${stack.sandbox.url}/es2plus/phone`, {
    method: 'POST',
    body: new URLSearchParams({ activationCode }),
    redirect: 'manual',
  })
  return response.status
}

const refusedCode = (customer: Customer, serviceId: string, code: string) =>
  expectRefusal(
    stack,
    { as: customer.api, method: 'GET', path: `/api/subscriptions/${serviceId}/esim-activation` },
    { status: 404, code },
  )

describe('the activation code (R110)', () => {
  test('is shown to its owner alone, and is in no mail, record or journal', async () => {
    const { customer, crmOrderId, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
    const { status, body, headers } = await show(customer, serviceId)
    expect(status).toBe(200)
    expect(body.activationCode).toMatch(/^LPA:1\$smdp\.sandbox\.example\$[0-9A-Z-]+$/)
    expect(headers.get('cache-control')).toBe('no-store')
    await refusedCode(await customerWithCard(stack), serviceId, 'SUBSCRIPTION_NOT_FOUND')
    const mail = await awaitMail(stack, customer.email, 'esim-activation')
    expect(mail.text).toContain(`/orders/${crmOrderId}/esim`)
    expect(mail.cc).toEqual(['support@harbour.example'])
    expect((await awaitMail(stack, customer.email, 'order-provisioned')).cc).toEqual([])
    const matchingId = body.activationCode.split('$')[2] as string
    const { db } = stack.server.services
    const kept = [
      stack.sandbox.systems.mail.save(),
      stack.sandbox.context.journal.list(),
      ['Order', 'OrderItem', 'Opportunity', 'Case'].map((object) =>
        stack.sandbox.systems.salesforce.listRecords(object),
      ),
      await db.selectFrom('order_step').selectAll().execute(),
      await db.selectFrom('step_attempt').selectAll().execute(),
      await db.selectFrom('timeline_event').selectAll().execute(),
      await db.selectFrom('audit_event').selectAll().execute(),
    ]
    expect(JSON.stringify(kept)).not.toContain(matchingId)
  })

  test('is erased once the phone has installed the profile; another unit keeps its own', async () => {
    const { customer, crmOrderId, serviceIds } = await subscriber(stack, 'ESIM-DATA-20', 2)
    const [first, second] = serviceIds as [string, string]
    const code = (await show(customer, first)).body.activationCode
    expect(await scan(code)).toBe(303)
    await refusedCode(customer, first, 'ACTIVATION_CODE_ERASED')
    expect(await scan(code)).toBe(404)
    expect((await show(customer, second)).status).toBe(200)
    const { body } = await customer.api.request<{ timeline: { text: string }[] }>(
      'GET',
      `/api/orders/${crmOrderId}`,
    )
    expect(body.timeline.map(({ text }) => text)).toEqual(
      expect.arrayContaining([
        'The eSIM profile was downloaded to the device.',
        'The eSIM profile was installed on the device.',
      ]),
    )
  })

  test.each(['duplicate-delivery', 'out-of-order'] as const)(
    'is erased, and the story told once, when the reports come by %s',
    async (kind) => {
      const { customer, crmOrderId, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
      stack.sandbox.context.faults.add({ system: 'es2plus', kind, operation: 'handleDownloadProgressInfo' })
      expect(await scan((await show(customer, serviceId)).body.activationCode)).toBe(303)
      await refusedCode(customer, serviceId, 'ACTIVATION_CODE_ERASED')
      const { body } = await customer.api.request<{ timeline: { kind: string }[] }>(
        'GET',
        `/api/orders/${crmOrderId}`,
      )
      expect(body.timeline.filter((event) => event.kind === 'esim.progress')).toHaveLength(2)
    },
  )
})

describe('a new eSIM (R111, R114)', () => {
  test('is on the line, masked in billing, mailed, and the code is the new one', async () => {
    const { customer, crmOrderId, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
    const before = { code: (await show(customer, serviceId)).body, count: usedProfiles(stack.sandbox).length }
    const oldMask = String(serviceOf(customer, serviceId)?.customFields.ICCID)
    const ref = lines().find(({ iccid }) => iccid.endsWith(oldMask.slice(-4)))?.ref
    const answer = await customer.api.request(
      'POST',
      `/api/subscriptions/${serviceId}/reissue-esim`,
      { reason: 'New phone' },
      { 'idempotency-key': randomUUID() },
    )
    expect(answer).toMatchObject({
      status: 200,
      body: {
        status: 'Completed',
        activationRef: expect.any(String),
        maskedIccid: expect.stringMatching(/^•+\d{4}$/),
      },
    })
    const newMask = String(answer.body.maskedIccid)
    expect(newMask).not.toBe(oldMask)
    expect(usedProfiles(stack.sandbox)).toHaveLength(before.count + 1)
    const service = serviceOf(customer, serviceId)
    expect(service?.customFields.ICCID).toBe(newMask)
    const note = service?.notes.split('\n').find((line) => line.startsWith('New phone')) ?? ''
    expect(note).toMatch(/correlation=[0-9a-f-]{36}/)
    expect(note).toContain(`sfOrderId=${crmOrderId}`)
    expect(
      lines()
        .find((line) => line.ref === ref)
        ?.iccid.slice(-4),
    ).toBe(newMask.slice(-4))
    const mail = await awaitMail(stack, customer.email, 'esim-reissued')
    expect(mail.text).toContain(newMask)
    const after = (await show(customer, serviceId)).body
    expect(after.activationCode).not.toBe(before.code.activationCode)
    const action = await customer.api.request(
      'GET',
      `/api/subscriptions/actions/${String(answer.body.activationRef)}`,
    )
    expect(action.body).toMatchObject({ kind: 'esim-reissue', status: 'Completed', maskedIccid: newMask })
  })

  test('asked for twice at once is one profile', async () => {
    const { customer, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
    const before = usedProfiles(stack.sandbox).length
    const slow = { system: 'es2plus', operation: 'confirmOrder', kind: 'slow', ms: 600, count: 1 } as const
    stack.sandbox.context.faults.add(slow)
    const ask = () => customer.api.request('POST', `/api/subscriptions/${serviceId}/reissue-esim`, {})
    const [one, two] = await Promise.all([ask(), ask()])
    expect(one.body.activationRef).toBe(two.body.activationRef)
    expect(usedProfiles(stack.sandbox)).toHaveLength(before + 1)
    await awaitMail(stack, customer.email, 'esim-reissued')
    expect(mailsTo(stack, customer.email, 'esim-reissued')).toHaveLength(1)
  })

  test('whose line cannot be changed is left to staff, and says so without words of the inside', async () => {
    const { customer, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
    const fault = {
      system: 'mvne',
      operation: 'replaceProfile',
      kind: 'reject',
      message: 'HLR 0x41',
    } as const
    stack.sandbox.context.faults.add({ ...fault, count: 1 })
    const answer = await customer.api.request('POST', `/api/subscriptions/${serviceId}/reissue-esim`, {})
    expect(answer.body).toMatchObject({
      status: 'Failed',
      errorMessage: expect.stringContaining('Our staff'),
    })
    expect(JSON.stringify(answer.body)).not.toContain('HLR')
  })
})

test('a code that nobody has scanned is erased when its time is up', async () => {
  const { customer: before, serviceId } = await subscriber(stack, 'ESIM-DATA-20')
  const services = { ...stack.server.services }
  await stack.moveTime(89 * 86_400_000)
  let customer = await signInAgain(stack, before)
  await forgetActivationCodes(services)
  expect((await show(customer, serviceId)).status).toBe(200)
  await stack.moveTime(2 * 86_400_000)
  customer = await signInAgain(stack, customer)
  expect(await forgetActivationCodes(services)).toBeGreaterThan(0)
  await refusedCode(customer, serviceId, 'ACTIVATION_CODE_ERASED')
})
