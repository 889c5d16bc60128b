import type { MappingExplanationBody, ProviderMappingBody } from '@turnup/contracts'
import { accept, type MappingMethod, type Outcome, refuse } from '@turnup/domain'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { orOutsideTrouble } from '../order-desk/outside-trouble.ts'
import { carrierName } from './carriers.ts'
import { type MappedPbxProduct, type PbxMapping, readPbxMapping } from './mapped-products.ts'
import { mappedTo, mappingBody, productBody, subjectName } from './mapping-body.ts'

/** Products, groups and bundles with the carriers that they belong to (R158 to R165). Reads the CRM now. */
export async function readProviderMapping(ctx: Context): Promise<Outcome<ProviderMappingBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  return orOutsideTrouble(ctx, async () =>
    accept(mappingBody(ctx, await readPbxMapping(ctx, { fresh: true }))),
  )
}

/** Which rule gave a product its carrier, and what the others say (X23). */
export async function explainProviderMapping(
  ctx: Context,
  sku: string,
): Promise<Outcome<MappingExplanationBody>> {
  const asked = await asOperator(ctx, 'viewer')
  if (!asked.ok) return asked
  return orOutsideTrouble(ctx, async () => {
    const mapping = await readPbxMapping(ctx, { fresh: true })
    const product = mapping.products.find(({ offering }) => offering.sku === sku)
    if (!product) {
      const message = `There is no hosted-PBX product ${sku}. Its category in the CRM must be PBX.`
      return refuse('not-found', 'PRODUCT_UNKNOWN', message)
    }
    const byRules = ctx.policy.pbx.mapping.priority.map((method) => ({
      rule: method,
      says: saysOf(method, product, mapping),
      decided: product.choice.rule === method,
    }))
    const byDefault = ctx.policy.pbx.mapping.default
    const says =
      byDefault === 'none' ? 'There is no default carrier.' : `The default is ${carrierName(byDefault)}.`
    const decided = product.choice.rule === 'default' || product.choice.rule === 'none'
    return accept({
      product: productBody(ctx, product, mapping),
      orderable: product.choice.providerId !== undefined,
      steps: [...byRules, { rule: 'default', says, decided }],
    })
  })
}

function saysOf(
  method: MappingMethod,
  { offering, group, bundleIds }: MappedPbxProduct,
  mapping: PbxMapping,
): string {
  const { mappings } = mapping
  const says = (subjectId: string, what: string) => {
    const providerId = mappedTo(mappings, method, subjectId)
    return providerId ? `${what} is mapped to ${carrierName(providerId)}.` : `${what} is not mapped.`
  }
  if (method === 'product') return says(offering.sku, 'The product itself')
  if (method === 'bundle') {
    if (bundleIds.length === 0) return 'It is part of no bundle.'
    return bundleIds
      .map((subjectId) => says(subjectId, `The bundle ${subjectName({ method, subjectId }, mapping)}`))
      .join(' ')
  }
  if (!mapping.groupsRead) return 'The billing system does not answer, so its product group is not known.'
  if (!group) return 'The billing system names no product group for it.'
  const text = says(
    group.groupId,
    `The product group ${subjectName({ method, subjectId: group.groupId }, mapping)}`,
  )
  return bundleIds.length > 0 ? `${text} It does not count, because the product is part of a bundle.` : text
}
