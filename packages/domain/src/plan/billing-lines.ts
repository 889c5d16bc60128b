import { decimalFromMoney } from '../money.ts'
import type { OrderItem } from '../order/order.ts'
import type { Policy } from '../policy.ts'
import type { BillingProduct, NewBillingOrder } from '../ports/billing-system.ts'
import { chooseFlow } from './choose-flow.ts'
import type { PlanProblem } from './plan.ts'

export type BillingLine = NewBillingOrder['lines'][number]

export interface BillingLines {
  lines: BillingLine[]
  /** Position of each item's first line, by item id. */
  positionOf: Map<string, number>
  problems: PlanProblem[]
  warnings: string[]
}

/** The field of a SIM's service in billing that holds its masked number (R114). */
export const iccidFieldName = 'ICCID'

export function hasIccidField({ customFields }: BillingProduct): boolean {
  return customFields.some(({ name }) => name.toLowerCase() === iccidFieldName.toLowerCase())
}

/** A SIM is a service of its own in billing, so that each has its own ICCID; other items keep their quantity. */
function isBilledByUnit(item: OrderItem): boolean {
  const choice = chooseFlow(item)
  return 'flow' in choice && (choice.flow === 'esim' || choice.flow === 'sim')
}

/** The positions of an item's services in the billing order: one for each unit that is billed by itself, else one. */
export function servicePositions({ positionOf }: BillingLines, item: OrderItem): number[] {
  const first = positionOf.get(item.id) ?? 0
  return Array.from({ length: isBilledByUnit(item) ? item.quantity : 1 }, (_, unit) => first + unit)
}

/** Turns order lines into billing lines and compares prices where the billing system's are known (R104, X44). */
export function billingLines(
  items: OrderItem[],
  policy: Policy,
  billingProducts: BillingProduct[] | undefined,
): BillingLines {
  const result: BillingLines = { lines: [], positionOf: new Map(), problems: [], warnings: [] }
  for (const item of items) {
    result.positionOf.set(item.id, result.lines.length)
    if (!item.billingProductId) continue
    const override = compareProduct(item, policy, billingProducts, result)
    const line: BillingLine = {
      billingProductId: item.billingProductId,
      billingCycle: item.billingCycle,
      quantity: isBilledByUnit(item) ? 1 : item.quantity,
      configOptions: billableOptions(item),
      ...(override ? { priceOverride: item.unitPrice } : {}),
    }
    const copies = isBilledByUnit(item) ? item.quantity : 1
    for (let copy = 0; copy < copies; copy += 1) result.lines.push(line)
  }
  return result
}

/** Identifiers of a card are for the network, not for billing (R110). */
function billableOptions(item: OrderItem): Record<string, string> {
  return Object.fromEntries(Object.entries(item.configOptions).filter(([key]) => !/^(iccid|eid)$/i.test(key)))
}

/** What billing's own product says against the line. @returns true where the CRM's price must be forced on the billing system */
function compareProduct(
  item: OrderItem,
  policy: Policy,
  billingProducts: BillingProduct[] | undefined,
  result: BillingLines,
): boolean {
  if (!billingProducts) return false
  const product = billingProducts.find((candidate) => candidate.billingProductId === item.billingProductId)
  if (!product) {
    result.problems.push({
      code: 'BILLING_PRODUCT_UNKNOWN',
      itemId: item.id,
      message: `Line ${item.id} (${item.sku}) is mapped to billing product ${item.billingProductId}, which the billing system does not have. Correct WHMCS_Product_Id__c on the product.`,
    })
    return false
  }
  if (isBilledByUnit(item) && !hasIccidField(product)) {
    // Without it the order would stop after the customer was charged.
    result.problems.push({
      code: 'ICCID_FIELD_MISSING',
      itemId: item.id,
      message: `Line ${item.id} (${item.sku}) is a SIM, and its billing product ${product.billingProductId} (${product.name}) has no field "${iccidFieldName}" for the masked number. Add it to the product in the billing system, then ask again.`,
    })
  }
  const price = product.prices[item.billingCycle]
  if (price && price.amountMinor === item.unitPrice.amountMinor && price.currency === item.unitPrice.currency)
    return false
  const theirs = price ? `${decimalFromMoney(price)} ${price.currency}` : 'no price'
  const text = `Line ${item.id} (${item.sku}): the order says ${decimalFromMoney(item.unitPrice)} ${item.unitPrice.currency} ${item.billingCycle}, the billing system ${theirs}.`
  if (policy.pricingMismatch === 'block') {
    result.problems.push({
      code: 'PRICE_MISMATCH',
      itemId: item.id,
      message: `${text} Make them equal, or allow the difference by setting.`,
    })
  } else result.warnings.push(text)
  return policy.pricingMismatch === 'priceoverride'
}
