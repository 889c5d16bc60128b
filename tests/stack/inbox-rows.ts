import type { Stack } from './start-stack.ts'

export interface InboxRowNow {
  generation: number
  /** Through which door the request came first. */
  door: string
  result: string | null
}

/** What the doors wrote down about an order, generation by generation. */
export function inboxRows(stack: Stack, crmOrderId: string): Promise<InboxRowNow[]> {
  return stack.server.services.db
    .selectFrom('inbox')
    .select(['generation', 'door', 'result'])
    .where('crm_order_id', '=', crmOrderId)
    .orderBy('generation')
    .execute()
}
