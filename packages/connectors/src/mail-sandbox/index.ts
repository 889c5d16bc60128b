import type { SandboxContext, SandboxSystem } from '../sandbox-kit/index.ts'
import { Mailbox, type SandboxMail } from './mailbox.ts'
import { addPages } from './pages.ts'
import { addSendGridDoor } from './sendgrid-door.ts'
import { createSmtpSink } from './smtp-sink.ts'

export type { Delivery, SandboxMail } from './mailbox.ts'

export interface MailSandboxOptions {
  /** The SendGrid-shaped door takes this key only. */
  sendGridKey?: string
  /** Absent: the SMTP door asks for no login. */
  smtpAccount?: { user: string; password: string }
}

export const sandboxSendGridKey = 'SG.sandbox'

/**
 * One mailbox behind two doors: SMTP on a port of its own (`listen({ smtp: port })`) and SendGrid's API under
 * `/mail/v3/mail/send`. Reading: page `/mail`, JSON `/mail/messages?to=&messageId=`.
 */
export function createMailSandbox(context: SandboxContext, options: MailSandboxOptions = {}): SandboxSystem {
  const mailbox = new Mailbox()
  const sink = createSmtpSink(context, mailbox, options.smtpAccount)
  let isListening = false

  return {
    id: 'mail',
    routes(app) {
      addSendGridDoor(app, context, mailbox, options.sendGridKey ?? sandboxSendGridKey)
      addPages(app, mailbox)
    },
    async listen(ports) {
      const smtp = await sink.listen(ports.smtp ?? 0)
      isListening = true
      return { smtp }
    },
    async close() {
      if (isListening) await sink.close()
      isListening = false
    },
    reset: () => mailbox.load([]),
    save: () => mailbox.list(),
    load: (saved) => mailbox.load(saved as SandboxMail[]),
  }
}
