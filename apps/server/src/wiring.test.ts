import {
  type Mailer,
  type MailMessage,
  ProviderError,
  type ProviderErrorKind,
  portRoles,
} from '@turnup/domain'
import { expect, test, vi } from 'vitest'
import { createMailerWithFallback } from './mailer-with-fallback.ts'
import { testSettings } from './test-world.ts'
import { wire } from './wiring.ts'

const log = { debug: vi.fn(), info: vi.fn(), warn: vi.fn(), error: vi.fn() }
const deps = { now: () => new Date(), correlationId: () => 'test', observe: () => undefined }
const message: MailMessage = {
  messageId: 'm-1@turnup',
  to: { email: 'ada@example.com' },
  cc: [],
  subject: 's',
  text: 't',
  html: 'h',
  correlationId: 'c',
}

function mailer(answer: ProviderErrorKind | 'ok'): Mailer & { send: ReturnType<typeof vi.fn> } {
  const send = vi.fn(async () => {
    if (answer === 'ok') return { acceptedAs: 'second' }
    throw new ProviderError(answer, { code: 'X', message: 'x', connector: 'sendgrid', operation: 'send' })
  })
  return { send, check: async () => [] }
}

test('every role is played, and doors that are off are not there', () => {
  const wiring = wire(testSettings({ SF_EVENTS_ENABLED: 'false' }), deps, log)
  expect(Object.keys(wiring.ports).sort()).toEqual([...portRoles, 'numbers'].sort())
  expect(wiring.events.present()).toBeUndefined()
  const withEvents = wire(testSettings({ SF_PROVISION_EVENT_CHANNEL: '/event/Mine__e' }), deps, log)
  expect(withEvents.events.present()?.topic).toBe('/event/Mine__e')
})

test('an order that needs a system which is not configured is told which setting is missing', async () => {
  const { ports } = wire(testSettings(), deps, log)
  const order = () => ports.esim.downloadOrder({ profileType: 'DATA' }, 'ref')
  expect(order).toThrow(expect.objectContaining({ kind: 'rejected', code: 'NOT_CONFIGURED' }))
  expect(order).toThrow('ES2PLUS_URL')
  expect(await ports.line.check()).toMatchObject([
    { level: 'warning', mend: expect.stringMatching(/^Set MVNE_URL, or .* console/) },
  ])
})

test('a mail goes by the second transport only when the first certainly did not take it', async () => {
  for (const kind of ['unavailable', 'throttled', 'auth'] as const) {
    const second = mailer('ok')
    expect(await createMailerWithFallback(mailer(kind), second, log).send(message)).toEqual({
      acceptedAs: 'second',
    })
    expect(second.send).toHaveBeenCalledWith(message)
  }
  for (const kind of ['outcome-unknown', 'rejected'] as const) {
    const second = mailer('ok')
    await expect(createMailerWithFallback(mailer(kind), second, log).send(message)).rejects.toMatchObject({
      kind,
    })
    expect(second.send).not.toHaveBeenCalled()
  }
})
