import type { ConnectorBody, ConnectorListBody } from '@turnup/contracts'
import { accept, type Outcome, ProviderError, redactText, type SubscriptionState } from '@turnup/domain'
import {
  type ConnectorStateRow,
  countCalls,
  countStuckOrders,
  countWaitingOrders,
  listConnectorStates,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { errorRate } from '../order-desk/read-overview.ts'
import { actionsByConnector, connectorsInUse, rolesOf } from './known-connectors.ts'

const callsWindowMs = 60 * 60_000

/** What this process knows of the event stream: 'off' without one, 'standby' while another process listens. */
export type EventStreamState = SubscriptionState | 'off' | 'standby'

/**
 * How every outside system is doing, and how many orders wait for it (R101, R144).
 * @param alsoKnown connectors that play no role yet but can be set up
 */
export async function listConnectors(
  ctx: Context,
  eventStream?: EventStreamState,
  alsoKnown: readonly string[] = [],
): Promise<Outcome<ConnectorListBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  const since = new Date(ctx.clock.now().getTime() - callsWindowMs)
  const [states, waiting, stuck, calls] = await Promise.all([
    listConnectorStates(ctx.db),
    countWaitingOrders(ctx.db, actionsByConnector(ctx)),
    countStuckOrders(ctx.db),
    countCalls(ctx.db, since),
  ])
  const stateOf = new Map(states.map((state) => [state.connector, state]))
  const ids = [...new Set([...connectorsInUse(ctx), ...stateOf.keys(), ...alsoKnown])]
  const items = ids.map((id): ConnectorBody => {
    const roles = rolesOf(ctx, id)
    const made = calls.find((row) => row.connector === id) ?? { calls: 0, failed: 0 }
    return {
      id,
      roles,
      ...healthOf(stateOf.get(id)),
      waitingOrders: waiting.get(id) ?? 0,
      stuckOrders: stuck.get(id) ?? 0,
      apiUsage: roles.includes('crm') ? apiUsageOf(ctx) : undefined,
      subscription: roles.includes('crm') && eventStream !== undefined ? inWords(eventStream) : undefined,
      calls: { total: made.calls, failed: made.failed, errorRate: errorRate(made) },
    }
  })
  return accept({ items })
}

/** A CRM that is not set up has no usage to tell of; the rest of the page is wanted all the more. */
function apiUsageOf(ctx: Context) {
  try {
    return ctx.ports.crm.apiUsage()
  } catch (error) {
    if (error instanceof ProviderError) return undefined
    throw error
  }
}

function healthOf(state: ConnectorStateRow | undefined) {
  const { paused_at, paused_reason, last_success_at, last_failure_at, last_failure } = state ?? {}
  return {
    status: statusOf(state),
    paused: paused_at ? { at: paused_at.toISOString(), reason: redactText(paused_reason ?? '') } : undefined,
    lastSuccessAt: last_success_at?.toISOString(),
    lastFailureAt: last_failure_at?.toISOString(),
    lastFailure: last_failure ? redactText(last_failure) : undefined,
  }
}

function statusOf(state: ConnectorStateRow | undefined): ConnectorBody['status'] {
  if (state?.paused_at) return 'paused'
  const success = state?.last_success_at?.getTime()
  const failure = state?.last_failure_at?.getTime()
  if (success === undefined && failure === undefined) return 'unused'
  return (failure ?? 0) > (success ?? 0) ? 'failing' : 'ok'
}

function inWords(stream: EventStreamState): { state: string; says: string } {
  if (stream === 'off') return { state: 'off', says: 'Platform events are switched off.' }
  if (stream === 'standby') return { state: 'standby', says: 'Another process listens to platform events.' }
  switch (stream.state) {
    case 'connecting':
      return { state: 'connecting', says: 'Connecting to the event stream.' }
    case 'live':
      return { state: 'live', says: `Listening since ${stream.since.toISOString()}.` }
    case 'waiting':
      return {
        state: 'waiting',
        says: redactText(`${stream.reason} Trying again at ${stream.retryAt.toISOString()}.`),
      }
    case 'stopped':
      return { state: 'stopped', says: redactText(stream.reason) }
  }
}
