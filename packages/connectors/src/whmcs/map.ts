import {
  type BillingClient,
  type BillingCycle,
  type BillingInvoice,
  type BillingOrderStatus,
  type BillingProduct,
  type BillingService,
  moneyFromDecimal,
  type PaymentMethod,
} from '@turnup/domain'
import { fromAddress2 } from './address.ts'
import type {
  ClientDetails,
  InvoiceDetails,
  WireInvoice,
  WirePayMethod,
  WireProduct,
  WireService,
} from './wire.ts'

/** The value as an optional property: absent when WHMCS has an empty text. */
function filled<Key extends string>(key: Key, text: string | undefined): { [K in Key]?: string } {
  return text ? ({ [key]: text } as { [K in Key]?: string }) : {}
}

/** WHMCS formats phone numbers as +81.312345678. */
function toE164(client: ClientDetails): string {
  return (client.phonenumberformatted || client.phonenumber).replace(/[\s.()-]/g, '')
}

export function toClient(client: ClientDetails, config: { customerNumberFieldId: string; currency: string }) {
  const customerNumber = client.customfields.find((field) => field.id === config.customerNumberFieldId)?.value
  return {
    clientId: client.client_id ?? client.id ?? client.userid ?? '',
    email: client.email,
    firstName: client.firstname,
    lastName: client.lastname,
    ...filled('company', client.companyname),
    ...filled('phone', toE164(client)),
    address: {
      street: client.address1,
      ...fromAddress2(client.address2),
      city: client.city,
      state: client.state,
      postalCode: client.postcode,
      country: client.countrycode || client.country,
    },
    ...filled('customerNumber', customerNumber),
    currency: client.currency_code || config.currency,
    status: client.status,
  } satisfies BillingClient
}

/** Drops everything else, gateway tokens first of all (R146). */
export function toPaymentMethod(method: WirePayMethod): PaymentMethod {
  return {
    id: method.id,
    type: method.type,
    description: method.description,
    ...filled('lastFour', method.card_last_four),
    ...filled('expiry', method.expiry_date),
  }
}

/** Order statuses can be added in WHMCS; one that is none of these is treated as not decided yet. */
export function toOrderStatus(status: string): BillingOrderStatus {
  switch (status.toLowerCase()) {
    case 'active':
      return 'active'
    case 'cancelled':
      return 'cancelled'
    case 'fraud':
      return 'fraud'
    default:
      return 'pending'
  }
}

const serviceStatuses = [
  'Pending',
  'Active',
  'Suspended',
  'Terminated',
  'Cancelled',
  'Fraud',
  'Completed',
] as const

export function toService(service: WireService, currency: string): BillingService {
  return {
    serviceId: service.id,
    clientId: service.clientid,
    orderId: service.orderid,
    billingProductId: service.pid,
    name: service.name,
    ...filled('groupName', service.groupname),
    status: serviceStatuses.find((status) => status === service.status) ?? 'Pending',
    billingCycle: service.billingcycle,
    recurringAmount: moneyFromDecimal(service.recurringamount, currency),
    firstPaymentAmount: moneyFromDecimal(service.firstpaymentamount, currency),
    ...filled('nextDueDate', service.nextduedate),
    ...filled('registeredOn', service.regdate),
    ...filled('notes', service.notes),
    customFields: service.customfields.map((field) => ({ ...field, name: fieldName(field.name) })),
    configOptions: service.configoptions.map(({ id, option, value }) => ({ id, name: option, value })),
  }
}

/** Dates are WHMCS's own calendar days; it does not say in which time zone. */
export function toInvoice(invoice: WireInvoice, currency: string): BillingInvoice {
  return {
    invoiceId: invoice.id,
    number: invoice.invoicenum || invoice.id,
    status: invoice.status,
    ...filled('date', invoice.date),
    ...filled('dueDate', invoice.duedate),
    ...filled('paidAt', invoice.datepaid),
    total: moneyFromDecimal(invoice.total, invoice.currencycode || currency),
  }
}

export function toDetailedInvoice(invoice: InvoiceDetails, currency: string): BillingInvoice {
  return {
    ...toInvoice({ ...invoice, id: invoice.invoiceid, currencycode: currency, notes: '' }, currency),
    balance: moneyFromDecimal(invoice.balance, currency),
    items: invoice.items.map((item) => ({
      description: item.description,
      amount: moneyFromDecimal(item.amount, currency),
      ...(item.type === 'Hosting' ? filled('serviceId', item.relid) : {}),
    })),
  }
}

/** From `allowqty` 2 on, one service has a quantity; below, each unit is a service of its own. */
const scaling = 2

export function toProduct(product: WireProduct, currency: string): BillingProduct {
  return {
    billingProductId: product.pid,
    name: product.name,
    ...(product.gid
      ? { group: { groupId: product.gid, ...filled('name', groupName(product['product-url'])) } }
      : {}),
    allowsQuantity: product.allowqty >= scaling,
    prices: toPrices(product, currency),
    configOptions: product.configoptions.map((option) => ({
      id: option.id,
      name: option.name,
      kind: toOptionKind(option.type),
      values: option.options,
    })),
    customFields: product.customfields.map((field) => ({ id: field.id, name: fieldName(field.name) })),
  }
}

/** WHMCS tells a group's number alone; its name is read from the store's address: …/store/hosted-pbx/ten-seats. */
function groupName(productUrl: string): string | undefined {
  const slug = /^https?:\/\/[^/]+\/(?:[^?#]*\/)?([a-z][a-z0-9-]*)\/[^/?#]+\/?$/.exec(productUrl)?.[1]
  if (!slug) return undefined
  const words = slug.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function toPrices(product: WireProduct, currency: string): BillingProduct['prices'] {
  const pricing = product.pricing[currency] ?? {}
  const cycles: [BillingCycle, string | undefined][] =
    product.paytype === 'onetime'
      ? [['one-time', pricing.monthly]] // WHMCS keeps the price of one-time products where the monthly one goes
      : [
          ['monthly', pricing.monthly],
          ['annually', pricing.annually],
        ]
  return Object.fromEntries(
    cycles.flatMap(([cycle, price]) =>
      // -1.00 means that the cycle is switched off.
      price && /^\d+(\.\d+)?$/.test(price) ? [[cycle, moneyFromDecimal(price, currency)]] : [],
    ),
  )
}

function toOptionKind(type: string): 'choice' | 'quantity' | 'yes-no' {
  if (type === '4' || type === 'quantity') return 'quantity'
  return type === '3' || type === 'yesno' ? 'yes-no' : 'choice'
}

/** A field "Turnup reference|Our reference" is shown under its second name; the first is the one it is known by. */
export function fieldName(name: string): string {
  return name.split('|')[0]?.trim() ?? name
}

export function isSameFieldName(one: string, other: string): boolean {
  return fieldName(one).toLowerCase() === fieldName(other).toLowerCase()
}
