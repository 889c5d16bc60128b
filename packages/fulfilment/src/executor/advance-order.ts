import {
  commitOrder,
  loadOrderWork,
  newId,
  type OrderWork,
  pauseConnector,
  pausedConnectors,
} from '@turnup/store'
import type { ExecutorServices } from '../action.ts'
import { actionRegistry } from '../actions/action-registry.ts'
import { connectorOfStep } from '../connector-of-step.ts'
import { attemptMs } from './attempt-time.ts'
import { decideWave } from './decide-wave.ts'
import { finishOrder } from './finish-order.ts'
import { reportToCrm } from './report-to-crm.ts'
import { runStep } from './run-step.ts'
import type { StepOutcome } from './step-task.ts'
import type { WaveFacts } from './wave.ts'

/** A look that takes longer hands over to the next one, so that no engine call runs for minutes. */
const longestLookMs = 20_000

/** When the engine should look again; absent when nobody but a person or the outside can move the order on. */
export interface Advanced {
  wakeInMs?: number
  /** Not in the CRM yet: placing it comes first, and is not the executor's. */
  isUnplaced?: true
}

/**
 * Runs whatever is ready in an order, wave after wave, until nothing is. The engine calls it one at a time for an
 * order; a stray second call (an old process that is still finishing) is kept harmless by revisions and intents.
 */
export async function advanceOrder(services: ExecutorServices, orderId: string): Promise<Advanced> {
  let work = await loadOrderWork(services.db, orderId)
  if (!work) return {}
  if (work.head.state === 'acknowledged') return { isUnplaced: true }
  const paused = await pausedConnectors(services.db)
  // Told before the work, not after it: people in the CRM see that a retry has begun (R091).
  if (work.head.crmStatusDue === 'activating') work = await reportToCrm(services, work, paused)
  const startedAt = performance.now()
  let outcomes: StepOutcome[] = []
  for (;;) {
    const wave = decideWave(work, outcomes, waveFacts(services, paused))
    if (wave.changed && !(await commitOrder(services.db, wave.commit))) {
      // Somebody changed the order meanwhile. What happened outside still counts, so the outcomes are taken in again.
      const fresh = await loadOrderWork(services.db, orderId)
      if (!fresh) return {}
      work = fresh
      continue
    }
    work = committed(work, wave.commit, wave.changed, wave.pending)
    if (wave.tasks.length === 0) break
    const resultOf = (key: string) => work?.steps.find((step) => step.key === key)?.result
    const { head } = work
    const ended = await Promise.allSettled(wave.tasks.map((task) => runStep(services, head, resultOf, task)))
    outcomes = ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
    await pauseOnAuthFailure(services, outcomes, paused)
    const broken = ended.find((one) => one.status === 'rejected')
    if (broken) {
      // Our own database failed one of them; what the others came to is still worth keeping.
      await keepOutcomes(services, work, outcomes, paused)
      throw broken.reason
    }
    if (performance.now() - startedAt > longestLookMs) {
      return keepOutcomes(services, work, outcomes, paused)
    }
  }
  return closeLook(services, work, paused)
}

function waveFacts(services: ExecutorServices, paused: Set<string>): WaveFacts {
  return {
    now: services.clock.now(),
    policy: services.policy,
    newId,
    attemptMs: (action) => attemptMs(services.policy, actionRegistry.get(action)),
    pausedConnectorOf: (step) => {
      const connector = connectorOfStep(services.connectorOf, step)
      return connector !== undefined && paused.has(connector) ? connector : undefined
    },
  }
}

function committed(
  work: OrderWork,
  commit: { head: OrderWork['head']; steps: OrderWork['steps'] },
  changed: boolean,
  pending: OrderWork['pending'],
): OrderWork {
  const newer = new Map(commit.steps.map((step) => [step.key, step]))
  return {
    head: changed ? { ...commit.head, revision: commit.head.revision + 1 } : commit.head,
    steps: work.steps.map((step) => newer.get(step.key) ?? step),
    pending,
    unheardUntil: work.unheardUntil,
  }
}

/** Writes the last outcomes without starting anything new. */
async function keepOutcomes(
  services: ExecutorServices,
  work: OrderWork,
  outcomes: StepOutcome[],
  paused: Set<string>,
): Promise<Advanced> {
  let current: OrderWork | undefined = work
  while (current) {
    const { commit } = decideWave(current, outcomes, { ...waveFacts(services, paused), onlyTakeIn: true })
    if (await commitOrder(services.db, commit)) break
    current = await loadOrderWork(services.db, work.head.id)
  }
  return { wakeInMs: 0 }
}

async function closeLook(
  services: ExecutorServices,
  work: OrderWork,
  paused: Set<string>,
): Promise<Advanced> {
  const reported = await reportToCrm(services, work, paused)
  await finishOrder(services, reported.head)
  const wakeAt = reported.head.wakeAt
  return wakeAt ? { wakeInMs: Math.max(0, wakeAt.getTime() - services.clock.now().getTime()) } : {}
}

/** Wrong credentials concern every order: the connector rests until an administrator has mended it. */
async function pauseOnAuthFailure(
  services: ExecutorServices,
  outcomes: StepOutcome[],
  paused: Set<string>,
): Promise<void> {
  for (const { end, task } of outcomes) {
    if (end.kind !== 'failed' || end.error.kind !== 'auth') continue
    // An action may call another system than its own on the way, such as a carrier for a trunk's password.
    const connector = end.error.connector ?? connectorOfStep(services.connectorOf, task.step)
    if (!connector || paused.has(connector)) continue
    await pauseConnector(services.db, connector, end.error.message, services.clock.now())
    paused.add(connector)
    services.log.error(
      { connector, code: end.error.code },
      'connector paused: it refuses our credentials or permissions',
    )
  }
}
