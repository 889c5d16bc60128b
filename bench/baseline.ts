import { randomUUID } from 'node:crypto'
import { newId } from '@turnup/store'
import type { PoolClient } from 'pg'
import { columnsOf, type OrderTable, orderTables } from './copy-rows.ts'
import { median, rounded } from './percentiles.ts'
import { progress } from './progress.ts'
import { cpuSeconds } from './read-process.ts'
import type { World } from './start-world.ts'

export interface Baseline {
  ordersPerSecond: number
  rowsPerOrder: number
  kilobytesPerOrder: number
  postgresCpuMsPerOrder: number
}

type Row = Record<string, unknown>
/** The rows of one order as JSON text, by table, under ids of their own. */
type OrderRows = Record<OrderTable, string>

const connections = 16
const tables = Object.keys(orderTables) as OrderTable[]

/**
 * What PostgreSQL alone takes: the rows that the fulfilment of each of these orders wrote are committed once more under
 * new ids, one transaction an order, a statement a table, over 16 connections.
 */
export async function measureBaseline(world: World, crmOrderIds: string[]): Promise<Baseline> {
  const originals = await Promise.all(crmOrderIds.map((id) => readRows(world, id)))
  const copies = originals.map(renamed)
  const statements = await insertStatements(world)
  const clients = await Promise.all(Array.from({ length: connections }, () => world.database.connect()))
  try {
    // Each connection has planned its statements before the clock starts.
    const warm = originals.slice(0, connections).map(renamed)
    await Promise.all(clients.map((client, index) => insert(client, statements, warm[index])))
    const cpuBefore = cpuSeconds(world.processes.postgres)
    const startedAt = performance.now()
    let next = 0
    await Promise.all(
      clients.map(async (client) => {
        for (let order = copies[next++]; order; order = copies[next++])
          await insert(client, statements, order)
      }),
    )
    const seconds = (performance.now() - startedAt) / 1_000
    const cpu = cpuSeconds(world.processes.postgres) - cpuBefore
    const result = {
      ordersPerSecond: rounded(copies.length / seconds),
      rowsPerOrder: median(originals.map((order) => Object.values(order).flat().length)),
      kilobytesPerOrder: rounded(median(copies.map((order) => Object.values(order).join('').length)) / 1_024),
      postgresCpuMsPerOrder: rounded((cpu * 1_000) / copies.length, 2),
    }
    progress(`a: the baseline commits ${result.ordersPerSecond} orders/s`)
    return result
  } finally {
    for (const client of clients) client.release()
  }
}

async function readRows({ database }: World, crmOrderId: string): Promise<Record<OrderTable, Row[]>> {
  const read = async (table: OrderTable): Promise<[OrderTable, Row[]]> => {
    const column = orderTables[table]
    const byOrder = `(select id from product_order where crm_order_id = $1)`
    const { rows } = await database.query<{ row: Row }>(
      `select to_jsonb(${table}) as row from ${table}
       where ${column} = ${column === 'crm_order_id' ? '$1' : byOrder}`,
      [crmOrderId],
    )
    return [table, rows.map(({ row }) => row)]
  }
  return Object.fromEntries(await Promise.all(tables.map(read))) as Record<OrderTable, Row[]>
}

/** Every id that must be unique becomes another of the same length, wherever it stands. */
function renamed(rows: Record<OrderTable, Row[]>): OrderRows {
  const order = rows.product_order[0] as { id: string; crm_order_id: string; idempotency_key: string }
  const crmOrderId = `${order.crm_order_id.slice(0, 3)}${randomUUID().replaceAll('-', '').slice(0, 15)}`
  const names: [string, string][] = [
    [order.id, newId()],
    [order.crm_order_id, crmOrderId],
    [order.idempotency_key, randomUUID()],
    ...rows.step_attempt.map(({ id }): [string, string] => [String(id), newId()]),
    ...rows.inbox_delivery.map(({ delivery_id }): [string, string] => [String(delivery_id), randomUUID()]),
  ]
  const texts = tables.map((table) => {
    const text = JSON.stringify(rows[table])
    return [table, names.reduce((changed, [from, to]) => changed.replaceAll(from, to), text)]
  })
  return Object.fromEntries(texts) as OrderRows
}

async function insertStatements({ database }: World): Promise<Record<OrderTable, string>> {
  const statements = tables.map(async (table) => {
    const names = (await columnsOf(database, table)).map(({ name }) => name).join(', ')
    return [
      table,
      `insert into ${table} (${names}) select ${names} from jsonb_populate_recordset(null::${table}, $1::jsonb)`,
    ]
  })
  return Object.fromEntries(await Promise.all(statements)) as Record<OrderTable, string>
}

async function insert(
  client: PoolClient,
  statements: Record<OrderTable, string>,
  order: OrderRows | undefined,
): Promise<void> {
  if (!order) return
  await client.query('begin')
  for (const table of tables) {
    await client.query({ name: `baseline ${table}`, text: statements[table], values: [order[table]] })
  }
  await client.query('commit')
}
