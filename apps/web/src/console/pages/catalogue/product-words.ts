import { IconCalendarOff, IconCircleOff, IconClockHour4, IconShoppingCart } from '@tabler/icons-react'
import type { ConsoleProductBody } from '@turnup/contracts'
import type { StateLook } from '../../parts/tone-badge.tsx'

type Flag = ConsoleProductBody['flags'][number]

/** What is wrong with a product, in a few words; the finding beside it says how to mend it. */
export const flagWords: Record<Flag, string> = {
  'mapping-missing': 'No billing product',
  'mapping-unknown': 'Billing product does not exist',
  'price-missing': 'No price in billing',
  'price-differs': 'Prices differ',
  'option-unknown': 'Option unknown to billing',
  'iccid-field-missing': 'No field for the SIM number',
  'profile-type-missing': 'No eSIM profile type',
  'flow-unknown': 'Provisioning flow does not exist',
}

const flowWords: Record<string, string> = {
  internet: 'Internet line',
  sim: 'Physical SIM',
  esim: 'eSIM',
  vpn: 'VPN',
  'billing-only': 'Billed only',
  pbx: 'Hosted PBX',
  number: 'Phone number',
}

export function flowInWords(flow: string | undefined): string {
  return flow === undefined ? 'Unknown' : (flowWords[flow] ?? flow)
}

const classWords: Record<string, string> = {
  service: 'Service',
  activation: 'Activation',
  installation: 'Installation',
  'add-on': 'Add-on',
}

export function classInWords(itemClass: string): string {
  return classWords[itemClass] ?? itemClass
}

const cycleWords: Record<string, string> = { monthly: 'a month', annually: 'a year', 'one-time': 'once' }

export function cycleInWords(billingCycle: string): string {
  return cycleWords[billingCycle] ?? billingCycle
}

/** Who may buy it. */
export function eligibilityInWords({ dwelling, tier, region }: ConsoleProductBody['eligibility']): string {
  const parts = [
    dwelling !== 'Any' && `${dwelling} addresses`,
    tier !== 'Any' && `with tier ${tier}`,
    region && `in ${region}`,
  ].filter(Boolean)
  return parts.length === 0 ? 'everybody' : parts.join(' ')
}

/** Whether the portal offers it on this day. */
export function saleLook(
  { sellable, validFrom, validUntil }: Pick<ConsoleProductBody, 'sellable' | 'validFrom' | 'validUntil'>,
  now: Date,
): StateLook {
  const today = now.toISOString().slice(0, 10)
  if (!sellable) return { words: 'Not sold', tone: 'quiet', icon: IconCircleOff }
  if (validUntil && validUntil.slice(0, 10) < today)
    return { words: 'Not sold any more', tone: 'quiet', icon: IconCalendarOff }
  if (validFrom && validFrom.slice(0, 10) > today)
    return { words: 'Not sold yet', tone: 'expected', icon: IconClockHour4 }
  return { words: 'Sold', tone: 'good', icon: IconShoppingCart }
}

/** A product is found by any part of its name, SKU, category, or of its billing product. */
export function matchesText(product: ConsoleProductBody, wanted: string): boolean {
  const { name, sku, category, productId, billingProductId, billingProductName } = product
  const text = [name, sku, category, productId, billingProductId, billingProductName].join(' ').toLowerCase()
  return wanted
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word))
}
