import type { ConsoleOrderSummaryBody } from '@turnup/contracts'
import { isApiError } from '../../../api/api-error.ts'
import { cancelOrder } from '../../api/orders.ts'
import type { BulkResult } from './bulk-result.ts'

/**
 * Cancels one order after the other; one that refuses does not hold up the others. Without a connection it stops, and
 * what was not reached is told.
 */
export async function cancelEach(
  orders: ConsoleOrderSummaryBody[],
  reason: string,
  onProgress: (done: number) => void,
): Promise<BulkResult> {
  const result: BulkResult = { done: 0, verb: 'being cancelled', refused: [] }
  let isOffline = false
  for (const [at, order] of orders.entries()) {
    onProgress(at)
    if (isOffline) {
      result.refused.push({ order, message: 'Not tried: the connection was lost.' })
      continue
    }
    try {
      await cancelOrder(order.id, reason)
      result.done += 1
    } catch (error) {
      if (!isApiError(error)) throw error
      isOffline = error.code === 'OFFLINE'
      const message = isOffline
        ? 'No answer came. Look at the order before you cancel it again.'
        : error.message
      result.refused.push({ order, message })
    }
  }
  return result
}
