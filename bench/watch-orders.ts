import type { World } from './start-world.ts'

/** Presses "Approve" on the order in the CRM; the flow there publishes the platform event. */
export async function approveOrder({ sandboxUrl }: World, crmOrderId: string): Promise<void> {
  const answer = await fetch(new URL(`/salesforce/orders/${crmOrderId}/approve`, sandboxUrl), {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(30_000),
  })
  await answer.arrayBuffer()
  if (answer.status !== 303) throw new Error(`Approving ${crmOrderId} was answered ${answer.status}.`)
}

/**
 * Those of the orders that are completed.
 * @throws Error when one is held: a measurement of failing orders means nothing
 */
export async function completedOf({ database }: World, crmOrderIds: string[]): Promise<string[]> {
  const { rows } = await database.query<{
    crm_order_id: string
    state: string
    error_message: string | null
  }>(
    `select crm_order_id, state, error_message from product_order
     where crm_order_id = any($1) and state in ('completed', 'held')`,
    [crmOrderIds],
  )
  const held = rows.find((row) => row.state === 'held')
  if (held) throw new Error(`Order ${held.crm_order_id} is held: ${held.error_message}`)
  return rows.map((row) => row.crm_order_id)
}
