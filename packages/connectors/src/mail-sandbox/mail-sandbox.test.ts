import { afterEach, beforeEach, expect, test } from 'vitest'
import { recordingDeps, type ServedSandbox, serveSandbox } from '../contract/serve-sandbox.ts'
import { createSendGridMailer, SendGridConfig } from '../sendgrid/index.ts'
import { createSmtpMailer, SmtpConfig, type SmtpMailer } from '../smtp/index.ts'
import { createMailSandbox, type SandboxMail, sandboxSendGridKey } from './index.ts'

let sandbox: ServedSandbox
let bySmtp: SmtpMailer
beforeEach(async () => {
  sandbox = await serveSandbox((context) => createMailSandbox(context))
  const { smtp = '' } = (await sandbox.system.listen?.({ smtp: 0 })) ?? {}
  const { hostname, port } = new URL(smtp)
  const config = { host: hostname, port, requireTls: false, fromEmail: 'no-reply@harbour.example' }
  bySmtp = createSmtpMailer(SmtpConfig.parse(config), recordingDeps())
})
afterEach(async () => {
  bySmtp.close()
  await sandbox.close()
})

const message = {
  messageId: 'welcome.1@portal.harbour.example',
  to: { email: 'ada@example.com' },
  cc: ['support@harbour.example'],
  subject: 'Hello <you>',
  text: 'Plain <words>',
  html: '<p>Rich words</p><script>document.title = "taken over"</script>',
  correlationId: 'corr-1',
}
const read = async (query: string) => {
  const response = await fetch(`${sandbox.origin}/mail/messages?${query}`)
  return ((await response.json()) as { messages: SandboxMail[] }).messages
}

test('the same message by both doors is one message, handed in twice', async () => {
  const url = `${sandbox.origin}/mail`
  const config = SendGridConfig.parse({
    url,
    apiKey: sandboxSendGridKey,
    fromEmail: 'no-reply@harbour.example',
  })
  await createSendGridMailer(config, recordingDeps()).send(message)
  await bySmtp.send(message)
  const [mail, ...others] = await read('messageId=welcome.1@portal.harbour.example')
  expect(others).toEqual([])
  expect(mail?.deliveries.map(({ via }) => via)).toEqual(['sendgrid', 'smtp'])
})

test('mail is found by any recipient, in any case', async () => {
  await bySmtp.send(message)
  expect(await read('to=ADA@example.com')).toHaveLength(1)
  expect(await read('to=support@harbour.example')).toHaveLength(1)
  expect(await read('to=nobody@example.com')).toEqual([])
})

test('the page shows a mail as a client would, and nothing in it runs', async () => {
  await bySmtp.send(message)
  const list = await (await fetch(`${sandbox.origin}/mail`)).text()
  expect(list).toContain('Hello &#60;you&#62;')
  const link = /href="(\/mail\/message\?[^"]+)"/.exec(list)?.[1] ?? ''
  const html = await (await fetch(`${sandbox.origin}${link}`)).text()
  expect(html).toContain('Plain &#60;words&#62;')
  expect(html).toMatch(/<iframe[^>]+sandbox="(?![^"]*allow-scripts)/)
  expect(html).not.toContain('<script>')
})

test('SendGrid’s door refuses an address that comes twice, in its own words', async () => {
  const body = {
    personalizations: [{ to: [{ email: 'ada@example.com' }], cc: [{ email: 'Ada@example.com' }] }],
    from: { email: 'no-reply@harbour.example' },
    subject: 'Hello',
    content: [{ type: 'text/plain', value: 'Hello' }],
  }
  const response = await fetch(`${sandbox.origin}/mail/v3/mail/send`, {
    method: 'POST',
    headers: { authorization: `Bearer ${sandboxSendGridKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({ errors: [{ field: 'personalizations' }] })
  expect(await read('')).toEqual([])
})

test('a saved mailbox comes back', async () => {
  await bySmtp.send(message)
  const saved = structuredClone(sandbox.system.save())
  sandbox.system.reset()
  expect(await read('')).toEqual([])
  sandbox.system.load(saved)
  expect(await read('')).toHaveLength(1)
})
