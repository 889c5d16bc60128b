import type { JsonObject } from '@turnup/domain'
import { queueMail } from '@turnup/store'
import { z } from 'zod'
import { defineAction } from '../action.ts'
import { mailIdFor } from '../mail/mail-id.ts'
import { orderMailLinks } from '../mail/order-mail-links.ts'

const Input = z.object({ template: z.string(), data: z.record(z.string(), z.json()) })
const Result = z.object({ mailId: z.string() })

/** The summary of an order; support is copied on what may raise questions, such as an activation (R133). */
const forCustomerAlone = new Set(['order-provisioned'])

/**
 * Puts a mail about the order into the outbox; delivering it is the engine's, with a patience of its own, so that a mail
 * server that is down does not hold up the service (R089, R133 to R137).
 */
export const sendMail = defineAction<z.infer<typeof Input>, z.infer<typeof Result>>({
  name: 'mail.send',
  input: Input,
  result: Result,
  describe: ({ template }) => `Mail queued: ${template}`,
  repeatable: () => true,
  async apply({ template, data }, { services, order, correlationId }) {
    const { db, policy, clock, engine, log } = services
    const person = await db
      .selectFrom('portal_user')
      .select(['email', 'first_name', 'last_name', 'locale'])
      .where('id', '=', order.customerId)
      .executeTakeFirstOrThrow()
    const id = mailIdFor(template, order.id, policy)
    await queueMail(db, {
      id,
      template,
      locale: person.locale,
      to: person.email,
      cc: forCustomerAlone.has(template) ? [] : policy.mail.supportCc,
      data: {
        ...(data as JsonObject),
        ...orderMailLinks(template, order, policy),
        customerName: `${person.first_name} ${person.last_name}`,
        correlationId,
      },
      orderId: order.id,
      customerId: order.customerId,
      correlationId,
      at: clock.now(),
    })
    // The mail is in the outbox: when the engine cannot be reached now, the sweep wakes it later.
    await engine
      .deliverMail(id)
      .catch((error: unknown) =>
        log.warn({ mailId: id, err: error }, 'the engine could not be woken for a mail'),
      )
    return { mailId: id }
  },
})
