import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { type Dialect, type SandboxContext, serveCall } from '../sandbox-kit/index.ts'
import { bareMessageId, journalRequest } from './journal-request.ts'
import type { Mailbox, SandboxMail } from './mailbox.ts'

const Recipient = z.object({ email: z.email() })
const Send = z.object({
  personalizations: z
    .array(z.object({ to: z.array(Recipient).min(1), cc: z.array(Recipient).optional() }))
    .min(1)
    .max(1_000),
  from: z.object({ email: z.email() }),
  subject: z.string().min(1),
  content: z.array(z.object({ type: z.string(), value: z.string().min(1) })).min(1),
  headers: z.record(z.string(), z.string()).optional(),
  custom_args: z.record(z.string(), z.string()).optional(),
})
type Send = z.infer<typeof Send>

interface Problem {
  message: string
  field: string | null
}

function refuse(reply: FastifyReply, status: number, message: string, field: string | null = null): unknown {
  reply.code(status)
  return { errors: [{ message, field, help: null }] }
}

function dialect(now: () => Date): Dialect {
  return {
    throttled: (reply) => {
      reply.header('x-ratelimit-reset', String(Math.ceil(now().getTime() / 1_000) + 2))
      return refuse(reply, 429, 'too many requests')
    },
    serverError: (reply) => refuse(reply, 500, 'internal server error'),
    rejected: (reply, message = 'Does not contain a valid address.') =>
      refuse(reply, 400, message, 'personalizations'),
    unauthorised: (reply) =>
      refuse(reply, 401, 'The provided authorization grant is invalid, expired, or revoked'),
  }
}

const recipients = (send: Send) =>
  send.personalizations.flatMap(({ to, cc = [] }) => [...to, ...cc].map(({ email }) => email.toLowerCase()))

/** SendGrid takes an address once over to, cc and bcc, and text before HTML. */
function problemOf(send: Send): Problem | undefined {
  const all = recipients(send)
  if (new Set(all).size < all.length) {
    return {
      message: 'Each email address in the personalization block should be unique between to, cc, and bcc.',
      field: 'personalizations',
    }
  }
  const plain = send.content.findIndex(({ type }) => type === 'text/plain')
  return plain > 0 ? { message: 'The text/plain content must come first.', field: 'content' } : undefined
}

function mailOf(send: Send, fallbackId: string): Omit<SandboxMail, 'deliveries'> {
  const header = (name: string) =>
    Object.entries(send.headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1]
  const correlationId = header('x-correlation-id')
  const content = (type: string) => send.content.find((part) => part.type === type)?.value ?? ''
  return {
    messageId: bareMessageId(header('message-id')) ?? fallbackId,
    ...(correlationId ? { correlationId } : {}),
    from: send.from.email,
    to: send.personalizations.flatMap(({ to }) => to.map(({ email }) => email)),
    cc: send.personalizations.flatMap(({ cc = [] }) => cc.map(({ email }) => email)),
    subject: send.subject,
    text: content('text/plain'),
    html: content('text/html'),
  }
}

/** The SendGrid-shaped door: POST /mail/v3/mail/send and GET /mail/v3/scopes. */
export function addSendGridDoor(
  app: FastifyInstance,
  context: SandboxContext,
  mailbox: Mailbox,
  apiKey: string,
): void {
  const words = dialect(() => context.clock.now())
  let count = 0

  app.post('/mail/v3/mail/send', (request, reply) => {
    count += 1
    const number = count
    const parsed = Send.safeParse(request.body)
    const mail = parsed.success ? mailOf(parsed.data, `unnamed.${number}`) : undefined
    const call = { system: 'sendgrid', operation: 'send', effect: 'write' as const }
    return serveCall(context, reply, words, { ...call, request: mail ? journalRequest(mail) : {} }, () => {
      if (request.headers.authorization !== `Bearer ${apiKey}`) return words.unauthorised(reply)
      if (!parsed.success || !mail)
        return refuse(reply, 400, 'Bad Request', parsed.error?.issues[0]?.path.join('.'))
      const problem = problemOf(parsed.data)
      if (problem) return refuse(reply, 400, problem.message, problem.field)
      mailbox.deliver(mail, { at: context.clock.now().toISOString(), via: 'sendgrid' })
      reply.code(202).header('x-message-id', `sandbox-${number}`)
      return ''
    })
  })

  app.get('/mail/v3/scopes', (request, reply) => {
    const call = { system: 'sendgrid', operation: 'scopes', effect: 'read' as const, request: {} }
    return serveCall(context, reply, words, call, () =>
      request.headers.authorization === `Bearer ${apiKey}`
        ? { scopes: ['mail.send'] }
        : words.unauthorised(reply),
    )
  })
}
