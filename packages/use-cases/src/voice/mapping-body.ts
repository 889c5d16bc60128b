import type { ProviderMappingBody } from '@turnup/contracts'
import { dayOf, isOffered, type MappingMethod, type ProviderMapping } from '@turnup/domain'
import type { Services } from '../context.ts'
import { carrierIds, carrierName, carrierOf } from './carriers.ts'
import type { MappedPbxProduct, PbxMapping } from './mapped-products.ts'

type ProductBody = ProviderMappingBody['products'][number]

/** The mapping as the console shows it. */
export function mappingBody(services: Services, mapping: PbxMapping): ProviderMappingBody {
  const { priority, default: byDefault } = services.policy.pbx.mapping
  const known = carrierIds(services)
  const badgeOf = (providerId: string | undefined) =>
    providerId === undefined ? 'default' : known.includes(providerId) ? 'mapped' : 'invalid'
  return {
    providers: known.map((id) => ({
      id,
      name: carrierName(id),
      canReserve: carrierOf(services, id)?.canReserve ?? false,
      canRegister: carrierOf(services, id)?.canRegister ?? false,
    })),
    priority,
    default: byDefault,
    groupsRead: mapping.groupsRead,
    groups: groupBodies(mapping).map((group) => ({ ...group, badge: badgeOf(group.providerId) })),
    bundles: mapping.bundles.map(({ id, name, skus }) => {
      const providerId = mappedTo(mapping.mappings, 'bundle', id)
      return { id, name, skus, providerId, badge: badgeOf(providerId) }
    }),
    products: mapping.products.map((product) => productBody(services, product, mapping)),
  }
}

export function productBody(services: Services, product: MappedPbxProduct, mapping: PbxMapping): ProductBody {
  const { offering, group, bundleIds, choice } = product
  const { pbxSettings } = offering
  return {
    sku: offering.sku,
    name: offering.name,
    kind: pbxSettings?.kind ?? 'unknown',
    seats: pbxSettings?.kind === 'seats' ? pbxSettings.seats : undefined,
    hidden: !isOffered(offering, dayOf(services.clock.now())),
    billingProductId: offering.billingProductId,
    groupId: group?.groupId,
    bundleIds,
    ownProviderId: mappedTo(mapping.mappings, 'product', offering.sku),
    providerId: choice.providerId,
    rule: choice.rule,
    badge: choice.badge,
    conflicts: choice.conflicts.map((one) => ({ ...one, subjectName: subjectName(one, mapping) })),
    because: choice.because,
  }
}

/** What a subject is called. */
export function subjectName(
  { method, subjectId }: Omit<ProviderMapping, 'providerId'>,
  mapping: PbxMapping,
): string {
  if (method === 'bundle') return mapping.bundles.find(({ id }) => id === subjectId)?.name ?? subjectId
  if (method === 'product') {
    return mapping.products.find(({ offering }) => offering.sku === subjectId)?.offering.name ?? subjectId
  }
  return (
    mapping.products.find(({ group }) => group?.groupId === subjectId)?.group?.name ?? `Group ${subjectId}`
  )
}

export function mappedTo(
  mappings: ProviderMapping[],
  method: MappingMethod,
  subjectId: string,
): string | undefined {
  return mappings.find((one) => one.method === method && one.subjectId === subjectId)?.providerId
}

function groupBodies({ products, mappings }: PbxMapping) {
  const groups = new Map<string, { name: string; skus: string[]; bundledSkus: string[] }>()
  for (const { offering, group, bundleIds } of products) {
    if (!group) continue
    const { groupId, name = `Group ${groupId}` } = group
    const body = groups.get(groupId) ?? { name, skus: [], bundledSkus: [] }
    const list = bundleIds.length > 0 ? body.bundledSkus : body.skus
    list.push(offering.sku)
    groups.set(groupId, body)
  }
  return [...groups].map(([groupId, body]) => ({
    groupId,
    ...body,
    providerId: mappedTo(mappings, 'group', groupId),
  }))
}
