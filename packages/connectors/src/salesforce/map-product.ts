import {
  type BillingCycle,
  type ConfigOption,
  type EligibilityFacts,
  type ItemClass,
  type JsonObject,
  moneyFromDecimal,
  type PbxSettings,
  type ProductCategory,
  type ProductOffering,
} from '@turnup/domain'
import { z } from 'zod'
import type { SalesforceSettings } from './config.ts'
import { readConfigOptions, readJson } from './config-options.ts'
import { flagAt, numberAt, textAt, wordAt } from './record.ts'
import type { SalesforceRecord } from './wire.ts'

const cycles: Record<string, BillingCycle> = {
  monthly: 'monthly',
  annually: 'annually',
  annual: 'annually',
  'one-time': 'one-time',
  onetime: 'one-time',
}
const classes: Record<string, ItemClass> = {
  service: 'service',
  activation: 'activation',
  'add-on': 'add-on',
}

/** What a product says about fulfilment, wherever it is met: in the catalogue or behind an order line. */
export interface ProductTerms {
  sku: string
  name: string
  category: ProductCategory
  itemClass: ItemClass
  billingCycle: BillingCycle
  requiresPaymentMethod: boolean
  billingProductId?: string
  provisioningFlow?: string
  notesTemplate?: string
  esimSettings?: JsonObject
  pbxSettings?: PbxSettings
  configOptions: ConfigOption[]
  /** Names of the fields whose JSON cannot be read. */
  faults: string[]
  /** Fields that contradict each other or hold an unknown word; what was made of them is told too (X12, X13). */
  doubts?: string[]
}

/** The first field of a precedence list that holds a known word (X12, X13). */
function firstWord<Word>(
  product: SalesforceRecord,
  names: string[],
  words: Record<string, Word>,
): Word | undefined {
  for (const name of names) {
    const word = words[textAt(product, name)?.trim().toLowerCase() ?? '']
    if (word !== undefined) return word
  }
  return undefined
}

/** What a person should know of how a precedence list was read: words that mean nothing, and fields that disagree. */
function doubtsAbout<Word extends string>(
  product: SalesforceRecord,
  names: string[],
  words: Record<string, Word>,
  chosen: Word,
): string[] {
  return names.flatMap((name) => {
    const written = textAt(product, name)?.trim()
    if (!written) return []
    const word = words[written.toLowerCase()]
    if (word === chosen) return []
    const why = word === undefined ? 'which means nothing here' : 'which another field or the class overrules'
    return [`${name} is "${written}", ${why}; it counts as ${chosen}.`]
  })
}

/** Activation and installation lines are told by their SKU where no field tells them (R076, R104). */
function classFromSku(sku: string): ItemClass {
  if (/activat|install|setup/i.test(sku)) return 'activation'
  return /add-?on/i.test(sku) ? 'add-on' : 'service'
}

const Settings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('seats'), seats: z.int().min(1).max(10_000) }),
  z.object({ kind: z.literal('number') }),
  z.object({ kind: z.literal('feature'), feature: z.string().trim().min(1).max(80) }),
]) satisfies z.ZodType<PbxSettings>

