import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { outsideEffects } from './stack/effects.ts'
import { withNextServer } from './stack/next-server.ts'
import { signInOperator } from './stack/operator.ts'
import { approvedOrder, expectOneOfEach, placedOrder, readOrder } from './stack/orders-in-hand.ts'
import { type Stack, startStack } from './stack/start-stack.ts'
import { waitFor, waitForState } from './stack/wait-for.ts'

const minuteMs = 60_000

let stack: Stack

beforeAll(async () => {
  stack = await startStack({ environment: { MAIL_TRANSPORT: 'smtp', MAIL_SUPPORT_CC: '' } })
})
afterAll(() => stack?.stop())
afterEach(() => stack.sandbox.context.faults.clear())

interface Mail {
  messageId: string
  to: string[]
  deliveries: { via: string }[]
}

/** The mails about an order as the mailbox has them. */
async function mailsOf(crmOrderId: string): Promise<Mail[]> {
  const { id } = await readOrder(stack, crmOrderId)
  const mails = stack.sandbox.systems.mail.save() as Mail[]
  return mails.filter(({ messageId }) => messageId.includes(id))
}

async function outbox(crmOrderId: string) {
  const { id } = await readOrder(stack, crmOrderId)
  return stack.server.services.db
    .selectFrom('mail_message')
    .select(['id', 'template', 'state', 'attempt_count'])
    .where('order_id', '=', id)
    .orderBy('template')
    .execute()
}

describe('a mail relay that is down for an hour', () => {
  test('holds up no order; its mails arrive once when it is back', async () => {
    const { faults } = stack.sandbox.context
    faults.add({ system: 'smtp', operation: 'connect', kind: 'http-500' })
    const order = await approvedOrder(stack)
    await waitForState(stack, order.crmOrderId, 'completed')
    const waiting = ['esim-activation', 'order-confirmation', 'order-provisioned']
    const tried = (least: number) =>
      waitFor(`${least} tries of each mail`, async () => {
        const mails = await outbox(order.crmOrderId)
        return mails.length === 3 && mails.every((mail) => mail.attempt_count >= least)
      })
    await tried(1)
    for (let quarter = 1; quarter <= 4; quarter += 1) {
      await stack.moveTime(15 * minuteMs)
      await tried(quarter + 1)
    }
    expect(await outbox(order.crmOrderId)).toMatchObject(
      waiting.map((template) => ({ template, state: 'queued' })),
    )
    expect(await mailsOf(order.crmOrderId)).toEqual([])
    faults.clear()
    await stack.moveTime(20 * minuteMs)
    await expectOneOfEach(stack, order)
    for (const mail of await mailsOf(order.crmOrderId)) expect(mail.deliveries).toHaveLength(1)
    expect(await outbox(order.crmOrderId)).toMatchObject(
      waiting.map((template) => ({ template, state: 'sent' })),
    )
  })

  test('that goes down while it answers hands in again under the same Message-ID', async () => {
    const order = await placedOrder(stack)
    const lost = { system: 'smtp', operation: 'send', contains: 'order-provisioned' }
    stack.sandbox.context.faults.add({ ...lost, kind: 'timeout-after-write', count: 1 })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await expectOneOfEach(stack, order)
    await waitFor('the second delivery', async () => {
      const mails = await mailsOf(order.crmOrderId)
      return mails.some(({ messageId, deliveries }) => {
        return messageId.startsWith('order-provisioned') && deliveries.length === 2
      })
    })
    expect(await outbox(order.crmOrderId)).toMatchObject([{}, {}, { state: 'sent', attempt_count: 2 }])
  })
})

test('a recipient that the mail server refuses: the order is complete, the mail is listed as failed and sent again by hand', async () => {
  const { faults } = stack.sandbox.context
  const order = await placedOrder(stack)
  await waitFor('the confirmation', async () => (await mailsOf(order.crmOrderId)).length === 1)
  faults.add({ system: 'smtp', operation: 'rcpt', kind: 'reject', contains: order.customer.email })
  stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
  await waitForState(stack, order.crmOrderId, 'completed')
  const operator = await signInOperator(stack)
  const failed = await waitFor('both mails failed', async () => {
    const { body } = await operator.request<{ items: FailedMail[] }>('GET', '/api/console/mails?state=failed')
    return body.items.length === 2 && body.items
  })
  expect(failed.map(({ template }) => template).sort()).toEqual(['esim-activation', 'order-provisioned'])
  for (const mail of failed) expect(mail.lastError).toMatch(/refused|rejected|550/i)
  expect(await mailsOf(order.crmOrderId)).toHaveLength(1)

  faults.clear()
  for (const { id } of failed) {
    const answer = await operator.request('POST', `/api/console/mails/${encodeURIComponent(id)}/resend`)
    expect(answer.status).toBe(202)
  }
  await expectOneOfEach(stack, order)
  for (const mail of await mailsOf(order.crmOrderId)) expect(mail.deliveries).toHaveLength(1)
  const audit = await operator.request('GET', '/api/console/audit?action=mail.resend')
  expect(audit.body.items).toHaveLength(2)
  const again = await operator.request(
    'POST',
    `/api/console/mails/${encodeURIComponent(String(failed[0]?.id))}/resend`,
  )
  expect(again.status).toBe(409)
})

interface FailedMail {
  id: string
  template: string
  lastError?: string
}

describe('two transports (R135)', () => {
  test('what the first does not take goes by the second at once; a lost answer is not sent by another road', async () => {
    await stack.server.stop()
    stack = await withNextServer(stack, { MAIL_TRANSPORT: 'sendgrid-then-smtp' })
    const { faults } = stack.sandbox.context
    const order = await placedOrder(stack)
    const send = { system: 'sendgrid', operation: 'send' }
    faults.add({ ...send, kind: 'throttle', contains: 'esim-activation', count: 1 })
    faults.add({ ...send, kind: 'timeout-after-write', contains: 'order-provisioned', count: 1 })
    stack.sandbox.systems.salesforce.approveOrder(order.crmOrderId)
    await expectOneOfEach(stack, order)
    const roads = async () =>
      Object.fromEntries(
        (await mailsOf(order.crmOrderId)).map(({ messageId, deliveries }) => [
          messageId.split('.')[0],
          deliveries.map(({ via }) => via),
        ]),
      )
    await waitFor('the repeat', async () => (await roads())['order-provisioned']?.length === 2)
    expect(await roads()).toEqual({
      'order-confirmation': ['sendgrid'],
      'esim-activation': ['smtp'],
      'order-provisioned': ['sendgrid', 'sendgrid'],
    })
    expect((await outsideEffects(stack.sandbox, order.crmOrderId, stack)).mailKinds).toHaveLength(3)
  })
})
