import type { Exchange, Mailer, MailMessage } from '@turnup/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { FaultRule, Journal } from '../sandbox-kit/index.ts'
import { kindOf } from './esim-contract.ts'

export interface ReceivedMail {
  messageId: string
  correlationId?: string
  from: string
  to: string[]
  cc: string[]
  subject: string
  text: string
  html: string
  deliveries: { via: string }[]
}

/** What a connector of the role brings so that the suite can run over the wire. */
export interface MailerHarness {
  mailer: Mailer
  /** The same connector with credentials that the other side does not know. */
  stranger: Mailer
  /** The same connector, where nobody listens. */
  lost: Mailer
  journal: Journal
  exchanges: Exchange[]
  breakNext(fault: Pick<FaultRule, 'kind' | 'message'>): void
  /** Everything that arrived, one entry for each Message-ID. */
  received(): Promise<ReceivedMail[]>
  reset(): void
  close(): Promise<void>
}

const message: MailMessage = {
  messageId: 'esim-activation.7f2c@portal.harbour.example',
  to: { email: 'ada.moreno@example.com', name: 'Ada Moreno' },
  cc: ['support@harbour.example'],
  subject: 'Your eSIM is ready — señal lista',
  text: 'Hello Ada,\n\nGrüße — listo.\n',
  html: '<p>Hello Ada, <b>listo</b></p>',
  correlationId: 'corr-42',
}

/** The guarantees of the role Mailer (R135 to R137). */
export function describeMailer(name: string, start: () => Promise<MailerHarness>): void {
  describe(`${name} as a mailer`, () => {
    let harness: MailerHarness
    beforeAll(async () => {
      harness = await start()
    })
    afterAll(() => harness.close())
    beforeEach(() => harness.reset())
    const send = (changes: Partial<MailMessage> = {}) => harness.mailer.send({ ...message, ...changes })

    test('a mail arrives as it was written, under our Message-ID and correlation id', async () => {
      expect((await send()).acceptedAs).not.toBe('')
      const [mail, ...others] = await harness.received()
      expect(others).toEqual([])
      expect(mail).toMatchObject({
        messageId: message.messageId,
        correlationId: 'corr-42',
        to: ['ada.moreno@example.com'],
        cc: ['support@harbour.example'],
        subject: message.subject,
      })
      expect(mail?.text.trim()).toBe(message.text.trim())
      expect(mail?.html.trim()).toBe(message.html)
    })

    test('an address that is both recipient and copy, in any case, gets one mail', async () => {
      await send({ cc: ['ADA.Moreno@example.com', 'support@harbour.example', 'Support@harbour.example'] })
      const [mail] = await harness.received()
      expect([...(mail?.to ?? []), ...(mail?.cc ?? [])]).toEqual([
        'ada.moreno@example.com',
        'support@harbour.example',
      ])
    })

    test.each(['timeout-after-write', 'malformed'] as const)(
      'a mail whose answer is lost (%s) is unknown; its repeat is the same message, not a second one',
      async (kind) => {
        harness.breakNext({ kind })
        expect(await kindOf(send())).toBe('outcome-unknown')
        expect((await harness.received())[0]?.deliveries).toHaveLength(1)
        await send()
        const mails = await harness.received()
        expect(mails).toHaveLength(1)
        expect(mails[0]?.deliveries).toHaveLength(2)
      },
    )

    test('the connector itself never sends twice', async () => {
      harness.breakNext({ kind: 'timeout-before-write' })
      expect(await kindOf(send())).toBe('outcome-unknown')
      expect(await harness.received()).toEqual([])
      expect(harness.journal.list().filter((entry) => entry.effect === 'write')).toHaveLength(1)
    })

    test('busy means later, and nothing was sent', async () => {
      harness.breakNext({ kind: 'throttle' })
      expect(['throttled', 'unavailable']).toContain(await kindOf(send()))
      expect(await harness.received()).toEqual([])
    })

    test('a refused mail, refused credentials and nobody there are told apart', async () => {
      harness.breakNext({ kind: 'reject' })
      expect(await kindOf(send())).toBe('rejected')
      expect(await kindOf(harness.stranger.send(message))).toBe('auth')
      expect(await kindOf(harness.lost.send(message))).toBe('unavailable')
      expect(await harness.received()).toEqual([])
    })

    test('the check knows good credentials from bad ones and from nobody there, and sends nothing', async () => {
      const levels = async (mailer: Mailer) => (await mailer.check()).map((finding) => finding.level)
      expect(await levels(harness.mailer)).toEqual(['ok'])
      expect(await levels(harness.stranger)).toEqual(['failure'])
      expect(await levels(harness.lost)).toEqual(['failure'])
      expect(harness.journal.list().filter((entry) => entry.effect === 'write')).toEqual([])
    })

    test('no address, text, subject or credential in exchanges, journal or errors', async () => {
      await send()
      harness.breakNext({ kind: 'reject', message: 'ada.moreno@example.com is unknown' })
      const failure = await send().catch((error) => error)
      await harness.stranger.send(message).catch(() => {})
      const records = JSON.stringify([
        harness.exchanges,
        harness.journal.list(),
        failure.message,
        failure.detail,
      ])
      for (const secret of ['ada.moreno', 'listo', 'señal', 'correct-horse', 'SG.']) {
        expect(records).not.toContain(secret)
      }
      expect(records).toContain(message.messageId)
    })
  })
}
