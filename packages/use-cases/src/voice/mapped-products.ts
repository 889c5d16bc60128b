import {
  chooseProvider,
  isPbxProduct,
  type ProductOffering,
  type ProviderChoice,
  ProviderError,
  type ProviderMapping,
} from '@turnup/domain'
import { listProductBundles, listProviderMappings, type ProductBundle } from '@turnup/store'
import { cachedOfferings } from '../catalogue/catalogue-cache.ts'
import { bySortOrder } from '../catalogue/catalogue-item.ts'
import type { Services } from '../context.ts'
import { readBillingProducts } from '../fulfilment/billing-products.ts'
import { briefly } from './brief-memory.ts'
import { carrierIds } from './carriers.ts'

export interface MappedPbxProduct {
  offering: ProductOffering
  group?: { groupId: string; name?: string }
  bundleIds: string[]
  choice: ProviderChoice
}

export interface PbxMapping {
  products: MappedPbxProduct[]
  bundles: ProductBundle[]
  mappings: ProviderMapping[]
  /** False: the billing system does not answer, so groups are not known. */
  groupsRead: boolean
}

/**
 * Every hosted-PBX product with the carrier that it is sold with, and why (R158).
 * @param fresh asks CRM and billing now: whoever looks has perhaps just mended something
 * @throws ProviderError of the CRM
 */
export async function readPbxMapping(services: Services, { fresh = false } = {}): Promise<PbxMapping> {
  const [all, bundles, mappings] = await Promise.all([
    fresh ? services.ports.crm.readCatalogue() : cachedOfferings(services),
    listProductBundles(services.db),
    listProviderMappings(services.db),
  ])
  const areGroupsNeeded = fresh || mappings.some(({ method }) => method === 'group')
  const billing = areGroupsNeeded ? await groupsOf(services, fresh) : new Map<string, never>()
  const products = all
    .filter(isPbxProduct)
    .sort(bySortOrder)
    .map((offering): MappedPbxProduct => {
      const { sku, billingProductId = '' } = offering
      const group = billing?.get(billingProductId)
      const bundleIds = bundles.filter(({ skus }) => skus.includes(sku)).map(({ id }) => id)
      const product = { sku, groupId: group?.groupId, bundleIds }
      const choice = chooseProvider(product, mappings, carrierIds(services), services.policy.pbx.mapping)
      return { offering, group, bundleIds, choice }
    })
  return { products, bundles, mappings, groupsRead: billing !== undefined }
}

type Groups = Map<string, { groupId: string; name?: string }>

/** So long a billing system that does not answer is not asked again. */
const groupsLastMs = 15_000

/**
 * Groups by billing product. Without them a product that is mapped by its group is unmapped, so a system that does not
 * answer stops the checkout rather than sending it to another carrier.
 */
async function groupsOf(services: Services, fresh: boolean): Promise<Groups | undefined> {
  const question = { key: ['product groups'], lastsMs: fresh ? 0 : groupsLastMs }
  const products = await briefly(services, services.ports.billing, question, () =>
    readBillingProducts(services, fresh ? 0 : undefined),
  )
  return (
    products &&
    new Map(products.flatMap(({ billingProductId, group }) => (group ? [[billingProductId, group]] : [])))
  )
}

/** @throws ProviderError where the carrier of a product cannot be told because billing does not answer */
export function requireGroups({ groupsRead, mappings }: PbxMapping): void {
  if (groupsRead || !mappings.some(({ method }) => method === 'group')) return
  throw new ProviderError('unavailable', {
    code: 'GROUPS_UNKNOWN',
    connector: 'billing',
    operation: 'listProducts',
    message: 'The product groups of the billing system cannot be read.',
  })
}
