import { isRegulated, type ProviderCallback, ProviderError } from '@turnup/domain'
import { commitOrder, findOrdersOfHint, loadOrderWork } from '@turnup/store'
import type { Context } from '../context.ts'
import { wokenSteps } from './check-now.ts'

/**
 * Takes what a carrier posts as a hint that it is time to look, and as nothing else: what it says of the state is not
 * believed. Forged ones, doubled ones and those about strangers change nothing (R189).
 * @returns how many orders were woken
 */
export async function takeNumberCallback(
  ctx: Context,
  providerId: string,
  callback: ProviderCallback,
): Promise<number> {
  const carrier = Object.hasOwn(ctx.ports.numbers, providerId) ? ctx.ports.numbers[providerId] : undefined
  if (!carrier || !isRegulated(carrier)) return 0
  const hint = hintOf(() => carrier.readCallback(callback))
  if (!hint) {
    ctx.log.warn({ providerId, correlationId: ctx.correlationId }, 'A callback that is not of this carrier.')
    return 0
  }
  const orderIds = await findOrdersOfHint(ctx.db, providerId, hint)
  for (const orderId of orderIds) await wake(ctx, orderId)
  return orderIds.length
}

/** A connector without its settings cannot check a signature. */
function hintOf<Hint>(read: () => Hint): Hint | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof ProviderError) return undefined
    throw error
  }
}

async function wake(ctx: Context, orderId: string): Promise<void> {
  for (;;) {
    const work = await loadOrderWork(ctx.db, orderId)
    const steps = work ? wokenSteps(work) : []
    if (!work || steps.length === 0) break
    const at = ctx.clock.now()
    // Due for the sweep too, should the engine not be reached now.
    const head = { ...work.head, wakeAt: at }
    const commit = { head, before: work.head, steps, opened: [], closed: [], timeline: [], at }
    if (await commitOrder(ctx.db, commit)) break
  }
  await ctx.engine
    .advance(orderId)
    .catch((error: unknown) =>
      ctx.log.warn({ orderId, err: error }, 'the engine could not be woken; the sweep will'),
    )
}
