import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import PostalMime, { type Address } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import type { FaultKind, FaultRule, SandboxContext } from '../sandbox-kit/index.ts'
import { bareMessageId, journalRequest } from './journal-request.ts'
import type { Mailbox, SandboxMail } from './mailbox.ts'

export interface SmtpSink {
  /** Starts on loopback; port 0 picks a free one. */
  listen(port: number): Promise<string>
  close(): Promise<void>
}

type ParsedMail = Omit<SandboxMail, 'deliveries'>

const downKinds: FaultKind[] = ['http-500']
const sendKinds: FaultKind[] = [
  'timeout-before-write',
  'timeout-after-write',
  'http-500',
  'http-500-after-write',
  'throttle',
  'slow',
  'malformed',
  'reject',
  'auth',
]

/** Faults that refuse a mail, in SMTP's words; nothing is kept. */
const refusals: Partial<Record<FaultKind, [responseCode: number, words: string]>> = {
  throttle: [451, '4.7.1 Greylisted, try again later'],
  'http-500': [451, '4.3.0 Local error in processing'],
  reject: [550, '5.1.1 No such user here'],
  auth: [530, '5.7.0 Authentication required'],
}

function smtpError(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode })
}

const addresses = (list: Address[] | undefined) =>
  (list ?? []).flatMap((entry) => (entry.group ?? [entry]).map((mailbox) => mailbox.address ?? ''))

async function parseMail(stream: AsyncIterable<Buffer>, fallbackId: string): Promise<ParsedMail> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const mail = await PostalMime.parse(Buffer.concat(chunks))
  const correlationId = mail.headers.find((header) => header.key === 'x-correlation-id')?.value
  return {
    messageId: bareMessageId(mail.messageId) ?? fallbackId,
    ...(correlationId ? { correlationId } : {}),
    from: mail.from?.address ?? '',
    to: addresses(mail.to),
    cc: addresses(mail.cc),
    subject: mail.subject ?? '',
    text: mail.text ?? '',
    html: mail.html ?? '',
  }
}

/**
 * A mail server that keeps everything. Faults strike when the mail's text has arrived (system `smtp`, operation `send`);
 * `rcpt` with `reject` refuses one recipient, `connect` with `http-500` means that the server is down until cleared.
 */
export function createSmtpSink(
  context: SandboxContext,
  mailbox: Mailbox,
  account?: { user: string; password: string },
): SmtpSink {
  const { clock, faults, journal } = context
  const sockets = new Map<number, Socket>()
  const isDown = () => faults.strike('smtp', 'connect', '', downKinds) !== undefined
  const down = () => smtpError(421, '4.3.2 Service not available')

  /** Takes one mail. @returns what to say; undefined: cut the line without a word */
  async function take(mail: ParsedMail): Promise<Error | string | undefined> {
    const fault = faults.strike('smtp', 'send', JSON.stringify(mail), sendKinds)
    const note = (outcome: string) => {
      const entry = {
        system: 'smtp',
        operation: 'send',
        effect: 'write' as const,
        request: journalRequest(mail),
      }
      journal.record({ ...entry, outcome, ...(fault ? { fault: fault.kind } : {}) }, clock.now())
    }
    if (context.latencyMs > 0) await delay(context.latencyMs)
    const refusal = fault && refusals[fault.kind]
    if (refusal || fault?.kind === 'timeout-before-write') {
      note('nothing happened')
      return refusal ? smtpError(refusal[0], fault.message ?? refusal[1]) : undefined
    }
    if (fault?.kind === 'slow') await delay(fault.ms ?? 1_000)
    mailbox.deliver(mail, { at: clock.now().toISOString(), via: 'smtp' })
    context.changed()
    note('performed')
    return answerAfter(fault)
  }

  const server = new SMTPServer({
    // Its built-in certificate is for nobody; this server stands on loopback.
    disabledCommands: account ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    authOptional: !account,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    onConnect: (_session, callback) => callback(isDown() ? down() : null),
    onAuth: ({ username, password }, _session, callback) =>
      username === account?.user && password === account?.password
        ? callback(null, { user: username })
        : callback(smtpError(535, '5.7.8 Authentication credentials invalid')),
    // Pooled connections outlive onConnect.
    onMailFrom: (_address, _session, callback) => callback(isDown() ? down() : null),
    onRcptTo: ({ address }, _session, callback) =>
      callback(
        faults.strike('smtp', 'rcpt', address, ['reject']) ? smtpError(550, '5.1.1 No such user here') : null,
      ),
    onData: (stream, session, callback) => {
      parseMail(stream, `unnamed.${session.id}`)
        .then(take)
        .then((answer) => {
          if (answer === undefined) sockets.get(session.remotePort)?.destroy()
          else if (answer instanceof Error) callback(answer)
          else callback(null, answer)
        })
        .catch(() => callback(smtpError(451, '4.3.0 The mail cannot be read')))
    },
  })
  server.server.on('connection', (socket: Socket) => {
    const port = socket.remotePort ?? 0
    sockets.set(port, socket)
    socket.once('close', () => sockets.delete(port))
  })

  return {
    async listen(port) {
      server.listen(port, '127.0.0.1')
      // Rejects when the port is taken.
      await once(server.server, 'listening')
      // From here on only lines that were cut, which is what faults do.
      server.on('error', () => {})
      return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets.values()) socket.destroy()
      }),
  }
}

function answerAfter(fault: FaultRule | undefined): Error | string | undefined {
  if (fault?.kind === 'timeout-after-write') return undefined
  if (fault?.kind === 'http-500-after-write') return smtpError(451, '4.3.0 Local error in processing')
  if (fault?.kind === 'malformed') return smtpError(999, 'Service temporarily unavailable')
  return 'OK: message queued'
}
