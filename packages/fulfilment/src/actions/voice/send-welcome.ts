import { z } from 'zod'
import { defineAction, type Effect } from '../../action.ts'
import { claimMailId, queueClaimMail } from '../../mail/claim-mail.ts'

const Input = z.object({
  tenantId: z.string(),
  loginUrl: z.string(),
  domain: z.string(),
  number: z.string(),
  username: z.string(),
  company: z.string(),
  to: z.object({ name: z.string(), email: z.string() }),
})
const Result = z.object({ mailId: z.string() })

/** The welcome mail with its one-time link; queueing it again makes neither a second mail nor a second link (X27). */
export const sendWelcome = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'voice.send-welcome',
  input: Input,
  result: Result,
  describe: ({ domain }) => `Welcome mail queued for ${domain}`,
  repeatable: () => true,
  find: (_input, effect) => findWelcome(effect),
  async apply(input, effect) {
    const { services, order, correlationId } = effect
    const there = await findWelcome(effect)
    const mailId = there?.mailId ?? (await queue(input, effect))
    // The mail is in the outbox: when the engine cannot be reached now, the sweep wakes it later.
    await services.engine
      .deliverMail(mailId)
      .catch((error: unknown) =>
        services.log.warn({ mailId, orderId: order.id, err: error, correlationId }, 'mail not woken'),
      )
    return { mailId }
  },
})

async function queue(input: z.infer<typeof Input>, { services, order, correlationId }: Effect) {
  const { locale } = await services.db
    .selectFrom('portal_user')
    .select('locale')
    .where('id', '=', order.customerId)
    .executeTakeFirstOrThrow()
  return services.db
    .transaction()
    .execute((transaction) =>
      queueClaimMail(transaction, services, { ...input, order, sequence: 1, locale, correlationId }),
    )
}

async function findWelcome({ services, order }: Effect): Promise<{ mailId: string } | undefined> {
  const mailId = claimMailId(order.id, 1, services)
  const row = await services.db
    .selectFrom('mail_message')
    .select('id')
    .where('id', '=', mailId)
    .executeTakeFirst()
  return row && { mailId }
}
