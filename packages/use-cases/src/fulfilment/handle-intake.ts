import { type CrmOrder, ProviderError } from '@turnup/domain'
import { backoffMs } from '@turnup/fulfilment'
import { pauseConnector, pausedConnectors, type Tables } from '@turnup/store'
import type { Selectable } from 'kysely'
import type { Services } from '../context.ts'
import { adoptCrmOrder } from './adopt-crm-order.ts'
import { closeInboxEntry } from './close-inbox-entry.ts'
import { startGeneration } from './start-generation.ts'

type InboxRow = Selectable<Tables['inbox']>

const pausedLookMs = 30_000

/**
 * Turns what the doors wrote down about one CRM order into fulfilment: reads the order from the CRM, adopts it where it
 * was made there, makes the plan and starts it (R015, R016, X04). The engine calls it, one at a time for an order.
 */
export async function handleIntake(services: Services, crmOrderId: string): Promise<{ wakeInMs?: number }> {
  const rows = await services.db
    .selectFrom('inbox')
    .selectAll()
    .where('crm_order_id', '=', crmOrderId)
    .where('handled_at', 'is', null)
    .orderBy('generation')
    .execute()
  if (rows.length === 0) return {}
  const crm = services.connectorOf.crm
  if ((await pausedConnectors(services.db)).has(crm)) return { wakeInMs: pausedLookMs }
  try {
    for (const row of rows) await handleOrRefuse(services, row)
    return {}
  } catch (error) {
    if (!(error instanceof ProviderError)) throw error
    if (error.kind === 'auth') await pauseConnector(services.db, crm, error.message, services.clock.now())
    const oldest = rows[0]?.received_at.getTime() ?? 0
    const waitedMs = services.clock.now().getTime() - oldest
    const tries = Math.max(0, Math.floor(Math.log2(1 + waitedMs / services.policy.retry.firstDelayMs)))
    services.log.warn(
      { crmOrderId, code: error.code, kind: error.kind },
      'the CRM could not be asked about an order yet',
    )
    return { wakeInMs: backoffMs(services.policy.retry, tries) }
  }
}

/** A no of the CRM stays a no however often it is asked, so it is the request's answer. */
async function handleOrRefuse(services: Services, row: InboxRow): Promise<void> {
  try {
    await handleEntry(services, row)
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'rejected') throw error
    services.log.warn(
      { crmOrderId: row.crm_order_id, code: error.code },
      'the CRM refused a request to fulfil',
    )
    await closeInboxEntry(services.db, row, `refused:${error.code}`, services.clock.now())
  }
}

async function handleEntry(services: Services, row: InboxRow): Promise<void> {
  const crmOrder = await services.ports.crm.readOrder(row.crm_order_id)
  if (!crmOrder) return closeInboxEntry(services.db, row, 'refused:CRM_ORDER_UNKNOWN', services.clock.now())
  const orderId = await adoptCrmOrder(services, crmOrder, row.correlation_id)
  if (!orderId) return refuseUnmapped(services, row, crmOrder)
  const refusal = refusalByStatus(row, crmOrder)
  if (refusal) return closeInboxEntry(services.db, row, `refused:${refusal}`, services.clock.now())
  await startGeneration(services, { orderId, entry: row, crmOrder })
  await services.engine.advance(orderId)
}

/** The quick action is itself the operator's word; an event or the sweep must find the order approved (X19). */
function refusalByStatus(row: InboxRow, crmOrder: CrmOrder): string | undefined {
  switch (crmOrder.status) {
    case 'draft':
    case 'cancelled':
      return `CRM_ORDER_${crmOrder.status.toUpperCase()}`
    case 'pending-review':
      return row.door === 'event' || row.door === 'sweep' ? 'CRM_ORDER_NOT_APPROVED' : undefined
    default:
      return undefined
  }
}

/** There is no customer here to hang the order on, so the person who can mend it is told in the CRM. */
async function refuseUnmapped(services: Services, row: InboxRow, crmOrder: CrmOrder): Promise<void> {
  try {
    await services.ports.crm.reportOrder(crmOrder.crmOrderId, {
      status: 'failed',
      at: services.clock.now().toISOString(),
      error: {
        code: 'CUSTOMER_NOT_MAPPED',
        message:
          'The account has no portal user. The customer has to sign up in the portal first; then retry.',
      },
    })
  } catch (error) {
    if (!(error instanceof ProviderError) || error.kind !== 'rejected') throw error
    services.log.warn({ crmOrderId: row.crm_order_id, code: error.code }, 'the CRM would not take a refusal')
  }
  await closeInboxEntry(services.db, row, 'refused:CUSTOMER_NOT_MAPPED', services.clock.now())
}
