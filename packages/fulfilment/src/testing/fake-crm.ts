import type { Crm, CrmOrder, CrmOrderReport } from '@turnup/domain'

/** A CRM that keeps what it was told of each order, oldest first. */
export function fakeCrm() {
  const orders = new Map<string, CrmOrder>()
  const reports = new Map<string, CrmOrderReport[]>()
  const opportunities = new Map<string, { stage?: string; billingServiceId?: string }>()
  const port: Partial<Crm> = {
    async readOrder(crmOrderId) {
      const order = orders.get(crmOrderId)
      return order && { ...order, status: reports.get(crmOrderId)?.at(-1)?.status ?? order.status }
    },
    async reportOrder(crmOrderId, report) {
      reports.set(crmOrderId, [...(reports.get(crmOrderId) ?? []), report])
    },
    async updateOpportunity(opportunityId, change) {
      opportunities.set(opportunityId, { ...opportunities.get(opportunityId), ...change })
    },
  }
  return {
    port,
    orders,
    opportunities,
    reportsOf: (crmOrderId: string) => reports.get(crmOrderId) ?? [],
    statusesOf: (crmOrderId: string) => (reports.get(crmOrderId) ?? []).map(({ status }) => status),
  }
}
