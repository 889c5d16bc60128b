import type { PbxDetails, PbxPhase } from '@turnup/domain'
import { finalOrderStates } from '@turnup/domain'
import { type SqlBool, sql } from 'kysely'
import type { Queryable } from './database.ts'
import { likeLiteral, uuidPattern } from './order-filter.ts'
import { decodeCursor, type Page, toPage } from './page-cursor.ts'

export interface ProvisioningFilter {
  phase?: PbxPhase
  /** Connector of the carrier. */
  provider?: string
  /** Only orders that are not finished. */
  isOpen?: boolean
  /** Part of number, domain, company, customer's name or e-mail; an order's id or number. */
  search?: string
}

/** The badge as the order stands: states that are reached without a plan are not in the column. */
const phase = sql<PbxPhase>`case product_order.state
  when 'completed' then 'completed' when 'cancelled' then 'cancelled' when 'rejected' then 'cancelled'
  else coalesce(product_order.pbx_phase, 'pending') end`

function conditions({ provider, isOpen, search }: ProvisioningFilter) {
  const all = [sql<SqlBool>`product_order.pbx is not null`]
  if (provider !== undefined)
    all.push(sql<SqlBool>`product_order.pbx -> 'number' ->> 'providerId' = ${provider}`)
  if (isOpen) all.push(sql<SqlBool>`product_order.state <> all(${[...finalOrderStates]}::text[])`)
  if (search) {
    const like = `%${likeLiteral(search)}%`
    const id = uuidPattern.test(search) ? search : null
    all.push(sql<SqlBool>`(product_order.id = ${id}::uuid
      or product_order.crm_order_id like ${like} or product_order.crm_order_number ilike ${like}
      or product_order.pbx -> 'number' ->> 'number' like ${like}
      or product_order.pbx -> 'tenant' ->> 'domain' ilike ${like}
      or product_order.pbx ->> 'company' ilike ${like}
      or portal_user.email ilike ${like}
      or portal_user.first_name || ' ' || portal_user.last_name ilike ${like})`)
  }
  return all
}

/** One page of the provisioning queue, newest first; undefined when the cursor is not one of this list. */
export async function listPbxOrders(
  queryable: Queryable,
  filter: ProvisioningFilter,
  page: { limit: number; cursor?: string },
) {
  const after = page.cursor === undefined ? [] : decodeCursor(page.cursor, 'pbx', 2)
  if (!after) return undefined
  const rows = await queryable
    .selectFrom('product_order')
    .innerJoin('portal_user', 'portal_user.id', 'product_order.customer_id')
    .select([
      'product_order.id',
      'product_order.kind',
      'product_order.crm_order_id',
      'product_order.crm_order_number',
      'product_order.state',
      'product_order.items',
      'product_order.customer_id',
      'product_order.next_action',
      'product_order.error_code',
      'product_order.error_message',
      'product_order.created_at',
      'product_order.updated_at',
      'portal_user.email',
      'portal_user.first_name',
      'portal_user.last_name',
      'portal_user.company',
      sql<PbxDetails>`product_order.pbx`.as('pbx'),
      phase.as('phase'),
      sql<string>`product_order.created_at::text`.as('instant'),
    ])
    .where((eb) => eb.and(conditions(filter)))
    .$if(filter.phase !== undefined, (query) => query.where(phase, '=', filter.phase as PbxPhase))
    .$if(after.length > 0, (query) =>
      query.where(
        sql<SqlBool>`(product_order.created_at, product_order.id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`,
      ),
    )
    .orderBy('product_order.created_at', 'desc')
    .orderBy('product_order.id', 'desc')
    .limit(page.limit + 1)
    .execute()
  return toPage(rows, page.limit, 'pbx', (row) => [row.instant, row.id])
}

type Listed = NonNullable<Awaited<ReturnType<typeof listPbxOrders>>>
export type PbxOrderRow = Listed extends Page<infer Row> ? Row : never

/** How many orders have each badge, whatever badge the list is filtered by. */
export async function countPbxPhases(
  queryable: Queryable,
  filter: Omit<ProvisioningFilter, 'phase'>,
): Promise<{ phase: PbxPhase; count: number }[]> {
  const rows = await queryable
    .selectFrom('product_order')
    .innerJoin('portal_user', 'portal_user.id', 'product_order.customer_id')
    .select([phase.as('phase'), sql<string>`count(*)`.as('count')])
    .where((eb) => eb.and(conditions(filter)))
    .groupBy(phase)
    .execute()
  return rows.map((row) => ({ phase: row.phase, count: Number(row.count) }))
}

/** One order of the queue. */
export async function readPbxOrder(queryable: Queryable, orderId: string): Promise<PbxOrderRow | undefined> {
  const page = await listPbxOrders(queryable, { search: orderId }, { limit: 1 })
  return page?.items[0]
}
