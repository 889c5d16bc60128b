import type { SubscriptionState } from '@turnup/domain'
import type { Services } from '@turnup/use-cases'
import type { EventDoors } from '../event-door.ts'
import { createHarvest } from '../observability/harvest.ts'
import type { Metrics } from '../observability/metrics.ts'
import type { TriggerSettings } from '../settings/groups.ts'
import { repeat } from './repeat.ts'
import { startSteadySubscriber } from './steady-subscriber.ts'
import type { Subscriber } from './subscriber.ts'
import { startSweeps } from './sweeps.ts'

const harvestEveryMs = 15_000

export interface LeaderWork {
  /** Begins what only one process does; the returned function ends it. */
  begin(): Promise<() => Promise<void>>
  /** Undefined while this process does not lead. */
  subscription(): SubscriptionState | undefined
}

/** Everything behind the leader's lock: subscriber, sweeps, and counting what ended. */
export function createLeaderWork(parts: {
  services: Services
  metrics: Metrics
  triggers: TriggerSettings
  events: EventDoors
}): LeaderWork {
  const { services, metrics, triggers, events } = parts
  let subscriber: Subscriber | undefined
  return {
    subscription: () => subscriber?.state(),
    async begin() {
      subscriber = events.present() && startSteadySubscriber(services, events)
      const sweeps = startSweeps(services, triggers)
      const harvest = createHarvest(services.db, metrics, services.clock.now())
      const harvesting = repeat(
        'metrics',
        harvestEveryMs,
        () => harvest.run(services.clock.now()),
        services.log,
      )
      const running = [sweeps, harvesting, ...(subscriber ? [subscriber] : [])]
      return async () => {
        await Promise.all(running.map((part) => part.stop()))
        subscriber = undefined
      }
    },
  }
}
