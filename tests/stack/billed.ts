import type { Stack } from './start-stack.ts'

interface SavedService {
  id: number
  productId: number
  cycle: string
  quantity: number
  firstMinor: number
  recurringMinor: number
}
interface SavedInvoice {
  clientId: number
  status: string
  items: { amountMinor: number }[]
}
interface SavedWhmcs {
  services: Map<number, SavedService>
  invoices: Map<number, SavedInvoice>
}

/** One service of a WHMCS order, in the order of its lines, as WHMCS has it. */
export interface BilledLine {
  serviceId: string
  pid: string
  cycle: string
  quantity: number
  recurringMinor: number
  status: string
  /** Option id to value id. */
  options: Record<string, string>
  /** By the field's name. */
  customFields: Record<string, string>
  notes: string
}

export interface BilledOrder {
  orderId: string
  status: string
  promoCode: string
  notes: string
  lines: BilledLine[]
  invoiceMinor: number | undefined
}

/** The one WHMCS order that came of a Salesforce order. @throws Error when there is none or more than one */
export function billedOrder(stack: Stack, crmOrderId: string): BilledOrder {
  const { whmcs } = stack.sandbox.systems
  const orders = whmcs.listOrders().filter(({ notes }) => notes.includes(`sfOrderId=${crmOrderId}`))
  const [order] = orders
  if (!order || orders.length > 1) throw new Error(`WHMCS has ${orders.length} orders of ${crmOrderId}`)
  const { services, invoices } = whmcs.save() as SavedWhmcs
  const views = whmcs.listServices(order.clientId)
  const lines = order.serviceIds.map((serviceId) => {
    const view = views.find((one) => one.serviceId === serviceId)
    const saved = services.get(Number(serviceId))
    if (!view || !saved) throw new Error(`WHMCS has no service ${serviceId}`)
    const { pid, quantity, status, recurringMinor, options, customFields, notes } = view
    return {
      ...{ serviceId, pid, quantity, status, recurringMinor, options, customFields, notes },
      cycle: saved.cycle,
    }
  })
  const invoice = invoices.get(Number(order.invoiceId))
  return {
    orderId: order.orderId,
    status: order.status,
    promoCode: order.promoCode,
    notes: order.notes,
    lines,
    invoiceMinor: invoice?.items.reduce((sum, item) => sum + item.amountMinor, 0),
  }
}
