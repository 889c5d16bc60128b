import type { ConnectorDeps, ProvisionRequestSource } from '@turnup/domain'
import type { PubSubConfig } from './config.ts'
import { type PubSubSession, runSubscription } from './subscription.ts'
import { systemTimers, type Timers } from './timers.ts'

export { checkPubSub } from './check.ts'
export type { PubSubIdentity } from './client.ts'
export { PubSubConfig } from './config.ts'
export type { PubSubSession } from './subscription.ts'
export type { Timers } from './timers.ts'

/**
 * The platform-event door over Salesforce's Pub/Sub API (R094 to R102, X04): reads OrderProvisionRequested__e from the
 * saved position on and gives each event to `onRequest`, at least once. `session` is the REST connector's login.
 */
export function createPubSubSource(
  config: PubSubConfig,
  session: PubSubSession,
  deps: ConnectorDeps,
  timers: Timers = systemTimers,
): ProvisionRequestSource {
  return { subscribe: (handlers) => runSubscription(config, session, deps, timers, handlers) }
}
