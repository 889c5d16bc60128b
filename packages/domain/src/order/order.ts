import type { JsonObject } from '../json.ts'
import type { Money } from '../money.ts'
import type { PbxDetails } from '../voice/pbx-details.ts'
import type { PbxSettings } from '../voice/pbx-product.ts'
import type { OrderState } from './order-state.ts'

export type ProductCategory = 'internet' | 'sim' | 'esim' | 'vpn' | 'pbx' | 'other'
export type ItemClass = 'service' | 'activation' | 'add-on'
export type BillingCycle = 'monthly' | 'annually' | 'one-time'

/** One line of an order with everything that its product says about fulfilment, read from the CRM. */
export interface OrderItem {
  /** Stable within the order: "1", "2", ... in CRM order. */
  id: string
  /** The CRM's id of the line, where it is known. */
  crmItemId?: string
  /** The CRM's id of the product (Product2Id). */
  productId: string
  sku: string
  name: string
  category: ProductCategory
  itemClass: ItemClass
  billingCycle: BillingCycle
  quantity: number
  unitPrice: Money
  /** The billing system's product id (WHMCS pid); absent means that the mapping is missing. */
  billingProductId?: string
  /** Product defaults overridden by what the line says; the line wins (R105). */
  configOptions: Record<string, string>
  /** Plan template selector (Provisioning_Flow__c, X20); absent means that category and class decide. */
  provisioningFlow?: string
  requiresPaymentMethod: boolean
  /** eSIM_Settings_JSON__c, for example {"profileType": "DATA-5G"}. */
  esimSettings?: JsonObject
  /** PBX_Settings_JSON__c of a hosted-PBX product (R155). */
  pbxSettings?: PbxSettings
  /** WHMCS_Notes_Template__c with {placeholders}. */
  notesTemplate?: string
  /** Where the product's fields contradict each other or hold an unknown word; warned of in the plan (X12, X13). */
  doubts?: string[]
}

/** The customer as one person in three systems (R034). */
export interface CustomerMapping {
  customerId: string
  customerNumber: string
  billingClientId: string
  crmAccountId: string
  email: string
  firstName: string
  lastName: string
}

export interface Order {
  id: string
  /** The CRM's id (Salesforce 18 characters); absent until the CRM has it. */
  crmOrderId?: string
  customer: CustomerMapping
  opportunityId?: string
  state: OrderState
  /** Counts accepted requests to fulfil; a retry from the CRM makes a new one (X06). */
  generation: number
  items: OrderItem[]
  promoCode?: string
  notes?: string
  /** Present where the order has PBX lines and was placed with their details. */
  pbx?: PbxDetails
  correlationId: string
}
