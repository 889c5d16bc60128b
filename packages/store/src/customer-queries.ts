import { type Selectable, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { likeLiteral } from './order-filter.ts'
import { decodeCursor, type Page, toPage } from './page-cursor.ts'
import type { CustomerMappingTable, PortalUserTable } from './schema/tables.ts'

export type CustomerRow = Omit<Selectable<PortalUserTable>, 'password_hash'> & { instant: string }

const customers = (queryable: Queryable) =>
  queryable
    .selectFrom('portal_user')
    .select([
      'id',
      'email',
      'first_name',
      'last_name',
      'company',
      'phone',
      'customer_number',
      'state',
      'review_reason',
      'locale',
      'created_at',
      'activated_at',
      sql<string>`created_at::text`.as('instant'),
    ])

/**
 * Customers, newest first. The text is a customer number, a billing client id or a CRM account id as a whole, or the
 * beginning of an e-mail address or a last name. @returns undefined when the cursor is not one of customers
 */
export async function listCustomers(
  queryable: Queryable,
  filter: { text?: string; needsReview?: boolean },
  page: { limit: number; cursor?: string },
): Promise<Page<CustomerRow> | undefined> {
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, 'customers', 2)
  const [instant = '', id = ''] = after ?? []
  const isReadable = /^\d{4}-\d\d-\d\d [\d:.]+[+-][\d:]+$/.test(instant) && /^[0-9a-f-]{36}$/.test(id)
  if (!after || (after.length > 0 && !isReadable)) return undefined
  let query = customers(queryable)
  if (filter.text !== undefined) {
    const begins = `${likeLiteral(filter.text.toLowerCase())}%`
    query = query.where(
      sql<boolean>`id = any(array(
        select id from portal_user where customer_number = ${filter.text}
        union select customer_id from customer_mapping
          where billing_client_id = ${filter.text} or crm_account_id = ${filter.text}
            or customer_number = ${filter.text}
        union select id from portal_user where lower(email) like ${begins}
        union select id from portal_user where lower(last_name) like ${begins}))`,
    )
  }
  if (filter.needsReview !== undefined)
    query = query.where('review_reason', filter.needsReview ? 'is not' : 'is', null)
  if (after.length > 0)
    query = query.where(sql<boolean>`(created_at, id) < (${instant}::timestamptz, ${id}::uuid)`)
  const rows = await query
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return toPage(rows, page.limit, 'customers', (row) => [row.instant, row.id])
}

/** A customer with the mapping triple (R034), which is absent until the registration is complete. */
export async function readCustomer(
  queryable: Queryable,
  id: string,
): Promise<{ customer: CustomerRow; mapping?: Selectable<CustomerMappingTable> } | undefined> {
  const customer = await customers(queryable).where('id', '=', id).executeTakeFirst()
  if (!customer) return undefined
  const mapping = await queryable
    .selectFrom('customer_mapping')
    .selectAll()
    .where('customer_id', '=', id)
    .executeTakeFirst()
  return { customer, mapping }
}
