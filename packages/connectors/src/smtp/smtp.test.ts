import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { kindOf } from '../contract/esim-contract.ts'
import { describeMailer, type ReceivedMail } from '../contract/mailer-contract.ts'
import { recordingDeps, type ServedSandbox, serveSandbox } from '../contract/serve-sandbox.ts'
import { createMailSandbox } from '../mail-sandbox/index.ts'
import { createSmtpMailer, SmtpConfig, type SmtpMailer } from './index.ts'

const account = { user: 'turnup', password: 'correct-horse' }

async function startSink(options: Parameters<typeof createMailSandbox>[1] = {}) {
  const sandbox = await serveSandbox((context) => createMailSandbox(context, options))
  const { smtp } = (await sandbox.system.listen?.({ smtp: 0 })) ?? {}
  return { sandbox, port: Number(new URL(smtp ?? '').port) }
}

const configFor = (port: number, changes: object = {}) =>
  SmtpConfig.parse({
    host: '127.0.0.1',
    port,
    requireTls: false,
    fromEmail: 'no-reply@harbour.example',
    fromName: 'Harbour Telecom',
    timeoutMs: 3_000,
    ...changes,
  })

describeMailer('SMTP', async () => {
  const { sandbox, port } = await startSink({ smtpAccount: account })
  const gone = createServer()
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve))
  const deadPort = (gone.address() as AddressInfo).port
  await new Promise((resolve) => gone.close(resolve))
  const deps = recordingDeps()
  const mailers = [
    createSmtpMailer(configFor(port, account), deps),
    createSmtpMailer(configFor(port, { ...account, password: 'wrong-horse' }), deps),
    createSmtpMailer(configFor(deadPort, account), deps),
  ] as const
  return {
    mailer: mailers[0],
    stranger: mailers[1],
    lost: mailers[2],
    journal: sandbox.context.journal,
    exchanges: deps.exchanges,
    breakNext: (fault) =>
      sandbox.context.faults.add({ system: 'smtp', operation: 'send', count: 1, ...fault }),
    received: async () => sandbox.system.save() as ReceivedMail[],
    reset: () => {
      sandbox.system.reset()
      sandbox.context.faults.clear()
      sandbox.context.journal.clear()
      deps.exchanges.length = 0
    },
    close: async () => {
      for (const mailer of mailers) mailer.close()
      await sandbox.close()
    },
  }
})

let sandbox: ServedSandbox
let mailer: SmtpMailer
let port: number
beforeEach(async () => {
  const started = await startSink()
  sandbox = started.sandbox
  port = started.port
  mailer = createSmtpMailer(configFor(port, { replyTo: 'help@harbour.example' }), recordingDeps())
})
afterEach(async () => {
  mailer.close()
  await sandbox.close()
})

const message = {
  messageId: 'welcome.1@portal.harbour.example',
  to: { email: 'ada@example.com' },
  cc: ['support@harbour.example'],
  subject: 'Hello',
  text: 'Hello',
  html: '<p>Hello</p>',
  correlationId: 'corr-1',
}
const received = () => sandbox.system.save() as ReceivedMail[]

test('a server that is down takes no mail until it is back', async () => {
  sandbox.context.faults.add({ system: 'smtp', operation: 'connect', kind: 'http-500' })
  expect(await kindOf(mailer.send(message))).toBe('unavailable')
  expect(await kindOf(mailer.send(message))).toBe('unavailable')
  sandbox.context.faults.clear()
  await mailer.send(message)
  expect(received()).toHaveLength(1)
})

test('a server that goes down under an open connection is not taken for having the mail', async () => {
  await mailer.send(message)
  sandbox.context.faults.add({ system: 'smtp', operation: 'connect', kind: 'http-500' })
  expect(['unavailable', 'outcome-unknown']).toContain(
    await kindOf(mailer.send({ ...message, messageId: 'm2@x' })),
  )
  expect(received()).toHaveLength(1)
})

test('a refused copy does not keep the mail from its reader; a refused reader is a no', async () => {
  const refuse = (address: string) =>
    sandbox.context.faults.add({
      system: 'smtp',
      operation: 'rcpt',
      kind: 'reject',
      count: 1,
      contains: address,
    })
  refuse('support@')
  await mailer.send(message)
  expect(received()).toHaveLength(1)
  refuse('ada@')
  expect(await kindOf(mailer.send({ ...message, messageId: 'welcome.2@x' }))).toBe('rejected')
})

test('451 after the mail was taken is retried as the same message', async () => {
  sandbox.context.faults.add({ system: 'smtp', operation: 'send', kind: 'http-500-after-write', count: 1 })
  expect(await kindOf(mailer.send(message))).toBe('unavailable')
  await mailer.send(message)
  expect(received().map((mail) => mail.deliveries.length)).toEqual([2])
})

test('a server that never answers is given up after the time limit', async () => {
  const silent = createServer()
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const config = configFor((silent.address() as AddressInfo).port, { timeoutMs: 150 })
  const waiting = createSmtpMailer(config, recordingDeps())
  expect(['unavailable', 'outcome-unknown']).toContain(await kindOf(waiting.send(message)))
  waiting.close()
  await new Promise((resolve) => silent.close(resolve))
})

test('without TLS nothing is sent unless that is allowed', async () => {
  const strict = createSmtpMailer(configFor(port, { requireTls: true }), recordingDeps())
  expect(await kindOf(strict.send(message))).toBe('unavailable')
  expect(received()).toEqual([])
  strict.close()
})
