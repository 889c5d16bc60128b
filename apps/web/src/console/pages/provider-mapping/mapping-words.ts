import { IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import type { ProviderMappingBody } from '@turnup/contracts'
import type { StateLook } from '../../parts/tone-badge.tsx'

export type Method = ProviderMappingBody['priority'][number]
export type MappedProduct = ProviderMappingBody['products'][number]
export type Badge = MappedProduct['badge']

export const methodWords: Record<Method, string> = {
  group: 'Product group',
  product: 'Individual product',
  bundle: 'Bundle',
}

/** What decided, as a sentence goes on after the carrier's name. */
export const ruleWords: Record<MappedProduct['rule'], string> = {
  group: 'by its product group',
  product: 'by its own mapping',
  bundle: 'by its bundle',
  default: 'by default',
  none: 'nothing maps it',
}

/** Gray, green and yellow, each with words and an icon (R163). */
export const badgeLooks: Record<Badge, StateLook> = {
  default: { words: 'Default', tone: 'quiet', icon: IconCircleDashed },
  mapped: { words: 'Mapped', tone: 'good', icon: IconCircleCheck },
  invalid: { words: 'Invalid', tone: 'moving', icon: IconAlertTriangle },
}

export const kindWords: Record<MappedProduct['kind'], string> = {
  seats: 'Extension package',
  number: 'Phone number',
  feature: 'Add-on',
  unknown: 'Settings are missing in the CRM',
}

/** A carrier's name; one that is no longer set up goes by its id. */
export function providerName(providers: ProviderMappingBody['providers'], id: string): string {
  return providers.find((provider) => provider.id === id)?.name ?? id
}

/** Cannot be ordered, or is mapped in two ways. */
export function needsSomebody({ providerId, conflicts }: MappedProduct): boolean {
  return providerId === undefined || conflicts.length > 0
}

/** The name of a product, or its SKU where the CRM has it no more. */
export function productName({ products }: ProviderMappingBody, sku: string): string {
  return products.find((product) => product.sku === sku)?.name ?? sku
}
