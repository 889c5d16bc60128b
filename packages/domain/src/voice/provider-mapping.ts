import type { MappingMethod, PbxPolicy } from '../policy.ts'

/** A product group, a product or a bundle that belongs to a carrier (R160 to R162). */
export interface ProviderMapping {
  method: MappingMethod
  /** The billing system's group id, a SKU, or a bundle's id. */
  subjectId: string
  providerId: string
}

/** A product with what its mapping may come from. */
export interface MappedProduct {
  sku: string
  /** The billing system's product group; absent where it is not known. */
  groupId?: string
  /** Bundles that it is a part of. */
  bundleIds: string[]
}

/** Default: no mapping applies; Invalid: the carrier that was decided on is not there (any more) (R163). */
export type MappingBadge = 'default' | 'mapped' | 'invalid'

export interface ProviderChoice {
  /** The carrier that the product is sold with; absent means that it cannot be ordered (R164, X24). */
  providerId?: string
  /** What decided. */
  rule: MappingMethod | 'default' | 'none'
  badge: MappingBadge
  /** Mappings that apply too and name another carrier. */
  conflicts: ProviderMapping[]
  /** Why, in one sentence for people. */
  because: string
}

const words: Record<MappingMethod, string> = {
  group: 'its product group is mapped',
  product: 'the product itself is mapped',
  bundle: 'a bundle that it is part of is mapped',
}

/**
 * Which carrier a product is sold with, and why. The first method of the priority that has a mapping decides (X23);
 * mappings of a product group leave out products that are part of a bundle (R161). Where several bundles disagree, the
 * first by id decides, and the others are shown as conflicts. A mapping to a carrier that is not there is never passed
 * over in favour of another: the product waits until somebody has put it right. Pure.
 * @param providers ids of the carriers that are set up
 */
export function chooseProvider(
  product: MappedProduct,
  mappings: readonly ProviderMapping[],
  providers: readonly string[],
  { priority, default: byDefault }: PbxPolicy['mapping'],
): ProviderChoice {
  const applying = priority.flatMap((method) =>
    mappings.filter((one) => one.method === method && fits(one, product)),
  )
  const [winner] = applying
  if (!winner) return choiceByDefault(byDefault, providers)
  const { providerId, method } = winner
  const conflicts = applying.filter((one) => one.providerId !== providerId)
  const order = `Priority is ${priority.join(', ')}`
  const despite = conflicts.length > 0 ? `, before ${listed(conflicts)}` : ''
  if (!providers.includes(providerId)) {
    const because = `${words[method]} to ${providerId}, which is not set up. Map it to another carrier.`
    return { rule: method, badge: 'invalid', conflicts, because: sentence(because) }
  }
  const because = `${words[method]} to ${providerId}${despite}. ${order}.`
  return { providerId, rule: method, badge: 'mapped', conflicts, because: sentence(because) }
}

function fits({ method, subjectId }: ProviderMapping, { sku, groupId, bundleIds }: MappedProduct): boolean {
  if (method === 'product') return subjectId === sku
  if (method === 'bundle') return bundleIds.includes(subjectId)
  return bundleIds.length === 0 && subjectId === groupId
}

function choiceByDefault(byDefault: string, providers: readonly string[]): ProviderChoice {
  const conflicts: ProviderMapping[] = []
  if (byDefault === 'none') {
    const because = 'No mapping applies and there is no default carrier, so it cannot be ordered.'
    return { rule: 'none', badge: 'default', conflicts, because }
  }
  if (!providers.includes(byDefault)) {
    const because = `No mapping applies, and the default carrier ${byDefault} is not set up.`
    return { rule: 'default', badge: 'invalid', conflicts, because }
  }
  const because = `No mapping applies, and ${byDefault} is the default carrier.`
  return { providerId: byDefault, rule: 'default', badge: 'default', conflicts, because }
}

function listed(mappings: ProviderMapping[]): string {
  return mappings.map(({ method, providerId }) => `the ${method}'s mapping to ${providerId}`).join(' and ')
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
