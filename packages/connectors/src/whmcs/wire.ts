import { z } from 'zod'

/**
 * What WHMCS sends, only the fields that are needed, as tolerant as WHMCS is loose: ids are texts or numbers, an
 * empty list is "", [] or missing, lists sit in wrappers, dates may be 0000-00-00, texts may be HTML-encoded.
 */
const entities: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#039;': "'",
  '&#39;': "'",
}

function decodeEntities(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#0?39);/g, (entity) => entities[entity] ?? entity)
}

const Scalar = z.union([z.string(), z.number(), z.boolean()])
const Text = Scalar.nullish().transform((value) => decodeEntities(String(value ?? '')))
const Id = z.union([z.string().min(1), z.number()]).transform(String)
/** "", 0 and "0" all say that there is none. */
const IdOrNone = Scalar.nullish().transform((value) => {
  const text = String(value ?? '')
  return text === '' || text === '0' || text === 'false' ? undefined : text
})
const WholeNumber = Scalar.nullish().transform((value) => Number.parseInt(String(value ?? ''), 10) || 0)
const Decimal = Text.transform((text) => (/^-?\d+(\.\d+)?$/.test(text) ? text : '0.00'))
/** ISO date, or undefined for the ways in which WHMCS says none. */
const CalendarDate = Text.transform((text) =>
  /^\d{4}-\d{2}-\d{2}/.test(text) && !text.startsWith('0000') ? text.slice(0, 10) : undefined,
)

function unwrapList(raw: unknown, wrapper: string): unknown {
  if (raw === undefined || raw === null || raw === '') return []
  if (Array.isArray(raw) || typeof raw !== 'object') return raw
  if (wrapper in raw) return unwrapList((raw as Record<string, unknown>)[wrapper], '')
  // PHP arrays with gaps arrive as objects with numbers for keys; one element alone as itself.
  return Object.keys(raw).every((key) => /^\d+$/.test(key)) ? Object.values(raw) : [raw]
}

function list<Item extends z.ZodType>(wrapper: string, Item: Item) {
  return z
    .unknown()
    .default('')
    .transform((raw) => unwrapList(raw, wrapper))
    .pipe(z.array(Item))
}

export const Done = z.object({})
export const AddedClient = z.object({ clientid: Id })
export const AddedOrder = z.object({
  orderid: Id,
  invoiceid: IdOrNone,
  serviceids: Text.transform((csv) => csv.split(',').filter((id) => id !== '')),
})
export const AddedInvoice = z.object({ invoiceid: Id })
export const OpenedTicket = z.object({ id: Id, tid: Text })
export const SsoToken = z.object({ redirect_url: z.url({ protocol: /^https?$/ }) })
export const Version = z.object({ whmcs: z.object({ version: Text }) })

const ClientFields = z.object({
  id: IdOrNone,
  client_id: IdOrNone,
  userid: IdOrNone,
  firstname: Text,
  lastname: Text,
  companyname: Text,
  email: Text,
  address1: Text,
  address2: Text,
  city: Text,
  state: Text,
  postcode: Text,
  country: Text,
  countrycode: Text,
  phonenumber: Text,
  phonenumberformatted: Text,
  currency_code: Text,
  status: Text,
  customfields: list('customfield', z.object({ id: Id, value: Text })),
})
/** Newer versions put the client into `client`, older ones spread it over the answer. */
export const ClientDetails = z
  .record(z.string(), z.unknown())
  .transform((answer) => answer.client ?? answer)
  .pipe(ClientFields)
export type ClientDetails = z.infer<typeof ClientDetails>

export const ClientPage = z.object({ clients: list('client', z.object({ id: Id })) })

const WirePayMethod = z.object({
  id: Id,
  type: Text,
  description: Text,
  card_last_four: Text,
  expiry_date: Text,
})
export type WirePayMethod = z.infer<typeof WirePayMethod>
export const PayMethods = z.object({ paymethods: list('paymethod', WirePayMethod) })

const WireOrder = z.object({
  id: Id,
  userid: Id,
  invoiceid: IdOrNone,
  status: Text,
  notes: Text,
  lineitems: list('lineitem', z.object({ type: Text, relid: Id, product: Text })),
})
export type WireOrder = z.infer<typeof WireOrder>
export const OrderPage = z.object({ totalresults: WholeNumber, orders: list('order', WireOrder) })

const WireService = z.object({
  id: Id,
  clientid: Id,
  orderid: Id,
  pid: Id,
  qty: WholeNumber.transform((count) => Math.max(count, 1)),
  name: Text,
  groupname: Text,
  status: Text,
  billingcycle: Text,
  recurringamount: Decimal,
  firstpaymentamount: Decimal,
  nextduedate: CalendarDate,
  regdate: CalendarDate,
  notes: Text,
  customfields: list('customfield', z.object({ id: Id, name: Text, value: Text })),
  configoptions: list('configoption', z.object({ id: Id, option: Text, value: Text })),
})
export type WireService = z.infer<typeof WireService>
export const ServicePage = z.object({ totalresults: WholeNumber, products: list('product', WireService) })

const WireInvoice = z.object({
  id: Id,
  userid: Id,
  invoicenum: Text,
  status: Text,
  date: CalendarDate,
  duedate: CalendarDate,
  datepaid: CalendarDate,
  total: Decimal,
  currencycode: Text,
  notes: Text,
})
export type WireInvoice = z.infer<typeof WireInvoice>
export const InvoicePage = z.object({ totalresults: WholeNumber, invoices: list('invoice', WireInvoice) })

export const InvoiceDetails = z.object({
  invoiceid: Id,
  userid: Id,
  invoicenum: Text,
  status: Text,
  date: CalendarDate,
  duedate: CalendarDate,
  datepaid: CalendarDate,
  total: Decimal,
  balance: Decimal,
  items: list('item', z.object({ type: Text, relid: IdOrNone, description: Text, amount: Decimal })),
})
export type InvoiceDetails = z.infer<typeof InvoiceDetails>

const WireProduct = z.object({
  pid: Id,
  gid: Id.optional().catch(undefined),
  name: Text,
  'product-url': Text,
  paytype: Text,
  allowqty: WholeNumber,
  pricing: z.record(z.string(), z.record(z.string(), Text)).catch({}),
  customfields: list('customfield', z.object({ id: Id, name: Text })),
  configoptions: list(
    'configoption',
    z.object({ id: Id, name: Text, type: Text, options: list('option', z.object({ id: Id, name: Text })) }),
  ),
})
export type WireProduct = z.infer<typeof WireProduct>
export const ProductPage = z.object({ products: list('product', WireProduct) })

export const Gateways = z.object({ paymentmethods: list('paymentmethod', z.object({ module: Text })) })
export const Departments = z.object({ departments: list('department', z.object({ id: Id, name: Text })) })
