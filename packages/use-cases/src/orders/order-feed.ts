import type { OrderStatus, TimelineEventBody } from '@turnup/contracts'
import { type Dino, isFinal } from '@turnup/domain'
import { type Database, readProgress, readPublicTimeline } from '@turnup/store'
import { statusOf, timelineEventBody } from './order-body.ts'
import { createPollingHub } from './polling-hub.ts'

export interface OrderProgressEvent {
  status: OrderStatus
  lastUpdatedAt: string
  /** Nothing will follow. */
  final: boolean
}

export interface OrderFeedListener {
  timeline(event: TimelineEventBody): void
  progress(event: OrderProgressEvent): void
}

export interface OrderFeed {
  /**
   * Tells what happens to an order from here on, the present state first.
   * @param from the last timeline event that the listener knows; all public ones when absent
   * @returns how to end it; undefined when the customer, or all together, listen too often already
   */
  follow(
    order: { orderId: string; customerId: string; from?: string },
    listener: OrderFeedListener,
  ): { end(): void } | undefined
  /** Ends the polling; listeners hear nothing more. */
  stop(): void
}

interface Subscription {
  orderId: string
  customerId: string
  lastEventId: string
  lastTold?: string
  listener: OrderFeedListener
}

export interface OrderFeedOptions {
  intervalMs?: number
  /** Open pages of one customer; default 5. */
  maxPerCustomer?: number
  /** Open pages of all customers in this process; default 2,000. */
  mostWatchers?: number
}

/** Live progress for all orders whose customers watch them in this process. */
export function createOrderFeed(
  { db, log }: { db: Database; log: Dino },
  { intervalMs = 1_000, maxPerCustomer = 5, mostWatchers = 2_000 }: OrderFeedOptions = {},
): OrderFeed {
  const hub = createPollingHub<Subscription>({
    log,
    intervalMs,
    mostWatchers,
    refuses: ({ customerId }, present) =>
      [...present].filter((one) => one.customerId === customerId).length >= maxPerCustomer,
    poll: (watched, isHere) => tellAll(db, watched, isHere),
  })
  return {
    follow: ({ orderId, customerId, from }, listener) =>
      hub.join({ orderId, customerId, lastEventId: from ?? '0', listener }),
    stop: () => hub.stop(),
  }
}

async function tellAll(
  db: Database,
  watched: Subscription[],
  isHere: (subscription: Subscription) => boolean,
): Promise<void> {
  const progress = await readProgress(db, [...new Set(watched.map(({ orderId }) => orderId))])
  // Read after the state: what is told as final has its whole story told before.
  const events = await readPublicTimeline(db, oldestKnown(watched))
  for (const subscription of watched.filter(isHere)) {
    for (const event of events) {
      if (event.orderId !== subscription.orderId) continue
      if (BigInt(event.id) <= BigInt(subscription.lastEventId)) continue
      subscription.lastEventId = event.id
      subscription.listener.timeline(timelineEventBody(event))
    }
    const order = progress.find(({ id }) => id === subscription.orderId)
    if (order) tell(subscription, order)
  }
}

function tell(
  subscription: Subscription,
  { state, updated_at }: Awaited<ReturnType<typeof readProgress>>[number],
): void {
  const status = statusOf[state]
  const final = isFinal(state)
  const told = `${status} ${final}`
  if (told === subscription.lastTold) return
  subscription.lastTold = told
  subscription.listener.progress({ status, lastUpdatedAt: updated_at.toISOString(), final })
}

/** For each order the oldest of the places to which its listeners have come. */
function oldestKnown(watched: Subscription[]): { orderId: string; afterId: string }[] {
  const known = new Map<string, bigint>()
  for (const { orderId, lastEventId } of watched) {
    const id = BigInt(lastEventId)
    const before = known.get(orderId)
    if (before === undefined || id < before) known.set(orderId, id)
  }
  return [...known].map(([orderId, id]) => ({ orderId, afterId: String(id) }))
}
