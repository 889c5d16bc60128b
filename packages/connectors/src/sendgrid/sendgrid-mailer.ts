import sharedClient from '@sendgrid/client'
import sharedService from '@sendgrid/mail'
import {
  type CheckResult,
  type ConnectorDeps,
  type Mailer,
  type MailMessage,
  ProviderError,
} from '@turnup/domain'
import { z } from 'zod'
import { observed, sendHttp } from '../http/index.ts'
import { copiesOf, mailRecord } from '../mail-record/mail-record.ts'
import type { SendGridConfig } from './config.ts'
import { connectorId, sortSendGridError, unexpectedAnswer } from './sort-sendgrid-error.ts'

const Scopes = z.object({ scopes: z.array(z.string()) })

// Both packages hand out one shared instance, and their types hide the classes; every mailer has a pair of its own, so
// that two keys or addresses never mix.
const Client = sharedClient.constructor as new () => typeof sharedClient
const MailService = sharedService.constructor as new () => typeof sharedService

/** For axios underneath: mails with one-time links follow nobody elsewhere, and no answer fills the memory. */
const transportLimits = { maxRedirects: 0, maxContentLength: 1024 * 1024 }

function createService(config: SendGridConfig): typeof sharedService {
  const client = new Client()
  client.setApiKey(config.apiKey)
  // After the key, because setting the key puts the address back.
  client.setDefaultRequest('baseUrl', config.url)
  for (const [name, value] of Object.entries(transportLimits)) {
    client.setDefaultRequest(name as never, value as never)
  }
  const service = new MailService()
  service.setClient(client)
  service.setTimeout(config.timeoutMs)
  return service
}

function compose(config: SendGridConfig, message: MailMessage) {
  return {
    from: { email: config.fromEmail, ...(config.fromName ? { name: config.fromName } : {}) },
    to: { email: message.to.email, ...(message.to.name ? { name: message.to.name } : {}) },
    cc: copiesOf(message),
    ...(config.replyTo ? { replyTo: config.replyTo } : {}),
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers: { 'Message-ID': `<${message.messageId}>`, 'X-Correlation-ID': message.correlationId },
    customArgs: { message_id: message.messageId, correlation_id: message.correlationId },
    // Links stay as they are: a rewritten link would lead one-time links through a third party.
    trackingSettings: {
      clickTracking: { enable: false, enableText: false },
      openTracking: { enable: false },
    },
    hideWarnings: true,
  }
}

async function checkKey(config: SendGridConfig, deps: ConnectorDeps): Promise<CheckResult[]> {
  const id = 'sendgrid.mail-send-permission'
  const call = { connector: connectorId, operation: 'scopes', effect: 'read' as const }
  try {
    const answer = await observed(deps, { ...call, request: {} }, async () => {
      const url = `${config.url.replace(/\/+$/, '')}/v3/scopes`
      const headers = { authorization: `Bearer ${config.apiKey}` }
      const value = await sendHttp({ ...call, method: 'GET', url, headers, timeoutMs: config.timeoutMs })
      return { value, response: {}, status: value.status }
    })
    const scopes = answer.status === 200 ? Scopes.safeParse(JSON.parse(answer.text)).data?.scopes : undefined
    if (scopes?.includes('mail.send'))
      return [{ id, level: 'ok', what: 'SendGrid takes our key, and it may send.' }]
    const what = scopes
      ? 'Our SendGrid key lacks the permission to send mail.'
      : `SendGrid does not take our key (HTTP ${answer.status}).`
    return [
      { id, level: 'failure', what, mend: 'Make an API key with the permission "Mail Send" and set it.' },
    ]
  } catch (error) {
    if (!(error instanceof ProviderError || error instanceof SyntaxError)) throw error
    const mend = 'Check the address of the API and the network path.'
    return [{ id, level: 'failure', what: `SendGrid cannot be asked: ${error.message}`, mend }]
  }
}

/**
 * Mail by SendGrid v3 (R135). There is no idempotency key: a repeat carries the same Message-ID in the mail and in
 * custom_args, so that receivers and the event log recognise it.
 */
export function createSendGridMailer(config: SendGridConfig, deps: ConnectorDeps): Mailer {
  const service = createService(config)
  const write = { connector: connectorId, operation: 'send', effect: 'write' as const }
  return {
    send: (message) =>
      observed(deps, { ...write, request: mailRecord(message) }, async () => {
        const [response] = await service.send(compose(config, message)).catch((error: unknown) => {
          throw sortSendGridError(error, deps.now())
        })
        // 202 alone means accepted; a proxy's page comes with 200.
        if (response.statusCode !== 202) throw unexpectedAnswer(response.statusCode)
        const { 'x-message-id': given } = response.headers as Record<string, string | undefined>
        const acceptedAs = given ?? message.messageId
        return { value: { acceptedAs }, response: { acceptedAs }, status: response.statusCode }
      }),
    check: () => checkKey(config, deps),
  }
}
