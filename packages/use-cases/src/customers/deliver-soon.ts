import type { Context } from '../context.ts'

/**
 * Asks the engine to send a queued mail now. The mail stands in the outbox, so an engine that cannot be reached costs
 * time and nothing else.
 */
export async function deliverSoon(ctx: Context, mailId: string): Promise<void> {
  try {
    await ctx.engine.deliverMail(mailId)
  } catch (error) {
    ctx.log.warn(
      { correlationId: ctx.correlationId, mailId, err: error },
      'The engine will find the mail later.',
    )
  }
}
