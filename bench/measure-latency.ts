import { setTimeout as delay } from 'node:timers/promises'
import { percentile, rounded } from './percentiles.ts'
import { progress } from './progress.ts'
import { readOrderTimes } from './read-order-times.ts'
import type { World } from './start-world.ts'
import { approveOrder, completedOf } from './watch-orders.ts'

interface Spread {
  p50: number
  p99: number
}

/** Milliseconds from the event in the inbox to the order written back in the CRM. */
export interface Latency {
  inFlight: number
  orders: number
  grossMs: Spread
  /** What the recorded outside calls on the way took. */
  outsideMs: Spread
  /** The difference, order by order; the intake's own read of the CRM is in it. */
  overheadMs: Spread
}

const lookEveryMs = 10
const timeoutMs = 120_000

/** Part b, a closed loop: so many orders in flight, and the next one is approved when one completes. */
export async function measureLatency(
  world: World,
  inFlight: number,
  crmOrderIds: string[],
): Promise<Latency> {
  const waiting = [...crmOrderIds]
  const flying = new Set<string>()
  let movedAt = Date.now()
  while (waiting.length > 0 || flying.size > 0) {
    const next = waiting.splice(0, inFlight - flying.size)
    for (const id of next) flying.add(id)
    await Promise.all(next.map((id) => approveOrder(world, id)))
    const done = await completedOf(world, [...flying])
    for (const id of done) flying.delete(id)
    if (done.length > 0) movedAt = Date.now()
    else if (Date.now() - movedAt > timeoutMs) throw new Error(`${flying.size} orders do not end.`)
    else await delay(lookEveryMs)
  }
  const times = await readOrderTimes(world, crmOrderIds)
  const latency = {
    inFlight,
    orders: times.length,
    grossMs: spread(times.map((time) => time.grossMs)),
    outsideMs: spread(times.map((time) => time.outsideMs)),
    overheadMs: spread(times.map((time) => time.grossMs - time.outsideMs)),
  }
  const { grossMs, overheadMs } = latency
  progress(
    `b: ${inFlight} in flight, p50 ${grossMs.p50} ms gross, ${overheadMs.p50} ms overhead, p99 ${grossMs.p99} and ${overheadMs.p99} ms`,
  )
  return latency
}

function spread(values: number[]): Spread {
  return { p50: rounded(percentile(values, 0.5)), p99: rounded(percentile(values, 0.99)) }
}
