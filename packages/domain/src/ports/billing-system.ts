import type { Money } from '../money.ts'
import type { BillingCycle } from '../order/order.ts'
import type { Checkable } from './connector.ts'

export interface PostalAddress {
  street: string
  addressLine2?: string
  buildingName?: string
  roomNumber?: string
  city: string
  state: string
  postalCode: string
  /** ISO 3166-1 alpha-2. */
  country: string
}

export interface BillingClient {
  clientId: string
  email: string
  firstName: string
  lastName: string
  company?: string
  phone?: string
  /** Parts are empty texts while the customer has not given them. */
  address: PostalAddress
  customerNumber?: string
  currency: string
  status: string
}

export interface NewBillingClient {
  email: string
  firstName: string
  lastName: string
  company?: string
  phone?: string
  /** WHMCS wants one; Turnup signs people in itself, so it is random and never shown. */
  password: string
  customerNumber: string
  notes?: string
}

export interface PaymentMethod {
  id: string
  type: string
  description: string
  lastFour?: string
  /** MM/YY */
  expiry?: string
}

export type BillingOrderStatus = 'pending' | 'active' | 'fraud' | 'cancelled'

export interface BillingOrder {
  orderId: string
  status: BillingOrderStatus
  invoiceId?: string
  /** In the order of the lines that were sent. */
  serviceIds: string[]
}

export interface NewBillingOrder {
  clientId: string
  /** Goes into notes as sfOrderId=<Id> (R103). */
  crmOrderId: string
  /** Goes into the services too, where the billing system has a place for it (R106). */
  customerNumber?: string
  promoCode?: string
  notes?: string
  lines: {
    billingProductId: string
    billingCycle: BillingCycle
    quantity: number
    /** Option id to chosen value; encoded by the connector (X22). */
    configOptions: Record<string, string>
    /** Set where pricing.mismatch is priceoverride (X44). */
    priceOverride?: Money
  }[]
}

export interface BillingService {
  serviceId: string
  clientId: string
  orderId: string
  billingProductId: string
  name: string
  groupName?: string
  status: 'Pending' | 'Active' | 'Suspended' | 'Terminated' | 'Cancelled' | 'Fraud' | 'Completed'
  billingCycle: string
  recurringAmount: Money
  firstPaymentAmount: Money
  /** ISO date; absent where the billing system has none. */
  nextDueDate?: string
  registeredOn?: string
  notes?: string
  customFields: { id: string; name: string; value: string }[]
  configOptions: { id: string; name: string; value: string }[]
}

export interface BillingInvoice {
  invoiceId: string
  number: string
  status: string
  date?: string
  dueDate?: string
  paidAt?: string
  total: Money
  balance?: Money
  items?: { description: string; amount: Money; serviceId?: string }[]
}

export interface BillingProduct {
  billingProductId: string
  name: string
  /** The billing system's product group; its name is absent where the system does not tell it. */
  group?: { groupId: string; name?: string }
  allowsQuantity: boolean
  /** Price of the cycle in the default currency; cycles that are switched off are absent. */
  prices: Partial<Record<BillingCycle, Money>>
  configOptions: {
    id: string
    name: string
    kind: 'choice' | 'quantity' | 'yes-no'
    values: { id: string; name: string }[]
  }[]
  customFields: { id: string; name: string }[]
}

export type SsoDestination =
  | { page: 'payment-methods' }
  | { page: 'invoices' }
  | { page: 'invoice'; invoiceId: string }
  | { page: 'services' }

/** WHMCS in the documents. `ref` is written into the outside record and is how it is found again. */
export interface BillingSystem extends Checkable {
  findClientByEmail(email: string): Promise<BillingClient | undefined>
  readClient(clientId: string): Promise<BillingClient | undefined>
  createClient(client: NewBillingClient): Promise<{ clientId: string }>
  updateAddress(clientId: string, address: PostalAddress, phone?: string): Promise<void>
  /** Never a gateway token (R146). */
  listPaymentMethods(clientId: string): Promise<PaymentMethod[]>

  /** Looks for the marker in the client's services and orders. */
  findOrder(clientId: string, ref: string): Promise<BillingOrder | undefined>
  readOrder(orderId: string): Promise<BillingOrder | undefined>
  /** Not safe to repeat: the executor looks with findOrder first. */
  addOrder(order: NewBillingOrder, ref: string): Promise<BillingOrder>
  /** Resolves when the order is Active afterwards, whatever the call itself answered. */
  acceptOrder(orderId: string): Promise<BillingOrder>
  /** Only before acceptance; resolves when it is cancelled already or gone. */
  cancelOrder(orderId: string): Promise<void>

  listServices(clientId: string): Promise<BillingService[]>
  readService(clientId: string, serviceId: string): Promise<BillingService | undefined>
  /** Sets custom fields by name and appends one note line; a note line that is there already is not doubled. */
  describeService(
    clientId: string,
    serviceId: string,
    change: { customFields?: Record<string, string>; note?: string },
  ): Promise<void>

  listInvoices(clientId: string): Promise<BillingInvoice[]>
  /** Absent also when the invoice is another client's. */
  readInvoice(clientId: string, invoiceId: string): Promise<BillingInvoice | undefined>
  findCharge(clientId: string, ref: string): Promise<{ invoiceId: string; paid: boolean } | undefined>
  /** One invoice with one line, marked with the ref. Not safe to repeat: look with findCharge first. */
  createCharge(
    charge: { clientId: string; description: string; amount: Money },
    ref: string,
  ): Promise<{ invoiceId: string }>
  /** Takes the money from the stored payment method; resolves when the invoice is paid afterwards. */
  capturePayment(clientId: string, invoiceId: string): Promise<void>
  cancelCharge(invoiceId: string): Promise<void>

  /** A link for one use within 60 seconds. */
  createSsoLink(
    clientId: string,
    destination: SsoDestination,
  ): Promise<{ url: string; expiresInSeconds: number }>
  openTicket(ticket: {
    clientId: string
    subject: string
    message: string
  }): Promise<{ ticketId: string; number: string }>
  listProducts(): Promise<BillingProduct[]>
}
