import type { SandboxMail } from '@turnup/connectors/mail-sandbox'
import type { Stack } from './start-stack.ts'
import { waitFor } from './wait-for.ts'

/** Mails of one template to one address, oldest first; the Message-ID begins with the template's name. */
export function mailsTo(stack: Stack, address: string, template: string): SandboxMail[] {
  const mails = stack.sandbox.systems.mail.save() as SandboxMail[]
  return mails.filter(
    ({ to, messageId }) =>
      to.some((one) => one.toLowerCase() === address.toLowerCase()) &&
      messageId.replace(/^</, '').startsWith(`${template}.`),
  )
}

/** Waits until that many such mails have come; gives the newest. */
export async function awaitMail(
  stack: Stack,
  address: string,
  template: string,
  count = 1,
): Promise<SandboxMail> {
  return waitFor(`mail ${template} to ${address}`, async () => mailsTo(stack, address, template)[count - 1])
}
