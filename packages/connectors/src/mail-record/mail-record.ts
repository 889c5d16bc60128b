import { type JsonObject, type MailMessage, maskEmail } from '@turnup/domain'

/** The copies without whoever gets the mail already; SendGrid refuses an address that comes twice. */
export function copiesOf(message: MailMessage): string[] {
  const seen = new Set([message.to.email.toLowerCase()])
  return message.cc.filter((address) => {
    const key = address.toLowerCase()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

/** A mail as it may be recorded: who and which, never what it says. */
export function mailRecord(message: MailMessage): JsonObject {
  return {
    messageId: message.messageId,
    correlationId: message.correlationId,
    to: maskEmail(message.to.email),
    cc: copiesOf(message).map(maskEmail),
  }
}

/** Words of a mail system with the addresses in them masked. */
export function maskAddresses(words: string): string {
  return words.replace(/[^\s<>"',;:]+@[^\s<>"',;:]+/g, maskEmail).slice(0, 300)
}
