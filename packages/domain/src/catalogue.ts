import type { JsonObject } from './json.ts'
import type { Money } from './money.ts'
import type { BillingCycle, ItemClass, ProductCategory } from './order/order.ts'
import type { PbxSettings } from './voice/pbx-product.ts'

/** One sellable product: Product2 with its PricebookEntry (R053 to R058). */
export interface ProductOffering {
  productId: string
  pricebookEntryId: string
  sku: string
  name: string
  category: ProductCategory
  itemClass: ItemClass
  billingCycle: BillingCycle
  unitPrice: Money
  description: string
  featureBullets: string[]
  heroImageUrl?: string
  tags: string[]
  sortOrder: number
  /** Portal_Catalog__c */
  sellable: boolean
  /** ISO dates (YYYY-MM-DD), both inclusive. */
  validFrom?: string
  validUntil?: string
  maxQuantity: number
  requiresPaymentMethod: boolean
  configOptions: ConfigOption[]
  eligibility: { dwelling: 'Home' | 'Apartment' | 'Any'; tier: '1G' | '100Mb' | 'Any'; region?: string }
  billingProductId?: string
  provisioningFlow?: string
  esimSettings?: JsonObject
  /** What a hosted-PBX product is (R155). */
  pbxSettings?: PbxSettings
  notesTemplate?: string
  /** Where the product's fields contradict each other or hold an unknown word (X12, X13). */
  doubts?: string[]
}

/** One choice on the product page, from Portal_ConfigOptions_JSON__c. */
export interface ConfigOption {
  /** The billing system's option id: what goes into AddOrder.configoptions. */
  key: string
  label: string
  /** What the customer may choose; empty means free text. */
  values: { value: string; label: string; unitPrice?: Money }[]
  default?: string
  required: boolean
}

/** What the CRM's account says about what may be sold to it (R063, R067, R068). */
export interface EligibilityFacts {
  dwelling?: 'Home' | 'Apartment'
  tier?: '1G' | '100Mb'
  region?: string
  /** Internet_Eligibility__c: the text result of a check by customer service. */
  result?: string
  status?: 'Pending' | 'Checked'
}
