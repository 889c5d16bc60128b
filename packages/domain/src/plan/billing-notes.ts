import type { Order, OrderItem } from '../order/order.ts'

/** What a template may name in braces. Options are not among them: they may hold the number of a card (R110). */
function factsOf(order: Order, item: OrderItem): Record<string, string> {
  return {
    sfOrderId: order.crmOrderId ?? '',
    customerNumber: order.customer.customerNumber,
    sku: item.sku,
    name: item.name,
    quantity: String(item.quantity),
    promoCode: order.promoCode ?? '',
    correlationId: order.correlationId,
  }
}

/**
 * The notes of the billing order: what the order itself says, then a line for each product that has a notes template
 * (R057). A word in braces that means nothing here stays as it is and is warned of. Pure.
 */
export function billingNotes(order: Order): { notes: string | undefined; warnings: string[] } {
  const warnings: string[] = []
  const lines = order.items.map((item) => {
    const facts = factsOf(order, item)
    return (item.notesTemplate ?? '').trim().replace(/\{(\w+)\}/g, (whole, name: string) => {
      if (Object.hasOwn(facts, name)) return facts[name] ?? ''
      warnings.push(
        `Line ${item.id} (${item.sku}): the notes template names ${whole}, which means nothing. Use ${Object.keys(facts).join(', ')}.`,
      )
      return whole
    })
  })
  const notes = [...new Set([order.notes, ...lines].filter(Boolean))].join('\n')
  return { notes: notes || undefined, warnings }
}
