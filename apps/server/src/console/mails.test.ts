import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { insertTestOrder } from '../test-orders.ts'
import { type ConsoleWorld, createConsoleWorld } from './console-world.ts'

let world: ConsoleWorld
beforeAll(async () => {
  world = await createConsoleWorld()
}, 60_000)
afterAll(() => world.close())
beforeEach(() => world.woken.splice(0))

describe('mails', () => {
  async function mail(state: 'queued' | 'sent' | 'failed', minutes: number, orderId?: string) {
    const id = `welcome.${randomUUID()}@portal.example`
    await world.db
      .insertInto('mail_message')
      .values({
        id,
        order_id: orderId ?? null,
        customer_id: null,
        template: 'welcome',
        locale: 'en',
        to_email: 'Ada@Example.com',
        data: '{}',
        sealed_data: null,
        state,
        attempt_count: 4,
        last_error: state === 'failed' ? 'Mailbox unknown' : null,
        correlation_id: 'c',
        created_at: new Date(Date.UTC(2026, 0, 1, 0, minutes)),
      })
      .execute()
    return id
  }

  test('failed ones come first, page by page, each once', async () => {
    const made: string[] = []
    for (let minute = 0; minute < 9; minute += 1)
      made.push(await mail((['sent', 'failed', 'queued'] as const)[minute % 3]!, minute))
    const seen: { id: string; state: string }[] = []
    let cursor = ''
    do {
      const { body } = await world.call('GET', `/mails?to=ada@example.com&limit=2${cursor}`, world.viewer)
      seen.push(...body.items)
      cursor = body.nextCursor ? `&cursor=${body.nextCursor}` : ''
    } while (cursor)
    expect(seen.map((one) => one.id).toSorted()).toEqual(made.toSorted())
    expect(seen.map((one) => one.state)).toEqual([
      ...Array(3).fill('failed'),
      ...Array(3).fill('queued'),
      ...Array(3).fill('sent'),
    ])
  })

  test('one that failed is sent again under the same id, in the order’s story and the audit; others are not', async () => {
    const orderId = await insertTestOrder(world.db)
    const failed = await mail('failed', 30, orderId)
    const again = await world.call('POST', `/mails/${encodeURIComponent(failed)}/resend`, world.operator)
    expect(again).toMatchObject({
      status: 202,
      body: { id: failed, state: 'queued', attemptCount: 0, canResend: false },
    })
    expect(world.woken).toEqual([`deliverMail ${failed}`])
    const { body } = await world.call('GET', `/orders/${orderId}`, world.viewer)
    expect(body.mails).toMatchObject([{ id: failed, state: 'queued' }])
    expect(body.timeline.items[0]).toMatchObject({ kind: 'mail.resent', actorName: 'The operator' })
    const audit = await world.call('GET', `/audit?subjectId=${encodeURIComponent(failed)}`, world.viewer)
    expect(audit.body.items).toMatchObject([{ action: 'mail.resend' }])
    const twice = await world.call('POST', `/mails/${encodeURIComponent(failed)}/resend`, world.operator)
    expect(twice.body.error.code).toBe('MAIL_NOT_FAILED')
    expect((await world.call('POST', '/mails/none@example.com/resend', world.operator)).status).toBe(404)
  })
})
