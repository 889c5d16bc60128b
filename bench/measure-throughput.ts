import { waitUntil } from '@turnup/cli'
import { atOnce } from './at-once.ts'
import { type CpuLedger, openCpuLedger, perOrder } from './cpu-ledger.ts'
import { type DatabaseWork, openDatabaseCount } from './database-work.ts'
import { callsBetween, readOutsideCalls } from './outside-calls.ts'
import { rounded } from './percentiles.ts'
import { noMailWaits } from './place-orders.ts'
import { progress } from './progress.ts'
import type { World } from './start-world.ts'
import { approveOrder, completedOf } from './watch-orders.ts'

export interface Throughput extends DatabaseWork {
  orders: number
  /** From the first approval to the last order completed. */
  seconds: number
  ordersPerSecond: number
  /** From the first approval until the last event was in the inbox: how fast the event door alone was. */
  takenInSeconds: number
  /** From the first approval until the last mail was sent too. */
  mailsSentSeconds: number
  /** Until the last mail was sent. */
  cpuSeconds: CpuLedger
  cpuMsPerOrder: Record<string, number>
  outsideCalls: Record<string, { perOrder: number; meanMs: number }>
}

const approvalsAtOnce = 8
const timeoutMs = 600_000

/** Part a: approves all orders as fast as the CRM takes it, and waits for the end of everything that follows. */
export async function measureThroughput(world: World, crmOrderIds: string[]): Promise<Throughput> {
  const orders = crmOrderIds.length
  const callsBefore = await readOutsideCalls(world)
  const countDatabase = await openDatabaseCount(world)
  const readCpu = openCpuLedger(world)
  const startedAt = Date.now()
  await atOnce(approvalsAtOnce, orders, (index) => approveOrder(world, crmOrderIds[index] as string))
  const isEnd = async () => (await completedOf(world, crmOrderIds)).length === orders || undefined
  await waitUntil('The orders do not end', isEnd, { timeoutMs })
  await waitUntil('The mails are not sent', () => noMailWaits(world), { timeoutMs })
  const used = readCpu()
  const { taken, finished, sent } = await lastTimes(world, crmOrderIds)
  const seconds = (finished - startedAt) / 1_000
  const result = {
    orders,
    seconds: rounded(seconds, 2),
    ordersPerSecond: rounded(orders / seconds),
    takenInSeconds: rounded((taken - startedAt) / 1_000, 2),
    mailsSentSeconds: rounded((sent - startedAt) / 1_000, 2),
    cpuSeconds: used,
    cpuMsPerOrder: perOrder(used, orders),
    ...(await countDatabase(orders)),
    outsideCalls: callsBetween(callsBefore, await readOutsideCalls(world), orders),
  }
  progress(`a: ${orders} orders in ${result.seconds} s, ${result.ordersPerSecond} orders/s`)
  return result
}

async function lastTimes(
  { database }: World,
  crmOrderIds: string[],
): Promise<{ taken: number; finished: number; sent: number }> {
  const { rows } = await database.query<{ taken: Date; finished: Date; sent: Date }>(
    `select max(inbox.received_at) as taken, max(finished_at) as finished, max(mail.sent_at) as sent
     from product_order join inbox using (crm_order_id)
     left join mail_message mail on mail.order_id = product_order.id
     where crm_order_id = any($1)`,
    [crmOrderIds],
  )
  const time = (name: 'taken' | 'finished' | 'sent') => rows[0]?.[name].getTime() ?? Number.NaN
  return { taken: time('taken'), finished: time('finished'), sent: time('sent') }
}
