import type { ProviderMappingBody, SaveMappingsRequest } from '@turnup/contracts'
import { type MappingMethod, type Outcome, refuse } from '@turnup/domain'
import {
  listProductBundles,
  listProviderMappings,
  type Queryable,
  recordAudit,
  setProviderMapping,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { carrierIds } from './carriers.ts'
import { mappedTo } from './mapping-body.ts'
import { readProviderMapping } from './read-provider-mapping.ts'

/**
 * Maps product groups, products or bundles to carriers, all or none of them; each that changes is audited (R160 to
 * R162). Orders that were placed already keep their carrier.
 */
export async function saveProviderMappings(
  ctx: Context,
  { method, mappings, reason }: SaveMappingsRequest,
): Promise<Outcome<ProviderMappingBody>> {
  const saved = await ctx.db.transaction().execute(async (transaction): Promise<Outcome<undefined>> => {
    const asked = await asOperator(ctx, 'administrator', transaction)
    if (!asked.ok) return asked
    const wrong = await whatIsWrong(ctx, transaction, method, mappings)
    if (wrong) return wrong
    const before = await listProviderMappings(transaction)
    const at = ctx.clock.now()
    for (const { subjectId, providerId } of mappings) {
      const former = mappedTo(before, method, subjectId)
      if (former === (providerId ?? undefined)) continue
      const by = { operatorId: asked.value.id, at }
      await setProviderMapping(transaction, { method, subjectId }, providerId ?? undefined, by)
      await recordAudit(transaction, {
        at,
        actor: { kind: 'operator', id: asked.value.id },
        action: 'provider-mapping.changed',
        subject: { kind: 'provider-mapping', id: `${method}:${subjectId}` },
        reason,
        before: { provider: former ?? null },
        after: { provider: providerId },
        correlationId: ctx.correlationId,
      })
    }
    return { ok: true, value: undefined }
  })
  return saved.ok ? readProviderMapping(ctx) : saved
}

async function whatIsWrong(
  ctx: Context,
  transaction: Queryable,
  method: MappingMethod,
  mappings: SaveMappingsRequest['mappings'],
) {
  const known = carrierIds(ctx)
  const bundles = method === 'bundle' ? await listProductBundles(transaction) : []
  for (const [index, { subjectId, providerId }] of mappings.entries()) {
    if (providerId !== null && !known.includes(providerId)) {
      const message = `The carrier ${providerId} is not set up. Choose one of: ${known.join(', ') || 'none is set up yet'}.`
      return refuse('unprocessable', 'PROVIDER_UNKNOWN', message, { field: `mappings.${index}.providerId` })
    }
    if (method === 'bundle' && !bundles.some(({ id }) => id === subjectId)) {
      const message = 'There is no such bundle any more. Reload the page.'
      return refuse('unprocessable', 'BUNDLE_UNKNOWN', message, { field: `mappings.${index}.subjectId` })
    }
  }
  return undefined
}
