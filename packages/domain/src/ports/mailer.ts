import type { Checkable } from './connector.ts'

export interface MailMessage {
  /** Our own Message-ID without angle brackets, derived from what the mail is about, so that a repeat is recognised. */
  messageId: string
  to: { email: string; name?: string }
  cc: string[]
  subject: string
  text: string
  html: string
  correlationId: string
}

export interface Mailer extends Checkable {
  /** Resolves when the relay took responsibility. A repeat carries the same Message-ID. */
  send(message: MailMessage): Promise<{ acceptedAs: string }>
}
