import type { BulkRepairBody } from '@turnup/contracts'

interface Named {
  id: string
  orderNumber?: string
  crmOrderId?: string
}

/** What became of one action on many orders. */
export interface BulkResult {
  done: number
  /** What was done, for example repaired. */
  verb: string
  refused: { order: Named; step?: string; message: string }[]
}

export function resultOfRepair({ results, repaired }: BulkRepairBody, orders: Named[]): BulkResult {
  const byId = new Map(orders.map((order) => [order.id, order]))
  return {
    done: repaired,
    verb: 'repaired',
    refused: results.flatMap(({ orderId, step, ok, error }) =>
      ok
        ? []
        : [
            {
              order: byId.get(orderId) ?? { id: orderId },
              step,
              message: error?.message ?? 'It was refused.',
            },
          ],
    ),
  }
}

export function outcomeWords({ done, verb, refused }: BulkResult): string {
  const steps =
    verb === 'repaired'
      ? done === 1
        ? '1 step'
        : `${done} steps`
      : done === 1
        ? '1 order'
        : `${done} orders`
  const left = refused.length === 0 ? '' : ` ${refused.length} left as they were.`
  return `${steps} ${verb}.${left}`
}
