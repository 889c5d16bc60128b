import { type JsonObject, maskEmail } from '@turnup/domain'
import type { SandboxMail } from './mailbox.ts'

/** What the journal keeps of a mail that was handed in. */
export function journalRequest(mail: Omit<SandboxMail, 'deliveries'>): JsonObject {
  return {
    messageId: mail.messageId,
    correlationId: mail.correlationId ?? null,
    to: mail.to.map(maskEmail),
    cc: mail.cc.map(maskEmail),
  }
}

/** A Message-ID as we write it: without angle brackets. */
export function bareMessageId(header: string | undefined): string | undefined {
  return header?.trim().replace(/^<|>$/g, '') || undefined
}
