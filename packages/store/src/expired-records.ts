import { sql } from 'kysely'
import type { Queryable } from './database.ts'

/**
 * Forgets what no door takes any more: nonces of webhooks, refresh tokens, browser sessions, links for a new password
 * and chosen numbers whose time is up. Used tokens stay until then, since one that comes again ends its sign-in. @returns how many
 */
export async function deleteExpiredRecords(queryable: Queryable, now: Date): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    with nonce as (delete from webhook_nonce where expires_at < ${now} returning 1),
      token as (delete from refresh_token where expires_at < ${now} returning 1),
      session as (delete from browser_session where expires_at < ${now} returning 1),
      link as (delete from password_reset where expires_at < ${now} returning 1),
      number as (delete from number_hold where order_id is null and expires_at < ${now} returning 1)
    select ((select count(*) from nonce) + (select count(*) from token) + (select count(*) from session)
      + (select count(*) from link) + (select count(*) from number))::int as count
  `.execute(queryable)
  return rows[0]?.count ?? 0
}
