import type { ProductBundleRequest, ProviderMappingBody } from '@turnup/contracts'
import { accept, type Json, type Outcome, refuse } from '@turnup/domain'
import {
  deleteProductBundle,
  insertProductBundle,
  type ProductBundle,
  type Queryable,
  readProductBundle,
  recordAudit,
  updateProductBundle,
} from '@turnup/store'
import type { Context } from '../context.ts'
import { asOperator } from '../operators/as-operator.ts'
import { readProviderMapping } from './read-provider-mapping.ts'

type Changed = { id: string; action: string; before?: Json; after?: Json }

/** A new bundle of products (R160). */
export async function createProductBundle(
  ctx: Context,
  { name, skus }: ProductBundleRequest,
): Promise<Outcome<ProviderMappingBody>> {
  return change(ctx, async (transaction) => {
    const bundle = { name, skus: [...new Set(skus)] }
    const made = await insertProductBundle(transaction, { ...bundle, at: ctx.clock.now() })
    return made ? accept({ id: made.id, action: 'product-bundle.created', after: bundle }) : nameTaken()
  })
}

/** Another name or other products; its mapping stays. */
export async function changeProductBundle(
  ctx: Context,
  id: string,
  { name, skus }: ProductBundleRequest,
): Promise<Outcome<ProviderMappingBody>> {
  return change(ctx, async (transaction) => {
    const before = await readProductBundle(transaction, id)
    if (!before) return unknown()
    const after = { name, skus: [...new Set(skus)] }
    if (!(await updateProductBundle(transaction, { id, ...after }, ctx.clock.now()))) return nameTaken()
    return accept({ id, action: 'product-bundle.changed', before: factsOf(before), after })
  })
}

/** With its mapping: its products go by their other mappings from then on. */
export async function removeProductBundle(ctx: Context, id: string): Promise<Outcome<ProviderMappingBody>> {
  return change(ctx, async (transaction) => {
    const before = await readProductBundle(transaction, id)
    if (!before) return unknown()
    await deleteProductBundle(transaction, id)
    return accept({ id, action: 'product-bundle.removed', before: factsOf(before) })
  })
}

async function change(
  ctx: Context,
  work: (transaction: Queryable) => Promise<Outcome<Changed>>,
): Promise<Outcome<ProviderMappingBody>> {
  const changed = await ctx.db.transaction().execute(async (transaction): Promise<Outcome<Changed>> => {
    const asked = await asOperator(ctx, 'administrator', transaction)
    if (!asked.ok) return asked
    const done = await work(transaction)
    if (!done.ok) return done
    const { id, action, before, after } = done.value
    await recordAudit(transaction, {
      at: ctx.clock.now(),
      actor: { kind: 'operator', id: asked.value.id },
      action,
      subject: { kind: 'product-bundle', id },
      before,
      after,
      correlationId: ctx.correlationId,
    })
    return done
  })
  return changed.ok ? readProviderMapping(ctx) : changed
}

function factsOf({ name, skus }: ProductBundle): Json {
  return { name, skus }
}

function nameTaken() {
  return refuse('conflict', 'BUNDLE_NAME_TAKEN', 'Another bundle has this name. Choose another one.', {
    field: 'name',
  })
}

function unknown() {
  return refuse('not-found', 'BUNDLE_UNKNOWN', 'There is no such bundle any more. Reload the page.')
}
