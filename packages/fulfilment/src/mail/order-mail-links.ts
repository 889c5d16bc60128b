import type { JsonObject, Policy } from '@turnup/domain'
import type { OrderHead } from '@turnup/store'

/** The facts and portal links that each template about an order asks for. */
export function orderMailLinks(template: string, order: OrderHead, policy: Policy): JsonObject {
  const portal = policy.brand.portalUrl.replace(/\/$/, '')
  const orderNumber = order.crmOrderNumber ?? order.crmOrderId ?? order.id
  const orderUrl = `${portal}/orders/${order.crmOrderId ?? order.id}`
  const serviceId = String(order.subject?.billingServiceId ?? order.billingServiceIds[0] ?? '')
  const serviceUrl = `${portal}/subscriptions/${serviceId}`
  switch (template) {
    case 'esim-activation':
      return { orderNumber, activationUrl: `${orderUrl}/esim` }
    case 'sim-activation':
      return { orderNumber, serviceUrl }
    case 'order-provisioned':
      return { orderNumber, orderUrl }
    case 'esim-reissued':
      return { activationUrl: `${serviceUrl}/esim` }
    default:
      return { serviceUrl }
  }
}
