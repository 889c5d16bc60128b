import {
  type CrmOrder,
  type CrmOrderReport,
  type CrmOrderStatus,
  type JsonObject,
  moneyFromDecimal,
  type OrderItem,
  ProviderError,
} from '@turnup/domain'
import { z } from 'zod'
import type { SalesforceSettings } from './config.ts'
import { productTerms } from './map-product.ts'
import { numberAt, textAt } from './record.ts'
import type { SalesforceRecord } from './wire.ts'

const standardWords: Record<string, CrmOrderStatus> = {
  draft: 'draft',
  'pending review': 'pending-review',
  approved: 'approved',
  activated: 'provisioned',
  cancelled: 'cancelled',
  canceled: 'cancelled',
}

/**
 * One status out of two fields (X01). A cancelled order is cancelled whatever provisioning says; otherwise the
 * profile's own field knows more, except that approval may stand in the standard field alone.
 */
export function orderStatus(record: SalesforceRecord, { fieldMap }: SalesforceSettings): CrmOrderStatus {
  const standard = standardWords[textAt(record, 'Status')?.trim().toLowerCase() ?? ''] ?? 'draft'
  const own = textAt(record, fieldMap.order.status)?.trim().toLowerCase()
  const words = Object.entries(fieldMap.words.orderStatus) as [CrmOrderStatus, string][]
  const status = words.find(([, word]) => word.toLowerCase() === own)?.[0]
  if (standard === 'cancelled' || status === undefined) return standard
  return status === 'pending-review' && standard === 'approved' ? 'approved' : status
}

/** `lines` in the CRM's order; they carry Product2 with them. */
export function orderFrom(
  record: SalesforceRecord,
  lines: SalesforceRecord[],
  settings: SalesforceSettings,
): CrmOrder {
  const names = settings.fieldMap.order
  const currency = textAt(record, 'CurrencyIsoCode') ?? settings.currency
  return {
    crmOrderId: textAt(record, 'Id') ?? '',
    orderNumber: textAt(record, 'OrderNumber'),
    accountId: textAt(record, 'AccountId') ?? '',
    opportunityId: textAt(record, 'OpportunityId'),
    reference: textAt(record, names.reference),
    status: orderStatus(record, settings),
    promoCode: textAt(record, names.promoCode),
    notes: textAt(record, 'Description'),
    items: lines.map((line, index) => itemFrom(line, index, currency, settings)),
  }
}

function itemFrom(
  line: SalesforceRecord,
  index: number,
  currency: string,
  settings: SalesforceSettings,
): OrderItem {
  const { faults, configOptions, ...terms } = productTerms(
    (line.Product2 ?? {}) as SalesforceRecord,
    settings,
  )
  if (faults[0]) throw unreadable(`product ${terms.sku}`, faults[0])
  const defaults = configOptions.flatMap(({ key, default: value }) =>
    value === undefined ? [] : [[key, value]],
  )
  return {
    ...terms,
    id: String(index + 1),
    crmItemId: textAt(line, 'Id'),
    productId: textAt(line, 'Product2Id') ?? '',
    quantity: numberAt(line, 'Quantity') ?? 1,
    unitPrice: moneyFromDecimal(String(numberAt(line, 'UnitPrice') ?? 0), currency),
    // The line wins (R105).
    configOptions: { ...Object.fromEntries(defaults), ...lineOptions(line, index, settings) },
  }
}

const LineOptions = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]).transform(String))

function lineOptions(
  line: SalesforceRecord,
  index: number,
  { fieldMap }: SalesforceSettings,
): Record<string, string> {
  const name = fieldMap.orderItem.configOptions
  const text = textAt(line, name)
  if (text === undefined || name === null) return {}
  try {
    return LineOptions.parse(JSON.parse(text))
  } catch {
    throw unreadable(`line ${index + 1} of the order`, name)
  }
}

function unreadable(where: string, field: string): ProviderError {
  return new ProviderError('rejected', {
    code: 'CONFIG_UNREADABLE',
    connector: 'salesforce',
    operation: 'query',
    message: `The field ${field} of ${where} does not hold readable JSON. Correct it in Salesforce and try again.`,
  })
}

/** What one report changes on the order. Text is cut to what the shipped fields take. */
export function reportFields(report: CrmOrderReport, settings: SalesforceSettings): JsonObject {
  const { order: names, words } = settings.fieldMap
  const fields: JsonObject = {}
  const set = (name: string | null, value: JsonObject[string] | undefined) => {
    if (name !== null && value !== undefined) fields[name] = value
  }
  if (report.status !== 'activating' || settings.writeActivating) {
    set(names.status, words.orderStatus[report.status])
    set('Status', words.standardStatus[report.status])
  }
  if (report.error) {
    const { code, message } = report.error
    set(names.errorCode, code.slice(0, 40))
    const text = names.errorTemplate.replace(/\{(code|message)\}/g, (_all, part) =>
      part === 'code' ? code : message,
    )
    set(names.errorMessage, text.slice(0, 255))
    set(names.errorAt, report.at)
  } else if (report.status !== 'cancelled') {
    for (const name of [names.errorCode, names.errorMessage, names.errorAt]) set(name, null)
  }
  set(names.billingOrderId, report.billingOrderId && typed(report.billingOrderId, names.billingOrderIdType))
  set(names.maskedIccid, report.maskedIccid)
  set(names.attemptCount, report.attemptCount)
  set(names.lastProvisioningAt, report.at)
  return fields
}

/** An id for a field that is a number in one org and a text in another (X03). */
export function typed(id: string, type: 'number' | 'text'): string | number {
  if (type === 'text') return id
  if (/^\d{1,15}$/.test(id)) return Number(id)
  throw new ProviderError('rejected', {
    code: 'ID_NOT_NUMERIC',
    connector: 'salesforce',
    operation: 'PATCH',
    message: `The billing system's id ${id} does not fit a number field. Make the field a text and set its type to text.`,
  })
}

/** WHMCS_Service_ID__c of a line; a line of several units has several services. */
export function lineServices(items: NonNullable<CrmOrderReport['items']>): Map<string, string> {
  const services = new Map<string, Set<string>>()
  for (const { crmItemId, billingServiceId } of items) {
    services.set(crmItemId, (services.get(crmItemId) ?? new Set()).add(billingServiceId))
  }
  return new Map([...services].map(([id, ids]) => [id, [...ids].join(',').slice(0, 255)]))
}
