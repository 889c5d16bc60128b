import { waitUntil } from '@turnup/cli'
import type { OrderState } from '@turnup/domain'
import type { Stack } from './start-stack.ts'

const patienceMs = 15_000

/** Waits until the condition gives something other than undefined or false. */
export function waitFor<Value>(
  what: string,
  probe: () => Promise<Value | undefined | false>,
): Promise<Value> {
  return waitUntil(what, async () => (await probe()) || undefined, { timeoutMs: patienceMs })
}

/** Waits until the order is in the state; says where it stands when it never is. */
export async function waitForState(stack: Stack, crmOrderId: string, state: OrderState): Promise<void> {
  let last = 'not there'
  const { db } = stack.server.services
  await waitFor(`order ${crmOrderId} ${state}`, async () => {
    const row = await db
      .selectFrom('product_order')
      .select(['state', 'error_code', 'error_message'])
      .where('crm_order_id', '=', crmOrderId)
      .executeTakeFirst()
    last = JSON.stringify(row)
    return row?.state === state
  }).catch((error: unknown) => {
    throw new Error(`The order ${crmOrderId} did not become ${state}; it is ${last}`, { cause: error })
  })
}
