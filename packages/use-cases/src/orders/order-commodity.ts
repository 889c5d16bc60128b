import type { CommodityType, OrderItem } from '@turnup/domain'

/** What an order is about in the CRM's words (R122): the line to a building comes before SIM and VPN. Pure. */
export function commodityOf(items: OrderItem[], isCompany: boolean): CommodityType | undefined {
  const has = (...categories: OrderItem['category'][]) =>
    items.some((item) => categories.includes(item.category))
  if (has('internet')) return isCompany ? 'corporate-internet' : 'personal-internet'
  if (has('sim', 'esim')) return 'sim'
  return has('vpn') ? 'vpn' : undefined
}

/** The order in one line, for the CRM's description field (R075). */
export function summaryOf(items: OrderItem[]): string {
  return items.map((item) => `${item.quantity} × ${item.name} (${item.sku})`).join(', ')
}
