import type { Queryable } from './database.ts'
import { likeLiteral } from './order-filter.ts'
import type { Vault } from './vault.ts'

function purpose(orderId: string, name: string): string {
  return `order:${orderId}:${name}`
}

/** Keeps a value sealed for as long as the order needs it; writing the same name again replaces it. */
export async function putOrderSecret(
  queryable: Queryable,
  vault: Vault,
  secret: { orderId: string; name: string; value: string; at: Date },
): Promise<void> {
  const ciphertext = vault.seal(secret.value, purpose(secret.orderId, secret.name))
  await queryable
    .insertInto('order_secret')
    .values({ order_id: secret.orderId, name: secret.name, ciphertext, created_at: secret.at })
    .onConflict((conflict) => conflict.columns(['order_id', 'name']).doUpdateSet({ ciphertext }))
    .execute()
}

/** The value in clear, or undefined when there is none or it was erased. */
export async function readOrderSecret(
  queryable: Queryable,
  vault: Vault,
  orderId: string,
  name: string,
): Promise<string | undefined> {
  const row = await queryable
    .selectFrom('order_secret')
    .select('ciphertext')
    .where('order_id', '=', orderId)
    .where('name', '=', name)
    .executeTakeFirst()
  return row && vault.open(row.ciphertext, purpose(orderId, name))
}

/** Erases one secret of an order; one that is gone already is no fault. */
export async function eraseOrderSecret(queryable: Queryable, orderId: string, name: string): Promise<void> {
  await queryable
    .deleteFrom('order_secret')
    .where('order_id', '=', orderId)
    .where('name', '=', name)
    .execute()
}

/** Erases the secrets of an order whose names start with the prefix. */
export async function eraseOrderSecrets(
  queryable: Queryable,
  orderId: string,
  namePrefix: string,
): Promise<void> {
  await queryable
    .deleteFrom('order_secret')
    .where('order_id', '=', orderId)
    .where('name', 'like', `${likeLiteral(namePrefix)}%`)
    .execute()
}

/** Erases activation codes that nobody fetched in time, in every order. @returns how many */
export async function eraseSecretsBefore(
  queryable: Queryable,
  namePrefix: string,
  before: Date,
): Promise<number> {
  const result = await queryable
    .deleteFrom('order_secret')
    .where('name', 'like', `${likeLiteral(namePrefix)}%`)
    .where('created_at', '<', before)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}
