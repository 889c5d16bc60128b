import type { PoolClient } from 'pg'
import { columnsOf, type OrderTable, orderTables } from './copy-rows.ts'
import { rounded } from './percentiles.ts'
import { progress } from './progress.ts'
import type { World } from './start-world.ts'
import { withoutIndexes } from './without-indexes.ts'

type CopiedTable = OrderTable | 'esim_profile'

const copiedTables: CopiedTable[] = [...(Object.keys(orderTables) as OrderTable[]), 'esim_profile']
const batchSize = 5_000
const ordersOfOneCustomer = 4
const spreadDays = 730

/**
 * Fills the database with finished orders of the last two years, of as many customers as would have placed them: copies
 * of completed orders with everything that their fulfilment wrote, under ids and times of their own.
 */
export async function loadHistory(world: World, count: number, templates: string[]): Promise<void> {
  const client = await world.database.connect()
  try {
    await client.query('set synchronous_commit = off')
    await nameOrders(client, count, templates)
    await setTemplatesAside(client, templates)
    await insertCustomers(client)
    await withoutIndexes(client, copiedTables, async () => {
      for (let first = 1; first <= count; first += batchSize) {
        const last = Math.min(count, first + batchSize - 1)
        await insertOrders(client, first, last)
        if (last % (batchSize * 4) === 0) progress(`d: ${last} finished orders are in the database`)
      }
    })
    await client.query('drop table bench_history')
    await client.query('reset synchronous_commit')
    await client.query('vacuum (analyze)')
    await client.query('checkpoint')
    const { rows } = await client.query<{ size: string }>(
      'select pg_database_size(current_database()) as size',
    )
    progress(`d: ${count} finished orders, ${rounded(Number(rows[0]?.size) / 2 ** 30, 2)} GB`)
  } finally {
    client.release()
  }
}

/** One row for each order to be: which one it copies, its ids, and how long before the original it was. */
async function nameOrders(client: PoolClient, count: number, templates: string[]): Promise<void> {
  await client.query(
    `create unlogged table bench_history as
     select n, template.id as template_id, template.crm_order_id as template_crm_order_id, ago,
       uuidv7(-ago) as order_id, '801H' || lpad(n::text, 14, '0') as crm_order_id,
       md5('customer ' || (n - 1) / $2)::uuid as customer_id, (n - 1) / $2 + 1 as customer
     from generate_series(1, $1::int) as n
     cross join lateral (select make_interval(secs => $3::float8 * 86400 * (1 - (n - 1)::float8 / $1)) as ago)
     join (select id, crm_order_id, row_number() over () as place from product_order where crm_order_id = any($4))
       as template on template.place = n % $5 + 1`,
    [count, ordersOfOneCustomer, spreadDays, templates, templates.length],
  )
  await client.query('create index on bench_history (n)')
  await client.query('analyze bench_history')
}

/** The rows to copy, in tables of their own: those they go into have no indexes meanwhile. */
async function setTemplatesAside(client: PoolClient, templates: string[]): Promise<void> {
  const ids = '(select id from product_order where crm_order_id = any($1))'
  for (const table of copiedTables) {
    const which =
      table === 'esim_profile'
        ? `split_part(reserved_ref, '/', 1)::uuid in ${ids}`
        : orderTables[table] === 'crm_order_id'
          ? 'crm_order_id = any($1)'
          : `${orderTables[table]} in ${ids}`
    await client.query(`create temp table template_${table} as select * from ${table} where ${which}`, [
      templates,
    ])
  }
}

const customerIds = { customer_number: "'H-' || h.customer", crm_account_id: "'001H' || h.customer" }

async function insertCustomers(client: PoolClient): Promise<void> {
  const first = '(select distinct on (customer) * from bench_history order by customer, n) h'
  const original = 'product_order o on o.id = h.template_id'
  await copy(client, 'portal_user', `${first} join ${original} join portal_user r on r.id = o.customer_id`, {
    id: 'h.customer_id',
    email: "'h' || h.customer || '@example.com'",
    customer_number: customerIds.customer_number,
  })
  const mapping = `${first} join ${original} join customer_mapping r on r.customer_id = o.customer_id`
  await copy(client, 'customer_mapping', mapping, {
    customer_id: 'h.customer_id',
    billing_client_id: "'9' || lpad(h.customer::text, 8, '0')",
    ...customerIds,
  })
}

const ownTime = (column: string) => `uuidv7(r.${column} - h.ago - now())`

async function insertOrders(client: PoolClient, first: number, last: number): Promise<void> {
  const orders = `bench_history h join %s r on h.n between ${first} and ${last}`
  const from = (table: CopiedTable, match: string) =>
    `${orders.replace('%s', `template_${table}`)} and ${match}`
  const byOrder = (table: CopiedTable) => from(table, 'r.order_id = h.template_id')
  const byCrmOrder = (table: CopiedTable) => from(table, 'r.crm_order_id = h.template_crm_order_id')
  await copy(client, 'product_order', from('product_order', 'r.id = h.template_id'), {
    id: 'h.order_id',
    crm_order_id: 'h.crm_order_id',
    customer_id: 'h.customer_id',
    idempotency_key: 'md5(h.n::text)',
    ...customerIds,
  })
  await copy(client, 'order_step', byOrder('order_step'), { order_id: 'h.order_id' })
  await copy(client, 'step_attempt', byOrder('step_attempt'), {
    id: ownTime('started_at'),
    order_id: 'h.order_id',
  })
  await copy(client, 'timeline_event', byOrder('timeline_event'), { order_id: 'h.order_id' })
  await copy(client, 'mail_message', byOrder('mail_message'), {
    id: 'replace(r.id, h.template_id::text, h.order_id::text)',
    order_id: 'h.order_id',
    customer_id: 'h.customer_id',
  })
  await copy(client, 'inbox', byCrmOrder('inbox'), { crm_order_id: 'h.crm_order_id' })
  await copy(client, 'inbox_delivery', byCrmOrder('inbox_delivery'), {
    crm_order_id: 'h.crm_order_id',
    delivery_id: "'h' || h.n",
  })
  const profiles = from('esim_profile', "r.reserved_ref like h.template_id || '/%'")
  await copy(client, 'esim_profile', profiles, {
    reserved_ref: 'replace(r.reserved_ref, h.template_id::text, h.order_id::text)',
    iccid_digest: 'sha256(h.n::text::bytea)',
    iccid_ciphertext: 'null',
  })
}

/** Copies rows `r` for each order `h`: columns as named, times earlier by as much as the order is, the rest as it is. */
async function copy(
  client: PoolClient,
  table: CopiedTable | 'portal_user' | 'customer_mapping',
  source: string,
  own: Record<string, string>,
): Promise<void> {
  const columns = await columnsOf(client, table)
  const values = columns.map(({ name, isTime }) => own[name] ?? (isTime ? `r.${name} - h.ago` : `r.${name}`))
  const names = columns.map(({ name }) => name).join(', ')
  await client.query(
    `insert into ${table} (${names}) select ${values.join(', ')} from ${source} order by h.n`,
  )
}
