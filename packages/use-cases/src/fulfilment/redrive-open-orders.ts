import { eraseFinishedOrderSecrets, eraseFinishedRegistrations } from '@turnup/store'
import type { Context } from '../context.ts'
import { startServiceAction } from './start-service-action.ts'

export interface RedriveOptions {
  /** Leaves alone what became due less than this ago: the engine's own timer is probably at it. Default 0. */
  graceMs?: number
  /** Most wake-ups of each sort in one run; default 10,000. */
  limit?: number
}

export interface RedriveResult {
  orders: number
  requests: number
  mails: number
  /** Set when the engine stopped answering; the rest waits for the next run. */
  interrupted?: string
}

type Page = (after: string | undefined, size: number) => Promise<string[]>

const pageSize = 200
const atOnce = 16

/**
 * Wakes the engine for everything that PostgreSQL says is unfinished and due: orders, inbox rows, mails (law 3).
 * After the engine lost its data, this is all there is to do; otherwise it is harmless, since every wake-up looks at
 * the database first. Also `turnup resume`. What a process that died left of finished orders is erased on the way.
 */
export async function redriveOpenOrders(
  context: Context,
  options: RedriveOptions = {},
): Promise<RedriveResult> {
  const before = new Date(context.clock.now().getTime() - (options.graceMs ?? 0))
  const limit = options.limit ?? 10_000
  const result: RedriveResult = { orders: 0, requests: 0, mails: 0 }
  const count = (sort: 'orders' | 'requests' | 'mails') => () => {
    result[sort] += 1
  }
  const { engine } = context
  await eraseFinishedOrderSecrets(context.db, context.clock.now())
  await eraseFinishedRegistrations(context.db)
  try {
    await drive(unstartedActions(context, before), limit, (id) =>
      startServiceAction(context, id).then(count('orders')),
    )
    await drive(dueRequests(context, before), limit, (id) => engine.intake(id).then(count('requests')))
    await drive(dueOrders(context, before), limit, (id) => engine.advance(id).then(count('orders')))
    await drive(unreportedOrders(context, before), limit, (id) => engine.advance(id).then(count('orders')))
    await drive(dueMails(context, before), limit, (id) => engine.deliverMail(id).then(count('mails')))
  } catch (error) {
    context.log.warn({ err: error }, 'The engine cannot be reached; unfinished work waits in PostgreSQL.')
    return { ...result, interrupted: 'The engine cannot be reached.' }
  }
  return result
}

async function drive(page: Page, limit: number, wake: (id: string) => Promise<void>): Promise<void> {
  let after: string | undefined
  for (let left = limit; left > 0; ) {
    const ids = await page(after, Math.min(pageSize, left))
    for (let start = 0; start < ids.length; start += atOnce) {
      await Promise.all(ids.slice(start, start + atOnce).map(wake))
    }
    if (ids.length < pageSize) return
    after = ids.at(-1)
    left -= ids.length
  }
}

/** Not finished, and either due or with nothing that would ever wake it. Awaiting review is not due. */
function dueOrders({ db }: Context, before: Date): Page {
  return async (after, size) => {
    const rows = await db
      .selectFrom('product_order')
      .select('id')
      .where('state', 'in', ['inProgress', 'held', 'assessingCancellation', 'pending', 'acknowledged'])
      .where((where) =>
        where.or([
          where('wake_at', '<=', before),
          where.and([
            where('wake_at', 'is', null),
            where('state', 'in', ['inProgress', 'assessingCancellation', 'acknowledged']),
            where('updated_at', '<=', before),
          ]),
        ]),
      )
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(size)
      .execute()
    return rows.map((row) => row.id)
  }
}

/** A reissue or top-up that was written down by a process that did not live to start it; nobody has to review it. */
function unstartedActions({ db }: Context, before: Date): Page {
  return async (after, size) => {
    const rows = await db
      .selectFrom('product_order')
      .select('id')
      .where('kind', '!=', 'acquisition')
      .where('state', '=', 'pending')
      .where('updated_at', '<=', before)
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(size)
      .execute()
    return rows.map((row) => row.id)
  }
}

/** Finished or at rest, but the CRM, which has the order, has not been told yet. */
function unreportedOrders({ db }: Context, before: Date): Page {
  return async (after, size) => {
    const rows = await db
      .selectFrom('product_order')
      .select('id')
      .where('crm_status_due', 'is not', null)
      .where('crm_order_id', 'is not', null)
      .where('state', 'in', ['held', 'pending', 'cancelled', 'completed', 'rejected'])
      .where('updated_at', '<=', before)
      .where((where) => where.or([where('wake_at', 'is', null), where('wake_at', '<=', before)]))
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(size)
      .execute()
    return rows.map((row) => row.id)
  }
}

function dueRequests({ db }: Context, before: Date): Page {
  return async (after, size) => {
    const rows = await db
      .selectFrom('inbox')
      .select('crm_order_id')
      .distinct()
      .where('handled_at', 'is', null)
      .where('received_at', '<=', before)
      .$if(after !== undefined, (query) => query.where('crm_order_id', '>', after ?? ''))
      .orderBy('crm_order_id')
      .limit(size)
      .execute()
    return rows.map((row) => row.crm_order_id)
  }
}

function dueMails({ db }: Context, before: Date): Page {
  return async (after, size) => {
    const rows = await db
      .selectFrom('mail_message')
      .select('id')
      .where('state', '=', 'queued')
      .where((where) => where.or([where('wake_at', 'is', null), where('wake_at', '<=', before)]))
      .$if(after !== undefined, (query) => query.where('id', '>', after ?? ''))
      .orderBy('id')
      .limit(size)
      .execute()
    return rows.map((row) => row.id)
  }
}
