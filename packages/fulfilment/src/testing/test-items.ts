import type { OrderItem, Policy } from '@turnup/domain'

export const profileType = 'DATA-5G'

/** A policy with short times that are easy to reckon with. */
export const testPolicy: Policy = {
  statusProfile: 'webhook-v1',
  signup: { accountPolicy: 'require-existing', writePortalStatus: false, createContact: false },
  opportunity: { enabled: true, required: false },
  eligibility: 'attributes',
  eligibilityRules: [],
  pricingMismatch: 'warn',
  esimAllocation: 'inventory',
  catalogueCacheMs: 0,
  personalisedCatalogueCacheMs: 0,
  currency: 'USD',
  defaultCountry: 'US',
  mail: { supportCc: [], defaultLocale: 'en' },
  brand: { name: 'Example', portalUrl: 'https://portal.example', supportEmail: 'help@example.com' },
  tokens: { accessSeconds: 900, refreshSeconds: 3_600, passwordResetSeconds: 3_600 },
  retry: { firstDelayMs: 1_000, maxDelayMs: 60_000, budgetMs: 10 * 60_000 },
  settleMs: 60_000,
  callTimeoutMs: 10_000,
  webhookWaitMs: 1_000,
  pbx: {
    autoProvision: 'never',
    mapping: { priority: ['group', 'product', 'bundle'], default: 'none' },
    escalateAfterBusinessDays: 5,
  },
}

export function esimItem(change: Partial<OrderItem> = {}): OrderItem {
  return {
    id: '1',
    crmItemId: 'line-1',
    productId: 'product-esim',
    sku: 'ESIM-5G',
    name: 'eSIM 5G',
    category: 'esim',
    itemClass: 'service',
    billingCycle: 'monthly',
    quantity: 1,
    unitPrice: { amountMinor: 1_000, currency: 'USD' },
    billingProductId: '201',
    configOptions: {},
    requiresPaymentMethod: true,
    esimSettings: { profileType },
    ...change,
  }
}

/** Billed and nothing else. */
export function internetItem(change: Partial<OrderItem> = {}): OrderItem {
  return esimItem({
    id: '2',
    crmItemId: 'line-2',
    productId: 'product-internet',
    sku: 'NET-1G',
    name: 'Internet 1G',
    category: 'internet',
    esimSettings: undefined,
    requiresPaymentMethod: false,
    ...change,
  })
}

/** A SIM card that the customer has: its ICCID comes with the order. */
export function simItem(change: Partial<OrderItem> = {}): OrderItem {
  return esimItem({
    id: '3',
    crmItemId: 'line-3',
    productId: 'product-sim',
    sku: 'SIM-5G',
    name: 'SIM 5G',
    category: 'sim',
    esimSettings: undefined,
    requiresPaymentMethod: false,
    ...change,
  })
}
