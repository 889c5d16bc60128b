import { randomUUID } from 'node:crypto'
import { deleteExpiredRecords } from '@turnup/store'
import {
  type Context,
  forgetActivationCodes,
  redriveOpenOrders,
  type Services,
  sweepCancelledOrders,
  sweepRequestedOrders,
} from '@turnup/use-cases'
import { withCorrelationId } from '../http/correlation.ts'
import type { TriggerSettings } from '../settings/groups.ts'
import { type Repeated, repeat } from './repeat.ts'

const hourMs = 3_600_000

/** What the leader does at intervals: looks for lost requests, lost wake-ups, and what may be forgotten. */
export function startSweeps(services: Services, triggers: TriggerSettings): Repeated {
  const { log } = services
  const tasks = [
    repeat(
      'redrive',
      triggers.redriveIntervalMs,
      () => asSystem(services, 'redrive', redrive(triggers)),
      log,
    ),
    repeat('expired records', hourMs, () => forgetExpired(services), log),
    repeat('activation codes', hourMs, () => forgetCodes(services), log),
  ]
  if (triggers.sweep) {
    tasks.push(repeat('sweep', triggers.sweepIntervalMs, () => asSystem(services, 'sweep', sweep), log))
  }
  return {
    async stop() {
      await Promise.all(tasks.map((task) => task.stop()))
    },
  }
}

async function asSystem(
  services: Services,
  id: string,
  work: (context: Context) => Promise<void>,
): Promise<void> {
  const correlationId = randomUUID()
  const actor = { kind: 'system' as const, id }
  await withCorrelationId(correlationId, () => work({ ...services, actor, correlationId }))
}

/** The engine's own timers get a whole interval before anything is taken for forgotten. */
function redrive({ redriveIntervalMs }: TriggerSettings) {
  return async (context: Context): Promise<void> => {
    const result = await redriveOpenOrders(context, { graceMs: redriveIntervalMs })
    const total = result.orders + result.requests + result.mails
    if (total > 0) context.log.info({ ...result }, 'Unfinished work was given to the engine again.')
  }
}

async function sweep(context: Context): Promise<void> {
  const outcome = await sweepRequestedOrders(context)
  if (!outcome.ok) {
    context.log.warn({ code: outcome.refusal.code }, 'The CRM could not be asked for approved orders.')
    return
  }
  const { found, taken } = outcome.value
  if (taken > 0)
    context.log.warn({ found, taken }, 'Approved orders were found that no webhook or event told of.')
  await rememberSweep(context, found, taken)
  const gone = await sweepCancelledOrders(context)
  if (!gone.ok)
    context.log.warn({ code: gone.refusal.code }, 'The CRM could not be asked for cancelled orders.')
}

async function rememberSweep(context: Context, found: number, taken: number): Promise<void> {
  const at = context.clock.now()
  const fact = { value: JSON.stringify({ at: at.toISOString(), found, taken }), updated_at: at }
  await context.db
    .insertInto('installation_fact')
    .values({ name: 'last-sweep', ...fact })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(fact))
    .execute()
}

async function forgetExpired(services: Services): Promise<void> {
  const count = await deleteExpiredRecords(services.db, services.clock.now())
  if (count > 0) services.log.debug({ count }, 'Expired nonces, tokens and links were deleted.')
}

async function forgetCodes(services: Services): Promise<void> {
  const count = await forgetActivationCodes(services)
  if (count > 0) services.log.info({ count }, 'Activation codes were erased because their time is up.')
}
