import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import type { PortalUserTable } from './schema/tables.ts'

export type PortalUserRow = Selectable<PortalUserTable>

export async function findPortalUserByEmail(
  queryable: Queryable,
  email: string,
): Promise<PortalUserRow | undefined> {
  return queryable
    .selectFrom('portal_user')
    .selectAll()
    .where((where) => where(where.fn('lower', ['email']), '=', email.toLowerCase()))
    .executeTakeFirst()
}

export async function readPortalUser(queryable: Queryable, id: string): Promise<PortalUserRow | undefined> {
  return queryable.selectFrom('portal_user').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The first of the numbers C-2000 to C-2999, which the sandbox's CRM knows, with which nobody has signed up. */
export async function findFreeDemoNumber(queryable: Queryable): Promise<string | undefined> {
  const { rows } = await sql<{ number: string }>`
    select 'C-' || candidate as number from generate_series(2000, 2999) as candidate
    where not exists (select 1 from portal_user where customer_number = 'C-' || candidate)
    order by candidate
    limit 1
  `.execute(queryable)
  return rows[0]?.number
}

export interface Registration {
  id: string
  email: string
  passwordHash: string
  firstName: string
  lastName: string
  company?: string
  phone?: string
  customerNumber: string
  locale: string
  at: Date
}

/**
 * Begins a registration, or brings one that was begun up to date; a user who is active already is left alone.
 * The e-mail is unique without regard to case: a second insert for it changes nothing.
 */
export async function saveRegistration(queryable: Queryable, registration: Registration): Promise<void> {
  const person = {
    first_name: registration.firstName,
    last_name: registration.lastName,
    company: registration.company ?? null,
    phone: registration.phone ?? null,
    customer_number: registration.customerNumber,
    locale: registration.locale,
  }
  const inserted = await queryable
    .insertInto('portal_user')
    .values({
      id: registration.id,
      email: registration.email,
      password_hash: registration.passwordHash,
      ...person,
      state: 'registering',
      created_at: registration.at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if ((inserted.numInsertedOrUpdatedRows ?? 0n) > 0n) return
  await queryable
    .updateTable('portal_user')
    .set(person)
    .where('id', '=', registration.id)
    .where('state', '=', 'registering')
    .execute()
}

/** @returns false when the user is not registering any more */
export async function activatePortalUser(
  queryable: Queryable,
  id: string,
  activation: { at: Date; reviewReason?: string },
): Promise<boolean> {
  const result = await queryable
    .updateTable('portal_user')
    .set({ state: 'active', activated_at: activation.at, review_reason: activation.reviewReason ?? null })
    .where('id', '=', id)
    .where('state', '=', 'registering')
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Forgets a registration that was refused; an active user is never deleted. */
export async function forgetRegistration(queryable: Queryable, id: string): Promise<void> {
  await queryable
    .deleteFrom('password_reset')
    .where('customer_id', 'in', (users) =>
      users.selectFrom('portal_user').select('id').where('id', '=', id).where('state', '=', 'registering'),
    )
    .execute()
  await queryable.deleteFrom('portal_user').where('id', '=', id).where('state', '=', 'registering').execute()
}

export async function setPortalPassword(
  queryable: Queryable,
  id: string,
  passwordHash: string,
): Promise<void> {
  await queryable
    .updateTable('portal_user')
    .set({ password_hash: passwordHash })
    .where('id', '=', id)
    .execute()
}

/** @returns the user as they are now; undefined when there is no such active user, or nothing to change */
export async function setPortalLocale(
  queryable: Queryable,
  id: string,
  locale: string,
): Promise<PortalUserRow | undefined> {
  return queryable
    .updateTable('portal_user')
    .set({ locale })
    .where('id', '=', id)
    .where('state', '=', 'active')
    .where('locale', '<>', locale)
    .returningAll()
    .executeTakeFirst()
}

export async function insertPasswordReset(
  queryable: Queryable,
  reset: { hash: Buffer; customerId: string; expiresAt: Date },
): Promise<void> {
  await queryable
    .insertInto('password_reset')
    .values({ hash: reset.hash, customer_id: reset.customerId, expires_at: reset.expiresAt })
    .execute()
}

/** How many links this person has that would still work. */
export async function countOpenPasswordResets(
  queryable: Queryable,
  customerId: string,
  at: Date,
): Promise<number> {
  const row = await queryable
    .selectFrom('password_reset')
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .where('customer_id', '=', customerId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Whose open reset link this is; reading does not use it up. */
export async function findPasswordReset(
  queryable: Queryable,
  hash: Buffer,
  at: Date,
): Promise<{ customerId: string; email: string } | undefined> {
  return queryable
    .selectFrom('password_reset as reset')
    .innerJoin('portal_user as person', 'person.id', 'reset.customer_id')
    .select(['reset.customer_id as customerId', 'person.email as email'])
    .where('reset.hash', '=', hash)
    .where('reset.used_at', 'is', null)
    .where('reset.expires_at', '>', at)
    .executeTakeFirst()
}

/**
 * Uses up a reset link, and with it every other open link of the same person.
 * @returns whose link it was; undefined when it is unknown, used or too old
 */
export async function usePasswordReset(
  queryable: Queryable,
  hash: Buffer,
  at: Date,
): Promise<{ customerId: string } | undefined> {
  const used = await queryable
    .updateTable('password_reset')
    .set({ used_at: at })
    .where('hash', '=', hash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('customer_id')
    .executeTakeFirst()
  if (!used) return undefined
  await queryable
    .updateTable('password_reset')
    .set({ used_at: at })
    .where('customer_id', '=', used.customer_id)
    .where('used_at', 'is', null)
    .execute()
  return { customerId: used.customer_id }
}
