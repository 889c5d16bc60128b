import { AsyncLocalStorage } from 'node:async_hooks'
import type { SubscriptionState } from '@turnup/domain'
import type { Services } from '@turnup/use-cases'
import type { EventDoors } from '../event-door.ts'
import { type Subscriber, startSubscriber } from './subscriber.ts'

/** Listens at the event door that is open now: at another one as soon as the settings say so. */
export function startSteadySubscriber(services: Services, doors: EventDoors): Subscriber {
  let present: Subscriber | undefined
  let isStopped = false
  let changing: Promise<void> = Promise.resolve()
  const open = () => {
    const door = isStopped ? undefined : doors.present()
    present = door && startSubscriber(services, door.source, door.topic)
  }
  // One after the other: the place in the stream is saved before anybody else reads on from it.
  const change = () => {
    changing = changing
      .then(() => present?.stop())
      .catch((error) => services.log.error({ err: error }, 'The event door before did not close well.'))
      .then(open)
  }
  // Not as a part of the request that changed the settings: its correlation id would go with every event to come.
  const asFromStart = AsyncLocalStorage.snapshot()
  const forget = doors.onChange(() => asFromStart(change))
  open()
  return {
    state: (): SubscriptionState => present?.state() ?? { state: 'connecting' },
    async stop() {
      forget()
      isStopped = true
      await changing
      await present?.stop()
    },
  }
}
