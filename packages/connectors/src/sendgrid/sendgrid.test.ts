import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { describeMailer, type ReceivedMail } from '../contract/mailer-contract.ts'
import { recordingDeps, type ServedSandbox, serveSandbox } from '../contract/serve-sandbox.ts'
import { createMailSandbox, sandboxSendGridKey } from '../mail-sandbox/index.ts'
import { createSendGridMailer, SendGridConfig } from './index.ts'

const configFor = (origin: string, apiKey = sandboxSendGridKey) =>
  SendGridConfig.parse({
    url: `${origin}/mail`,
    apiKey,
    fromEmail: 'no-reply@harbour.example',
    timeoutMs: 2_000,
  })

describeMailer('SendGrid', async () => {
  const sandbox = await serveSandbox((context) => createMailSandbox(context))
  const gone = await serveSandbox((context) => createMailSandbox(context))
  await gone.close()
  const deps = recordingDeps()
  return {
    mailer: createSendGridMailer(configFor(sandbox.origin), deps),
    stranger: createSendGridMailer(configFor(sandbox.origin, 'SG.unknown'), deps),
    lost: createSendGridMailer(configFor(gone.origin), deps),
    journal: sandbox.context.journal,
    exchanges: deps.exchanges,
    breakNext: (fault) =>
      sandbox.context.faults.add({ system: 'sendgrid', operation: 'send', count: 1, ...fault }),
    received: async () => sandbox.system.save() as ReceivedMail[],
    reset: () => {
      sandbox.system.reset()
      sandbox.context.faults.clear()
      sandbox.context.journal.clear()
      deps.exchanges.length = 0
    },
    close: () => sandbox.close(),
  }
})

const message = {
  messageId: 'welcome.1@portal.harbour.example',
  to: { email: 'ada@example.com' },
  cc: [],
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  correlationId: 'corr-1',
}
const received: { headers: Record<string, string>; custom_args: Record<string, string> }[] = []
let sandbox: ServedSandbox
beforeEach(async () => {
  received.length = 0
  sandbox = await serveSandbox((context) => {
    const system = createMailSandbox(context)
    return {
      ...system,
      routes(app) {
        app.addHook('preHandler', async (request) => {
          if (request.method === 'POST') received.push(request.body as (typeof received)[number])
        })
        return system.routes?.(app)
      },
    }
  })
})
afterEach(() => sandbox.close())

async function failWith(fault: { kind: 'throttle' | 'http-500' | 'auth' | 'reject' }) {
  sandbox.context.faults.add({ system: 'sendgrid', operation: 'send', count: 1, ...fault })
  const mailer = createSendGridMailer(configFor(sandbox.origin), recordingDeps())
  return mailer.send(message).catch((error) => error)
}

test('our Message-ID goes into the mail and into custom_args', async () => {
  await createSendGridMailer(configFor(sandbox.origin), recordingDeps()).send(message)
  expect(received[0]?.headers['Message-ID']).toBe('<welcome.1@portal.harbour.example>')
  expect(received[0]?.custom_args).toEqual({ message_id: message.messageId, correlation_id: 'corr-1' })
})

test('429 says how long to wait', async () => {
  const error = await failWith({ kind: 'throttle' })
  expect(error.kind).toBe('throttled')
  expect(error.retryAfterMs).toBeGreaterThan(0)
})

test('a server error leaves open whether the mail goes out', async () => {
  expect((await failWith({ kind: 'http-500' })).kind).toBe('outcome-unknown')
})

test('a 400 tells SendGrid’s own reason', async () => {
  const error = await failWith({ kind: 'reject' })
  expect(error).toMatchObject({ kind: 'rejected', code: 'MAIL_REFUSED' })
  expect(error.detail.reasons[0]).toContain('valid address')
})

test('an error never holds the API key, not even as its cause', async () => {
  const error = await failWith({ kind: 'auth' })
  expect(error.kind).toBe('auth')
  expect(error.cause).toBeUndefined()
})

test('a mail with its one-time link does not follow a redirect to another place', async () => {
  const visited: string[] = []
  const server = createServer((request, response) => {
    visited.push(request.url ?? '')
    response.writeHead(307, { location: '/elsewhere' }).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  try {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const mailer = createSendGridMailer(configFor(origin), recordingDeps())
    expect(await mailer.send(message).catch((error) => error.kind)).toBe('outcome-unknown')
    expect(visited).toEqual(['/mail/v3/mail/send'])
  } finally {
    server.close()
    server.closeAllConnections()
  }
})

test('two mailers with two keys do not share them', async () => {
  const good = createSendGridMailer(configFor(sandbox.origin), recordingDeps())
  createSendGridMailer(configFor(sandbox.origin, 'SG.other'), recordingDeps())
  expect((await good.send(message)).acceptedAs).toMatch(/^sandbox-/)
})
