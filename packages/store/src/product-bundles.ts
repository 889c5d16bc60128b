import type { Queryable } from './database.ts'
import { newId } from './new-id.ts'

export interface ProductBundle {
  id: string
  name: string
  skus: string[]
}

export async function listProductBundles(queryable: Queryable): Promise<ProductBundle[]> {
  return queryable.selectFrom('product_bundle').select(['id', 'name', 'skus']).orderBy('name').execute()
}

export async function readProductBundle(
  queryable: Queryable,
  id: string,
): Promise<ProductBundle | undefined> {
  return queryable
    .selectFrom('product_bundle')
    .select(['id', 'name', 'skus'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
}

/** @returns undefined when another bundle has this name */
export async function insertProductBundle(
  queryable: Queryable,
  bundle: { name: string; skus: string[]; at: Date },
): Promise<ProductBundle | undefined> {
  const { name, skus, at } = bundle
  return queryable
    .insertInto('product_bundle')
    .values({ id: newId(), name, skus, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .returning(['id', 'name', 'skus'])
    .executeTakeFirst()
}

/** @returns false when another bundle has this name */
export async function updateProductBundle(
  queryable: Queryable,
  { id, name, skus }: ProductBundle,
  at: Date,
): Promise<boolean> {
  const namesake = await queryable
    .selectFrom('product_bundle')
    .select('id')
    .where((eb) => eb(eb.fn<string>('lower', ['name']), '=', name.toLowerCase()))
    .where('id', '<>', id)
    .executeTakeFirst()
  if (namesake) return false
  await queryable
    .updateTable('product_bundle')
    .set({ name, skus, updated_at: at })
    .where('id', '=', id)
    .execute()
  return true
}

/** With its mapping. */
export async function deleteProductBundle(queryable: Queryable, id: string): Promise<void> {
  await queryable.deleteFrom('product_bundle').where('id', '=', id).execute()
  await queryable
    .deleteFrom('provider_mapping')
    .where('method', '=', 'bundle')
    .where('subject_id', '=', id)
    .execute()
}