/** `product` is a Product2 record, or the part of a line that holds it. */
export function productTerms(product: SalesforceRecord, settings: SalesforceSettings): ProductTerms {
  const names = settings.fieldMap.product
  const sku = textAt(product, 'StockKeepingUnit') ?? ''
  const provisioningFlow = textAt(product, names.provisioningFlow)
  const esim = readJson(textAt(product, names.esimSettings), z.record(z.string(), z.json()))
  const pbx = readJson(textAt(product, names.pbxSettings), Settings)
  const options = readConfigOptions(textAt(product, names.configOptions), settings.currency)
  const itemClass = firstWord(product, names.itemClasses, classes) ?? classFromSku(sku)
  const billingCycle =
    firstWord(product, names.billingCycles, cycles) ?? (itemClass === 'activation' ? 'one-time' : 'monthly')
  const doubts = [
    ...doubtsAbout(product, names.billingCycles, cycles, billingCycle),
    ...doubtsAbout(product, names.itemClasses, classes, itemClass),
    ...(itemClass === 'activation' && billingCycle !== 'one-time'
      ? [`it is of class activation and billed ${billingCycle}, not once.`]
      : []),
  ]
  return {
    sku,
    name: textAt(product, 'Name') ?? sku,
    category: categoryOf(textAt(product, names.category), provisioningFlow, {
      hasEsim: esim !== undefined,
      hasPbx: pbx !== undefined,
    }),
    itemClass,
    billingCycle,
    requiresPaymentMethod: flagAt(product, names.requiresPaymentMethod) ?? true,
    billingProductId: textAt(product, names.billingProductId),
    provisioningFlow,
    notesTemplate: textAt(product, names.notesTemplate),
    esimSettings: esim === 'unreadable' ? undefined : esim,
    pbxSettings: pbx === 'unreadable' ? undefined : pbx,
    configOptions: options === 'unreadable' ? [] : options,
    faults: [
      ...(esim === 'unreadable' ? [names.esimSettings] : []),
      ...(pbx === 'unreadable' ? [names.pbxSettings] : []),
      ...(options === 'unreadable' ? [names.configOptions] : []),
    ],
    ...(doubts.length > 0 ? { doubts } : {}),
  }
}

function categoryOf(
  category: string | undefined,
  flow: string | undefined,
  { hasEsim, hasPbx }: { hasEsim: boolean; hasPbx: boolean },
): ProductCategory {
  if (flow?.toLowerCase() === 'esim' || hasEsim) return 'esim'
  if (hasPbx) return 'pbx'
  switch (category?.trim().toLowerCase()) {
    case 'internet':
      return 'internet'
    case 'sim':
      return 'sim'
    case 'vpn':
      return 'vpn'
    case 'pbx':
      return 'pbx'
    default:
      return 'other'
  }
}

function lines(text: string | undefined): string[] {
  return (text ?? '')
    .split(/\r?\n/)
    .map((line) => line.replace(/^\s*[-*•]\s*/, '').trim())
    .filter((line) => line !== '')
}

/** One PricebookEntry with its Product2. A product whose JSON cannot be read is not offered; doctor names it. */
export function offeringFrom(entry: SalesforceRecord, settings: SalesforceSettings): ProductOffering {
  const product = (entry.Product2 ?? {}) as SalesforceRecord
  const names = settings.fieldMap.product
  const { faults, ...terms } = productTerms(product, settings)
  const currency = textAt(entry, 'CurrencyIsoCode') ?? settings.currency
  const dwellings = ['Home', 'Apartment', 'Any'] as const satisfies (EligibilityFacts['dwelling'] | 'Any')[]
  return {
    ...terms,
    productId: textAt(entry, 'Product2Id') ?? textAt(product, 'Id') ?? '',
    pricebookEntryId: textAt(entry, 'Id') ?? '',
    unitPrice: moneyFromDecimal(String(numberAt(entry, 'UnitPrice') ?? 0), currency),
    description: textAt(product, names.description) ?? textAt(product, 'Description') ?? '',
    featureBullets: lines(textAt(product, names.featureBullets)),
    heroImageUrl: textAt(product, names.heroImageUrl),
    tags: (textAt(product, names.tags) ?? '').split(/[,;]/).flatMap((tag) => tag.trim() || []),
    sortOrder: numberAt(product, names.sortOrder) ?? 1_000,
    sellable: flagAt(product, names.sellable) === true && faults.length === 0,
    validFrom: textAt(product, names.validFrom),
    validUntil: textAt(product, names.validUntil),
    maxQuantity: numberAt(product, names.maxQuantity) ?? 1,
    eligibility: {
      dwelling: wordAt(product, names.eligibilityDwelling, dwellings) ?? 'Any',
      tier: wordAt(product, names.eligibilityTier, ['1G', '100Mb', 'Any']) ?? 'Any',
      region: textAt(product, names.eligibilityRegion),
    },
  }
}
