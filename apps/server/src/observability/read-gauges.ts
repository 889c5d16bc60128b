import type { Services } from '@turnup/use-cases'
import type { Metrics } from './metrics.ts'

/** Fills the gauges from the database; called at each scrape. */
export async function readGauges(
  services: Pick<Services, 'db' | 'clock' | 'ports'>,
  gauges: Metrics['gauges'],
): Promise<void> {
  const { db, clock } = services
  const [orders, fallout, mails, inbox, paused] = await Promise.all([
    db
      .selectFrom('product_order')
      .select(['state', db.fn.countAll<string>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('product_order')
      .select(['error_code', db.fn.countAll<string>().as('count')])
      .where('state', '=', 'held')
      .groupBy('error_code')
      .execute(),
    db
      .selectFrom('mail_message')
      .select(['state', db.fn.countAll<string>().as('count')])
      .groupBy('state')
      .execute(),
    db
      .selectFrom('inbox')
      .select([db.fn.countAll<string>().as('count'), db.fn.min('received_at').as('oldest')])
      .where('handled_at', 'is', null)
      .executeTakeFirstOrThrow(),
    db.selectFrom('connector_state').select(['connector', 'paused_at']).execute(),
  ])
  for (const gauge of [gauges.orders, gauges.fallout, gauges.mails, gauges.paused]) gauge.reset()
  for (const row of orders) gauges.orders.set({ state: row.state }, Number(row.count))
  for (const row of fallout) gauges.fallout.set({ code: row.error_code ?? 'NONE' }, Number(row.count))
  for (const row of mails) gauges.mails.set({ state: row.state }, Number(row.count))
  for (const row of paused) gauges.paused.set({ connector: row.connector }, row.paused_at ? 1 : 0)
  gauges.inbox.set(Number(inbox.count))
  gauges.inboxAge.set(inbox.oldest ? (clock.now().getTime() - inbox.oldest.getTime()) / 1_000 : 0)
  const usage = services.ports.crm.apiUsage()
  if (!usage) return
  gauges.crmApi.set({ kind: 'used' }, usage.used)
  gauges.crmApi.set({ kind: 'limit' }, usage.limit)
}
