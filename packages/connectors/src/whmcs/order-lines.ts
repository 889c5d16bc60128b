import {
  type BillingCycle,
  type BillingProduct,
  decimalFromMoney,
  type NewBillingOrder,
  type ProviderError,
} from '@turnup/domain'
import type { WhmcsConfig } from './config.ts'
import { encodeOptionMap, encodeTextMap, type FormParams } from './encode.ts'
import { rejected } from './errors.ts'
import { isSameFieldName } from './map.ts'
import { serviceMarker } from './marker.ts'

type Line = NewBillingOrder['lines'][number]

/** One element of pid[], from which WHMCS makes one service. */
export interface OrderEntry {
  line: Line
  product: BillingProduct
  /** More than one only where the product has one service with a quantity (X22). */
  quantity: number
  /** From 1; above 1 where a line's quantity becomes several services. */
  unit: number
}

const billingCycles: Record<BillingCycle, string> = {
  monthly: 'monthly',
  annually: 'annually',
  'one-time': 'onetime',
}

/**
 * The entries of pid[] in the order of the lines: a quantity stays one entry where the product allows it, and becomes
 * that many entries elsewhere.
 * @throws ProviderError PRODUCT_UNKNOWN, because WHMCS would leave the line out without a word; MARKER_FIELD_MISSING
 * for several services of a product whose units could not be told apart
 */
export function toEntries(
  lines: Line[],
  products: Map<string, BillingProduct>,
  config: WhmcsConfig,
): OrderEntry[] {
  return lines.flatMap((line) => {
    const product = products.get(line.billingProductId)
    if (!product) {
      throw rejected(
        'AddOrder',
        'PRODUCT_UNKNOWN',
        `WHMCS has no product ${line.billingProductId}. Correct the mapping of the product in the CRM.`,
      )
    }
    if (product.allowsQuantity) return [{ line, product, quantity: line.quantity, unit: 1 }]
    if (line.quantity > 1 && !hasMarkerField(product, config)) throw markerFieldMissing([product], config)
    return Array.from({ length: line.quantity }, (_, index) => ({
      line,
      product,
      quantity: 1,
      unit: index + 1,
    }))
  })
}

/** Without the field the order, or its lines, could not be told when it is looked for after a lost reply. */
export function markerFieldMissing(products: BillingProduct[], config: WhmcsConfig): ProviderError {
  const names = products.map(({ billingProductId, name }) => `${billingProductId} (${name})`).join(', ')
  return rejected(
    'AddOrder',
    'MARKER_FIELD_MISSING',
    `The custom field "${config.orderMarkerFieldName}" is missing on the order form of WHMCS product ${names}; after a lost reply the order could not be found again. Add the field in WHMCS.`,
  )
}

/** The per-line arrays of AddOrder, each index being the entry's place in pid[] (R104, R106). */
export function lineParams(
  entries: OrderEntry[],
  marker: { ref: string; crmOrderId: string; customerNumber?: string },
  config: WhmcsConfig,
): FormParams {
  const perEntry = (value: (entry: OrderEntry) => string | number | undefined) => {
    const values = entries.flatMap((entry, index) => {
      const one = value(entry)
      return one === undefined ? [] : [[String(index), one] as const]
    })
    return values.length > 0 ? Object.fromEntries(values) : undefined
  }
  const choices = new Map(entries.map((entry) => [entry.line, sortChoices(entry.line, entry.product)]))
  return {
    pid: perEntry(({ line }) => line.billingProductId),
    qty: entries.some(({ quantity }) => quantity > 1) ? perEntry(({ quantity }) => quantity) : undefined,
    billingcycle: perEntry(({ line }) => billingCycles[line.billingCycle]),
    priceoverride: perEntry(({ line }) => line.priceOverride && decimalFromMoney(line.priceOverride)),
    configoptions: perEntry(({ line }) => encoded(choices.get(line)?.options, encodeOptionMap)),
    customfields: perEntry(({ line, product, unit }) => {
      const fields = { ...choices.get(line)?.fields }
      const ownFields = [
        [config.orderMarkerFieldName, serviceMarker(marker.ref, unit)],
        [config.crmOrderFieldName, marker.crmOrderId],
        [config.orderCustomerNumberFieldName, marker.customerNumber],
      ] as const
      for (const [name, value] of ownFields) {
        const field = product.customFields.find((candidate) => isSameFieldName(candidate.name, name))
        if (field && value !== undefined) fields[field.id] = value
      }
      return encoded(fields, encodeTextMap)
    }),
  }
}

export function hasMarkerField(product: BillingProduct, config: WhmcsConfig): boolean {
  return product.customFields.some((field) => isSameFieldName(field.name, config.orderMarkerFieldName))
}

function encoded(
  map: Record<string, string> | undefined,
  encode: (map: Record<string, string>) => string,
): string | undefined {
  return map && Object.keys(map).length > 0 ? encode(map) : undefined
}

/**
 * Parts what was chosen into WHMCS's configurable options (by id) and product custom fields (by name or id, for free
 * text such as the number on a SIM card).
 * @throws ProviderError CONFIG_OPTION_UNKNOWN or CONFIG_VALUE_UNKNOWN: WHMCS itself would bill the cheapest value
 */
function sortChoices(line: Line, product: BillingProduct) {
  const options: Record<string, string> = {}
  const fields: Record<string, string> = {}
  for (const [key, value] of Object.entries(line.configOptions)) {
    const option = product.configOptions.find(({ id, name }) => id === key || isSameFieldName(name, key))
    const field = product.customFields.find(({ id, name }) => id === key || isSameFieldName(name, key))
    if (option) options[option.id] = optionValue(option, value, product)
    else if (field) fields[field.id] = value
    else {
      throw rejected(
        'AddOrder',
        'CONFIG_OPTION_UNKNOWN',
        `Product ${product.billingProductId} (${product.name}) has no option or order form field "${key}" in WHMCS.`,
      )
    }
  }
  return { options, fields }
}

function optionValue(
  option: BillingProduct['configOptions'][number],
  value: string,
  product: BillingProduct,
): string {
  if (option.kind === 'quantity' && /^\d+$/.test(value)) return value
  if (option.kind === 'yes-no' && /^(0|1|yes|no|true|false|on|off)$/i.test(value)) {
    return /^(1|yes|true|on)$/i.test(value) ? '1' : '0'
  }
  const choice = option.values.find(({ id, name }) => id === value || name === value)
  if (option.kind === 'choice' && choice) return choice.id
  throw rejected(
    'AddOrder',
    'CONFIG_VALUE_UNKNOWN',
    `Option "${option.name}" of product ${product.billingProductId} (${product.name}) does not offer "${value}" in WHMCS.`,
  )
}
