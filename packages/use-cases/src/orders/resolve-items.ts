import type { OrderItemRequest } from '@turnup/contracts'
import {
  accept,
  iccidSecret,
  isEligible,
  maskIdentifier,
  type OrderItem,
  type Outcome,
  type ProductOffering,
  refuse,
  type Serviceability,
} from '@turnup/domain'
import { cardOption, chooseOptions } from './choose-options.ts'
import { findOffering } from './find-offering.ts'

export interface ResolvedItems {
  items: OrderItem[]
  /** Pricebook entry of each item, by item id; the CRM wants it, fulfilment does not. */
  pricebookEntryIds: Record<string, string>
  /** Full numbers of the customer's own SIM cards by the name of their secret; the items hold them masked. */
  cardNumbers: Record<string, string>
  notes: string[]
}

/**
 * Turns what the customer sent into order lines with everything their products say: price, cycle, mapping, options
 * (R065, R066, R072, R076). The first line that cannot be ordered is refused with its field. Pure.
 */
export function resolveItems(
  requested: OrderItemRequest[],
  facts: { offerings: ProductOffering[]; place: Serviceability; today: string },
): Outcome<ResolvedItems> {
  const resolved: ResolvedItems = { items: [], pricebookEntryIds: {}, cardNumbers: {}, notes: [] }
  for (const [index, request] of requested.entries()) {
    const line = resolveLine(request, index, facts, resolved.items)
    if (!line.ok) return line
    const { item, offering } = line.value
    resolved.pricebookEntryIds[item.id] = offering.pricebookEntryId
    resolved.items.push(hideCard(item, resolved.cardNumbers))
    if (request.notes) resolved.notes.push(`${item.name}: ${request.notes}`)
  }
  return accept(resolved)
}

function resolveLine(
  request: OrderItemRequest,
  index: number,
  facts: { offerings: ProductOffering[]; place: Serviceability; today: string },
  before: OrderItem[],
): Outcome<{ item: OrderItem; offering: ProductOffering }> {
  const path = `items.${index}`
  const found = findOffering(facts.offerings, request.productId, facts.today, `${path}.productId`)
  if (!found.ok) return found
  const offering = found.value
  const mayNot = (code: string, message: string, field: string) =>
    refuse('unprocessable', code, message, { field: `${path}.${field}` })
  if (!isEligible(offering, facts.place)) {
    const message = `${offering.name} is not available at your address. Ask for an eligibility check.`
    return mayNot('PRODUCT_NOT_ELIGIBLE', message, 'productId')
  }
  if (!offering.billingProductId) {
    const message = `${offering.name} cannot be ordered at the moment: its set-up is not complete.`
    return mayNot('PRODUCT_NOT_MAPPED', message, 'productId')
  }
  const ordered = before.filter((item) => item.productId === offering.productId)
  const total = ordered.reduce((sum, item) => sum + item.quantity, request.quantity)
  if (total > offering.maxQuantity) {
    const message = `${offering.name} can be ordered at most ${offering.maxQuantity} at a time; you ask for ${total}.`
    return mayNot('QUANTITY_TOO_LARGE', message, 'quantity')
  }
  const options = chooseOptions(offering, request.configOptions ?? {}, `${path}.configOptions`)
  if (!options.ok) return options
  if (request.quantity > 1 && Object.keys(options.value).some((key) => cardOption.test(key))) {
    const message = `Each card has a number of its own: order ${offering.name} in one line for each card.`
    return mayNot('QUANTITY_TOO_LARGE', message, 'quantity')
  }
  return accept({ item: itemOf(offering, String(index + 1), request.quantity, options.value), offering })
}

function itemOf(
  offering: ProductOffering,
  id: string,
  quantity: number,
  configOptions: Record<string, string>,
): OrderItem {
  return {
    id,
    productId: offering.productId,
    sku: offering.sku,
    name: offering.name,
    category: offering.category,
    itemClass: offering.itemClass,
    billingCycle: offering.billingCycle,
    quantity,
    unitPrice: offering.unitPrice,
    billingProductId: offering.billingProductId,
    configOptions,
    provisioningFlow: offering.provisioningFlow,
    requiresPaymentMethod: offering.requiresPaymentMethod,
    esimSettings: offering.esimSettings,
    pbxSettings: offering.pbxSettings,
    notesTemplate: offering.notesTemplate,
    doubts: offering.doubts,
  }
}

/**
 * Leaves the last digits of card numbers in the item, which is stored and sent to the CRM. The full ICCID goes where
 * activation looks for it; nothing asks for a full EID, so none is kept.
 */
function hideCard(item: OrderItem, cardNumbers: Record<string, string>): OrderItem {
  const configOptions = Object.fromEntries(
    Object.entries(item.configOptions).map(([key, value]) => {
      if (!cardOption.test(key)) return [key, value]
      if (/^iccid$/i.test(key)) cardNumbers[iccidSecret(`${item.id}.1`)] = value
      return [key, maskIdentifier(value)]
    }),
  )
  return { ...item, configOptions }
}
