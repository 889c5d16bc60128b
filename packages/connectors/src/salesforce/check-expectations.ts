import type { SalesforceSettings } from './config.ts'

export interface ExpectedField {
  name: string
  /** The setting that says another name. */
  setting: string
  types?: string[]
  words?: string[]
  writable?: true
  unique?: true
  /** What its absence is; a failure unless said. */
  level?: 'warning'
}

export interface Expectation {
  object: string
  permissions: ('create' | 'read' | 'update')[]
  fields: ExpectedField[]
  /** What the whole object's absence is. */
  level: 'warning' | 'failure'
}

const texts = ['string', 'textarea', 'picklist', 'url', 'email', 'phone']
const numbers = ['double', 'int', 'currency']
const byType = { number: numbers, text: texts }

/** What the connector will ask of the org, drawn from its field map and permissions table (R129, R130). */
export function expectations(settings: SalesforceSettings): Expectation[] {
  const { account, order, orderItem, opportunity, product, words, ...rest } = settings.fieldMap
  const all = ['create', 'read', 'update'] as const
  const group = (object: string, names: Record<string, string | string[] | null>, more: Details = {}) =>
    Object.entries(names).flatMap(([key, name]) => {
      if (name === null || Array.isArray(name) || notNames.has(key)) return []
      return [{ name, setting: `fields.${object}.${key}`, ...more[key] }]
    })
  const reference = { unique: true, types: texts, writable: true } as const
  const writable = { writable: true } as const
  const expected: Expectation[] = [
    {
      object: 'Account',
      permissions: account.portalStatus ? [...all] : ['read'],
      level: 'failure',
      fields: group('account', account, {
        customerNumber: { types: texts },
        billingClientId: writable,
        portalStatus: { ...writable, words: ['Active', 'Inactive'] },
        registrationSource: { ...writable, words: ['Legacy', 'Portal Signup', 'Portal Checkout'] },
        eligibilityStatus: { ...writable, words: ['Pending', 'Checked'] },
        eligibilityRequestedAt: { ...writable, types: ['datetime'] },
        eligibilityCaseId: writable,
        idStatus: { ...writable, words: ['Pending', 'Verified', 'Rejected'] },
        idSubmittedAt: { ...writable, types: ['datetime'] },
      }),
    },
    { object: 'Contact', permissions: [...all], level: 'failure', fields: [] },
    {
      object: 'Order',
      permissions: [...all],
      level: 'failure',
      fields: [
        {
          name: 'Status',
          setting: 'fields.words.standardStatus',
          words: ['Approved', ...Object.values(words.standardStatus)],
        },
        ...group('order', order, {
          reference,
          status: { ...writable, words: Object.values(words.orderStatus) },
          errorCode: writable,
          errorMessage: writable,
          errorAt: { ...writable, types: ['datetime'] },
          billingOrderId: { ...writable, types: byType[order.billingOrderIdType] },
          maskedIccid: writable,
          lastProvisioningAt: { ...writable, types: ['datetime'] },
          attemptCount: { ...writable, types: numbers },
          promoCode: writable,
        }),
      ],
    },
    {
      object: 'OrderItem',
      permissions: [...all],
      level: 'failure',
      fields: group('orderItem', orderItem, {
        configOptions: { ...writable, types: ['textarea', 'string'] },
        billingServiceId: { ...writable, types: texts },
      }),
    },
    {
      object: 'Case',
      permissions: [...all],
      level: 'failure',
      fields: [
        { name: 'Type', setting: 'fields.words.caseType', words: Object.values(words.caseType) },
        ...group('case', rest.case, { reference, opportunity: writable }),
      ],
    },
    {
      object: 'Product2',
      permissions: ['read'],
      level: 'failure',
      fields: group('product', product, optionalProductFields),
    },
    { object: 'PricebookEntry', permissions: ['read'], level: 'failure', fields: [] },
  ]
  if (settings.opportunity.enabled) {
    expected.push({
      object: 'Opportunity',
      permissions: [...all],
      level: 'failure',
      fields: [
        { name: 'StageName', setting: 'fields.words.stage', words: Object.values(words.stage) },
        ...group('opportunity', opportunity, {
          reference,
          commodityType: { ...writable, words: Object.values(words.commodityType) },
          source: { ...writable, words: Object.values(words.portalSource) },
          billingServiceId: { ...writable, types: byType[opportunity.billingServiceIdType] },
          scheduledCancellationAt: { ...writable, types: ['datetime'] },
        }),
      ],
    })
  }
  expected.push({
    object: 'OrderProvisionRequested__e',
    permissions: [],
    level: settings.fieldProfile === 'event-v2' ? 'failure' : 'warning',
    fields: ['OrderId__c', 'IdemKey__c', 'CorrelationId__c', 'RequestedBy__c', 'Version__c'].map((name) => ({
      name,
      setting: 'the platform event',
      ...(name === 'OrderId__c' ? {} : { level: 'warning' as const }),
    })),
  })
  return expected
}

type Details = Record<string, Partial<ExpectedField>>
/** Keys of the field map that hold something else than a field's name. */
const notNames = new Set(['errorTemplate', 'billingOrderIdType', 'billingServiceIdType'])
const lessWithout = { level: 'warning' } as const
/** Products can be sold without these. */
const optionalProductFields: Details = Object.fromEntries(
  [
    ...[
      'description',
      'featureBullets',
      'heroImageUrl',
      'tags',
      'sortOrder',
      'validFrom',
      'validUntil',
      'maxQuantity',
    ],
    ...[
      'requiresPaymentMethod',
      'configOptions',
      'eligibilityDwelling',
      'eligibilityTier',
      'eligibilityRegion',
    ],
    ...['notesTemplate', 'esimSettings', 'pbxSettings', 'provisioningFlow'],
  ].map((key) => [key, lessWithout]),
)
