import {
  type CheckResult,
  type ConnectorDeps,
  type Mailer,
  type MailMessage,
  maskEmail,
  ProviderError,
} from '@turnup/domain'
import { createTransport } from 'nodemailer'
import { observed } from '../http/index.ts'
import { copiesOf, mailRecord, maskAddresses } from '../mail-record/mail-record.ts'
import type { SmtpConfig } from './config.ts'
import { connectorId, sortSmtpError } from './sort-smtp-error.ts'

/** A mailer with connections to let go of. */
export interface SmtpMailer extends Mailer {
  close(): void
}

function openTransport(config: SmtpConfig) {
  const { host, port, secure, user, password, timeoutMs } = config
  const shared = {
    host,
    port,
    secure,
    requireTLS: config.requireTls && !secure,
    ...(user !== undefined && password !== undefined ? { auth: { user, pass: password } } : {}),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
  // A pool would send a mail again by itself when the connection closes under it: a second mail behind our back.
  const pooled = { pool: true as const, maxConnections: config.maxConnections, maxRequeues: 0 }
  return config.pool ? createTransport({ ...shared, ...pooled }) : createTransport(shared)
}

function compose(config: SmtpConfig, message: MailMessage) {
  return {
    messageId: `<${message.messageId}>`,
    from: { address: config.fromEmail, name: config.fromName ?? '' },
    to: { address: message.to.email, name: message.to.name ?? '' },
    cc: copiesOf(message),
    ...(config.replyTo ? { replyTo: config.replyTo } : {}),
    subject: message.subject,
    text: message.text,
    html: message.html,
    headers: { 'X-Correlation-ID': message.correlationId, 'Auto-Submitted': 'auto-generated' },
    signal: AbortSignal.timeout(config.timeoutMs),
  }
}

/** The server took the mail, but not for the one whom it is for. */
function recipientRefused(message: MailMessage): ProviderError {
  return new ProviderError('rejected', {
    code: 'RECIPIENT_REFUSED',
    connector: connectorId,
    operation: 'send',
    message: `The mail server took the mail for the copies only: it refused ${maskEmail(message.to.email)}.`,
  })
}

async function checkSmtp(verify: () => Promise<unknown>): Promise<CheckResult[]> {
  const id = 'smtp.login'
  try {
    await verify()
    return [{ id, level: 'ok', what: 'The mail server answers and takes our login.' }]
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    const mend =
      error.kind === 'auth'
        ? 'Set the user name and password anew.'
        : 'Check host, port, TLS settings and the network path.'
    return [{ id, level: 'failure', what: error.message, mend }]
  }
}

/**
 * Mail by SMTP (R135). A repeat carries the same Message-ID; the server has no other way to recognise it.
 * Refused copies do not fail the mail, a refused recipient does.
 */
export function createSmtpMailer(config: SmtpConfig, deps: ConnectorDeps): SmtpMailer {
  const transport = openTransport(config)
  const write = { connector: connectorId, operation: 'send', effect: 'write' as const }
  const read = { connector: connectorId, operation: 'verify', effect: 'read' as const }

  return {
    send: (message) =>
      observed(deps, { ...write, request: mailRecord(message) }, async () => {
        const info = await transport.sendMail(compose(config, message)).catch((error) => {
          throw sortSmtpError('send', error)
        })
        const refused = info.rejected.map((address: unknown) => String(address).toLowerCase())
        if (refused.includes(message.to.email.toLowerCase())) throw recipientRefused(message)
        const acceptedAs = maskAddresses(info.response)
        return { value: { acceptedAs }, response: { response: acceptedAs, refused: refused.map(maskEmail) } }
      }),
    check: () =>
      checkSmtp(() =>
        observed(deps, { ...read, request: {} }, async () => {
          await transport.verify().catch((error) => {
            throw sortSmtpError('verify', error)
          })
          return { value: undefined, response: {} }
        }),
      ),
    close: () => transport.close(),
  }
}
