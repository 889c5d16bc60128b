import type { EligibilityFacts, ProductOffering } from '../catalogue.ts'
import type { OrderItem } from '../order/order.ts'
import type { Checkable } from './connector.ts'

export interface CrmAccount {
  accountId: string
  customerNumber: string
  name: string
  email?: string
  billingClientId?: string
  eligibility: EligibilityFacts & {
    requestedAt?: string
    checkedAt?: string
    notes?: string
    caseId?: string
  }
  idVerification: {
    status?: 'Pending' | 'Verified' | 'Rejected'
    submittedAt?: string
    verifiedAt?: string
    rejectionMessage?: string
  }
}

export type CaseType = 'Eligibility Check' | 'ID Verification' | 'Cancellation Request' | 'General Inquiry'

export interface CrmCase {
  caseId: string
  caseNumber?: string
  type: CaseType
  subject: string
  status: string
  description?: string
  createdAt?: string
}

/** Stage words without the triangle; the connector knows how the org spells them (R121). */
export type OpportunityStage =
  | 'introduction'
  | 'ready'
  | 'post-processing'
  | 'active'
  | 'cancelling'
  | 'cancelled'
  | 'void'

export type PortalSource = 'eligibility-request' | 'order-placement' | 'sales-manual'
export type CommodityType = 'personal-internet' | 'corporate-internet' | 'sim' | 'vpn'

export interface CrmOpportunity {
  opportunityId: string
  stage: OpportunityStage
  commodityType?: CommodityType
  billingServiceId?: string
}

/** The org's order status in our words, whichever field profile it uses (X01). */
export type CrmOrderStatus =
  | 'draft'
  | 'pending-review'
  | 'approved'
  | 'activating'
  | 'provisioned'
  | 'failed'
  | 'cancelled'

export interface CrmOrder {
  crmOrderId: string
  orderNumber?: string
  accountId: string
  opportunityId?: string
  /** Our own reference, when the order was placed through Turnup. */
  reference?: string
  status: CrmOrderStatus
  promoCode?: string
  notes?: string
  items: OrderItem[]
}

export interface NewCrmOrder {
  accountId: string
  opportunityId?: string
  /** ISO date YYYY-MM-DD. */
  effectiveDate: string
  description: string
  promoCode?: string
  items: {
    productId: string
    pricebookEntryId: string
    quantity: number
    /** Decimal text of major units, the price snapshot (R066). */
    unitPrice: string
    configOptions: Record<string, string>
  }[]
}

export interface CrmOrderReport {
  status: 'activating' | 'provisioned' | 'failed' | 'cancelled'
  at: string
  error?: { code: string; message: string }
  billingOrderId?: string
  maskedIccid?: string
  attemptCount?: number
  items?: { crmItemId: string; billingServiceId: string }[]
}

/** Salesforce in the documents. All writes with a `ref` can be found again by it. */
export interface Crm extends Checkable {
  findAccount(customerNumber: string): Promise<CrmAccount | undefined>
  readAccount(accountId: string): Promise<CrmAccount | undefined>
  /** Only under signup.accountPolicy create-if-missing (X09). Safe to repeat: the customer number is unique. */
  createAccount(account: {
    customerNumber: string
    name: string
    email: string
    phone?: string
  }): Promise<CrmAccount>
  /** Safe to repeat: looks by account and e-mail first. */
  ensureContact(contact: {
    accountId: string
    firstName: string
    lastName: string
    email: string
    phone?: string
  }): Promise<{ contactId: string }>
  /** Portal_Status__c, Portal_Registration_Source__c and WH_Account__c (R038 to R040). Safe to repeat. */
  recordRegistration(
    accountId: string,
    registration: { source: 'Legacy' | 'Portal Signup' | 'Portal Checkout'; billingClientId: string },
  ): Promise<void>

  findCase(ref: string): Promise<CrmCase | undefined>
  openCase(
    newCase: {
      type: CaseType
      subject: string
      description: string
      accountId: string
      opportunityId?: string
    },
    ref: string,
  ): Promise<CrmCase>
  listCases(accountId: string): Promise<CrmCase[]>

  /** Internet_Eligibility_Status__c = Pending with request time and case (R069). Safe to repeat. */
  markEligibilityPending(accountId: string, pending: { caseId: string; requestedAt: string }): Promise<void>
  /** Id_Verification_Status__c = Pending with submission time (R068). Safe to repeat. */
  markIdVerificationPending(accountId: string, submittedAt: string): Promise<void>

  findOpportunity(
    query:
      | { accountId: string; commodityType?: CommodityType; stages: OpportunityStage[] }
      | { billingServiceId: string },
  ): Promise<CrmOpportunity | undefined>
  findOpportunityByReference(ref: string): Promise<CrmOpportunity | undefined>
  createOpportunity(
    opportunity: {
      accountId: string
      name: string
      stage: OpportunityStage
      commodityType?: CommodityType
      source: PortalSource
      closeDate: string
    },
    ref: string,
  ): Promise<CrmOpportunity>
  /** Safe to repeat. */
  updateOpportunity(
    opportunityId: string,
    change: { stage?: OpportunityStage; billingServiceId?: string; scheduledCancellationAt?: string },
  ): Promise<void>

  /** Every product with a price in the portal pricebook, sellable or not. */
  readCatalogue(): Promise<ProductOffering[]>

  findOrder(ref: string): Promise<{ crmOrderId: string } | undefined>
  /** Header and lines in one all-or-nothing request. */
  createOrder(order: NewCrmOrder, ref: string): Promise<{ crmOrderId: string }>
  readOrder(crmOrderId: string): Promise<CrmOrder | undefined>
  /** Safe to repeat. A status that the profile's picklist does not have is written nowhere (X01). */
  reportOrder(crmOrderId: string, report: CrmOrderReport): Promise<void>
  /** Orders approved (or set to retry) in the CRM and not yet provisioned or failed: what the sweep looks for. */
  listRequestedOrders(): Promise<{ crmOrderId: string; status: CrmOrderStatus }[]>

  /** Those of the given orders that a person has cancelled in the CRM. */
  findCancelledOrders(crmOrderIds: string[]): Promise<string[]>

  /** From the last answer's limit header (R101). */
  apiUsage(): { used: number; limit: number } | undefined
}

export interface ProvisionRequest {
  crmOrderId: string
  /** Identifies the delivery, not the business fact (X06). */
  deliveryId: string
  correlationId?: string
  requestedBy?: string
  schemaVersion?: number
}

/** A durable position in an event stream; opaque bytes. */
export interface StreamCursor {
  load(): Promise<Uint8Array | undefined>
  save(position: Uint8Array): Promise<void>
}

export type SubscriptionState =
  | { state: 'connecting' }
  | { state: 'live'; since: Date }
  | { state: 'waiting'; reason: string; retryAt: Date }
  | { state: 'stopped'; reason: string }

/** The platform-event door (R094 to R102). */
export interface ProvisionRequestSource {
  /**
   * Delivers each request at least once, in order; the position is saved only after `onRequest` resolved.
   * Reconnects by itself until stopped.
   */
  subscribe(handlers: {
    cursor: StreamCursor
    onRequest(request: ProvisionRequest): Promise<void>
    onState(state: SubscriptionState): void
  }): { stop(): Promise<void> }
}
