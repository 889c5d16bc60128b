import type { ConnectorChangedBody } from '@turnup/contracts'
import { accept, type Outcome, refuse } from '@turnup/domain'
import {
  countStuckOrders,
  makeWaitingOrdersDue,
  pausedConnectors,
  pauseConnector as pauseInStore,
  recordAudit,
  resumeConnector as resumeInStore,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { actionsByConnector, connectorsInUse } from './known-connectors.ts'

const unknownConnector = () =>
  refuse('not-found', 'CONNECTOR_UNKNOWN', 'There is no such connector in this installation.')

/** Lets an outside system rest: steps that concern it wait until it is resumed. Pausing twice changes nothing. */
export async function pauseConnector(
  ctx: Context,
  connector: string,
  reason: string,
): Promise<Outcome<ConnectorChangedBody>> {
  const changed = await ctx.db.transaction().execute(async (transaction): Promise<Outcome<undefined>> => {
    const asked = await asOperator(ctx, 'administrator', transaction)
    if (!asked.ok) return asked
    const paused = await pausedConnectors(transaction)
    if (!isKnown(ctx, connector, paused)) return unknownConnector()
    if (paused.has(connector)) return accept(undefined)
    const at = ctx.clock.now()
    await pauseInStore(transaction, connector, reason, at)
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: asked.value.id },
      action: 'connector.pause',
      subject: { kind: 'connector', id: connector },
      reason,
      after: { paused: true },
      correlationId: ctx.correlationId,
    })
    return accept(undefined)
  })
  return changed.ok ? answer(ctx, connector, true, 0) : changed
}

/**
 * Uses an outside system again. Every order that waits for it is due at once in the database, in the transaction of the
 * audit, and then woken; one whose wake-up is lost is found by the sweep. Orders that failed at it stay for a repair.
 */
export async function resumeConnector(
  ctx: Context,
  connector: string,
  reason?: string,
): Promise<Outcome<ConnectorChangedBody>> {
  const resumed = await ctx.db.transaction().execute(async (transaction): Promise<Outcome<string[]>> => {
    const asked = await asOperator(ctx, 'administrator', transaction)
    if (!asked.ok) return asked
    const paused = await pausedConnectors(transaction)
    if (!isKnown(ctx, connector, paused)) return unknownConnector()
    if (!(await resumeInStore(transaction, connector))) return accept([])
    const at = ctx.clock.now()
    const actions = actionsByConnector(ctx).filter((one) => one.connector === connector)
    const waiting = await makeWaitingOrdersDue(
      transaction,
      actions.map(({ action }) => action),
      at,
    )
    await recordAudit(transaction, {
      at,
      actor: { kind: 'operator', id: asked.value.id },
      action: 'connector.resume',
      subject: { kind: 'connector', id: connector },
      reason,
      before: { paused: true },
      after: { paused: false, waitingOrders: waiting.length },
      correlationId: ctx.correlationId,
    })
    return accept(waiting)
  })
  if (!resumed.ok) return resumed
  await wakeAll(ctx, resumed.value)
  return answer(ctx, connector, false, resumed.value.length)
}

function isKnown(ctx: Context, connector: string, paused: Set<string>): boolean {
  return connectorsInUse(ctx).includes(connector) || paused.has(connector)
}

async function answer(ctx: Context, id: string, paused: boolean, wokenOrders: number) {
  const stuck = await countStuckOrders(ctx.db)
  return accept({ id, paused, wokenOrders, stuckOrders: stuck.get(id) ?? 0 })
}

const atOnce = 16
/** Spread out, so that a system that has just come back does not get everything in one moment. */
const spreadMs = 15

async function wakeAll(ctx: Context, orderIds: string[]): Promise<void> {
  try {
    for (let start = 0; start < orderIds.length; start += atOnce) {
      const some = orderIds.slice(start, start + atOnce)
      await Promise.all(some.map((id, index) => ctx.engine.advance(id, (start + index) * spreadMs)))
    }
  } catch (error) {
    ctx.log.warn(
      { err: error, correlationId: ctx.correlationId },
      'The engine will find the rest of the orders later.',
    )
  }
}
