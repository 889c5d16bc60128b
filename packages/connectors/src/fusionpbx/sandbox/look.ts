import type { Pool } from 'pg'
import { isPassword } from '../secrets.ts'
import { templateId } from './seed.ts'
import { tables } from './tables.ts'

/** How many rows of any table belong to the domain; those that belong to no domain any more count for every one. */
export async function countRows(pool: Pool, domain: string): Promise<number> {
  const named = Object.entries(tables).filter(([, columns]) => /\bdomain_uuid\b/.test(columns))
  const parts = named.map(
    ([table]) =>
      `select count(*) as n from ${table} where domain_uuid in (select domain_uuid from v_domains where domain_name = $1) or domain_uuid not in (select domain_uuid from v_domains)`,
  )
  const left = `select count(*) as n from v_dialplans where dialplan_context = $1 or dialplan_xml like '%' || $1 || '%'`
  const { rows } = await pool.query(
    `select sum(n)::int as n from (${[...parts, left].join(' union all ')}) as counts`,
    [domain],
  )
  return rows[0]?.n ?? 0
}

export async function countTenants(pool: Pool): Promise<number> {
  const { rows } = await pool.query('select count(*)::int as n from v_domains where domain_uuid <> $1', [
    templateId,
  ])
  return rows[0]?.n ?? 0
}

/** Somebody makes a tenant in FusionPBX's pages. */
export async function plantTenant(pool: Pool, domain: string): Promise<void> {
  await pool.query(
    `insert into v_domains (domain_uuid, domain_name, domain_enabled) values (gen_random_uuid(), $1, 'true')`,
    [domain],
  )
}

/** Somebody enters a number there, without its calling code. */
export async function plantNumber(pool: Pool, domain: string, number: string): Promise<void> {
  await pool.query(
    `insert into v_destinations (destination_uuid, domain_uuid, destination_type, destination_number, destination_enabled)
     select gen_random_uuid(), domain_uuid, 'inbound', $2, 'true' from v_domains where domain_name = $1`,
    [domain, number],
  )
}

/** The XML of every dialplan of a tenant. */
export async function dialplansOf(pool: Pool, domain: string): Promise<string[]> {
  const { rows } = await pool.query<{ xml: string }>(
    'select p.dialplan_xml as xml from v_dialplans p join v_domains d using (domain_uuid) where d.domain_name = $1',
    [domain],
  )
  return rows.map(({ xml }) => xml)
}

/** As FusionPBX's login page decides. */
export async function canSignIn(
  pool: Pool,
  domain: string,
  username: string,
  password: string,
): Promise<boolean> {
  if (password === '') return false
  const { rows } = await pool.query<{ password: string | null }>(
    `select u.password from v_users u join v_domains d using (domain_uuid)
      where d.domain_name = $1 and (lower(u.username) = lower($2) or lower(u.user_email) = lower($2))
        and coalesce(u.user_enabled::text, 'true') = 'true'`,
    [domain, username],
  )
  return rows[0] !== undefined && isPassword(password, rows[0].password)
}
