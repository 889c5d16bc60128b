import type { ProvisionRequest, ProvisionRequestSource, SubscriptionState } from '@turnup/domain'
import { createStreamCursor } from '@turnup/store'
import { receiveProvisionRequest, type Services } from '@turnup/use-cases'
import { correlationIdFrom, withCorrelationId } from '../http/correlation.ts'
import { takeSideBySide } from './take-side-by-side.ts'

export interface Subscriber {
  state(): SubscriptionState
  stop(): Promise<void>
}

/** Enough that the database, not its round trips, sets the pace; well below the connections of a process. */
const mostAtOnce = 8

/**
 * The platform-event door (R094 to R102): each event goes into the inbox before the place in the stream is saved, so a
 * crash between the two delivers it again and the inbox drops the repeat.
 */
export function startSubscriber(
  services: Services,
  source: ProvisionRequestSource,
  topic: string,
): Subscriber {
  const { log } = services
  let state: SubscriptionState = { state: 'connecting' }
  const cursor = createStreamCursor(services.db, topic, () => services.clock.now())
  const sideBySide = takeSideBySide(cursor, (request) => takeIn(services, request), mostAtOnce)
  const subscription = source.subscribe({
    cursor: sideBySide.cursor,
    onRequest: sideBySide.onRequest,
    onState(next) {
      state = next
      if (next.state === 'live') log.info({ topic }, 'Listening to platform events.')
      else if (next.state !== 'connecting')
        log.warn({ topic, reason: next.reason }, 'Platform events do not come.')
    },
  })
  return {
    state: () => state,
    async stop() {
      await subscription.stop()
      await sideBySide.atRest()
    },
  }
}

async function takeIn(services: Services, request: ProvisionRequest): Promise<void> {
  const { crmOrderId, deliveryId, requestedBy } = request
  // The flow may write anything there; what is no id would break the headers of every call for this order.
  const correlationId = correlationIdFrom(request.correlationId)
  const actor = { kind: 'system' as const, id: 'platform-event' }
  await withCorrelationId(correlationId, () =>
    receiveProvisionRequest(
      { ...services, actor, correlationId },
      { crmOrderId, door: 'event', deliveryId, requestedBy },
    ),
  )
}
