import { type Selectable, sql } from 'kysely'
import type { DatabaseTransaction, Queryable } from './database.ts'
import type { OperatorRole, OperatorTable } from './schema/tables.ts'

export type OperatorRow = Selectable<OperatorTable>

export async function findOperatorByEmail(
  queryable: Queryable,
  email: string,
): Promise<OperatorRow | undefined> {
  return queryable
    .selectFrom('operator')
    .selectAll()
    .where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst()
}

export async function readOperator(queryable: Queryable, id: string): Promise<OperatorRow | undefined> {
  return queryable.selectFrom('operator').selectAll().where('id', '=', id).executeTakeFirst()
}

export async function listOperators(queryable: Queryable): Promise<OperatorRow[]> {
  return queryable.selectFrom('operator').selectAll().orderBy('created_at').orderBy('id').execute()
}

/** @returns false when the e-mail address belongs to an operator already */
export async function insertOperator(
  queryable: Queryable,
  operator: {
    id: string
    email: string
    name: string
    passwordHash: string
    isOneTime: boolean
    role: OperatorRole
    at: Date
  },
): Promise<boolean> {
  const result = await queryable
    .insertInto('operator')
    .values({
      id: operator.id,
      email: operator.email,
      name: operator.name,
      password_hash: operator.passwordHash,
      one_time_password: operator.isOneTime,
      role: operator.role,
      created_at: operator.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updateOperator(
  queryable: Queryable,
  id: string,
  change: Partial<Pick<OperatorRow, 'role' | 'disabled_at' | 'password_hash' | 'one_time_password' | 'name'>>,
): Promise<void> {
  await queryable.updateTable('operator').set(change).where('id', '=', id).execute()
}

/**
 * The administrators who can sign in, locked until the transaction ends: two of them who disable each other at the
 * same moment come one after the other.
 */
export async function lockActiveAdministrators(queryable: Queryable): Promise<string[]> {
  const rows = await queryable
    .selectFrom('operator')
    .select('id')
    .where('role', '=', 'administrator')
    .where('disabled_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()
  return rows.map((row) => row.id)
}

/** Lets one process at a time decide who the first administrator is. Held until the transaction ends. */
export async function lockFirstAdministrator(transaction: DatabaseTransaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('first administrator', 0))`.execute(transaction)
}

/** Names of operators by id, for showing who did what. */
export async function operatorNames(queryable: Queryable, ids: string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await queryable
    .selectFrom('operator')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}
