import { type BulkRepairBody, type BulkRepairRequest, mostBulkOrders } from '@turnup/contracts'
import { accept, type Outcome } from '@turnup/domain'
import { listOrderIds, listStuckSteps, type Page, recordAudit } from '@turnup/store'
import type { Context } from '../context.ts'
import { repairStep } from '../fulfilment/repair-step.ts'
import { asOperator } from '../operators/as-operator.ts'
import { cursorRefusal, storeFilter } from './store-filter.ts'

type Result = BulkRepairBody['results'][number]
const atOnce = 4

/**
 * The same repair for many orders. Each order is a transaction of its own with its own audit, so that one that refuses
 * does not hold up the others; the answer says what became of each.
 */
export async function repairInBulk(
  ctx: Context,
  request: BulkRepairRequest,
): Promise<Outcome<BulkRepairBody>> {
  const asked = await asOperator(ctx, 'operator')
  if (!asked.ok) return asked
  const page = await ordersOf(ctx, request)
  if (!page) return cursorRefusal()
  const stuck = await listStuckSteps(ctx.db, page.items)
  const results = (await inTurns(page.items, (id) => repairOne(ctx, id, request, stuck.get(id) ?? []))).flat()
  const repaired = results.filter((result) => result.ok).length
  await recordAudit(ctx.db, {
    at: ctx.clock.now(),
    actor: { kind: 'operator', id: asked.value.id },
    action: `orders.repair-in-bulk.${request.repair.kind}`,
    subject: { kind: 'orders', id: ctx.correlationId },
    reason: 'reason' in request.repair ? request.repair.reason : undefined,
    after: {
      filter: JSON.parse(JSON.stringify(request.filter ?? null)),
      step: request.step ?? null,
      orders: page.items.length,
      repaired,
    },
    correlationId: ctx.correlationId,
  })
  return accept({ results, repaired, refused: results.length - repaired, nextCursor: page.nextCursor })
}

async function ordersOf(ctx: Context, request: BulkRepairRequest): Promise<Page<string> | undefined> {
  if (request.orderIds) return { items: [...new Set(request.orderIds)] }
  const filter = { ...storeFilter(request.filter ?? {}, ctx.clock.now()), isStuck: true }
  return listOrderIds(ctx.db, filter, { limit: mostBulkOrders, cursor: request.cursor })
}

async function repairOne(
  ctx: Context,
  orderId: string,
  { step: named, repair }: BulkRepairRequest,
  stuck: string[],
): Promise<Result[]> {
  const steps = named === undefined ? stuck : [named]
  if (steps.length === 0) {
    const error = { code: 'NOTHING_STUCK', message: 'No step of this order needs a repair.' }
    return [{ orderId, ok: false, error }]
  }
  const results: Result[] = []
  // One after the other: they are changes to the same order.
  for (const step of steps) results.push(await tryRepair(ctx, orderId, step, repair))
  return results
}

async function tryRepair(
  ctx: Context,
  orderId: string,
  step: string,
  repair: BulkRepairRequest['repair'],
): Promise<Result> {
  try {
    const outcome = await repairStep(ctx, orderId, { step, repair })
    if (outcome.ok) return { orderId, step, ok: true, state: outcome.value.state }
    const { code, message } = outcome.refusal
    return { orderId, step, ok: false, error: { code, message } }
  } catch (error) {
    // The other orders have been repaired and the operator must hear of them.
    ctx.log.error({ err: error, orderId, step, correlationId: ctx.correlationId }, 'A repair failed.')
    const message = 'The repair failed on our side; nothing of this order was changed.'
    return { orderId, step, ok: false, error: { code: 'INTERNAL', message } }
  }
}

async function inTurns<Value>(ids: string[], work: (id: string) => Promise<Value>): Promise<Value[]> {
  const values: Value[] = new Array(ids.length)
  let next = 0
  const lane = async () => {
    for (let index = next++; index < ids.length; index = next++)
      values[index] = await work(ids[index] as string)
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  return values
}
