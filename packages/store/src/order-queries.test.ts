import { randomUUID } from 'node:crypto'
import { orderStates } from '@turnup/domain'
import fc from 'fast-check'
import { type Insertable, sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../tests/support/index.ts'
import { type Database, openDatabase } from './database.ts'
import { newId } from './new-id.ts'
import { countOrders, findOrderId, listOrderIds, listOrders, type OrderSort } from './order-queries.ts'
import type { OrderKind, ProductOrderTable } from './schema/tables.ts'

interface Planted {
  id: string
  state: (typeof orderStates)[number]
  kind: OrderKind
  error: string | null
  who: string | null
  by: string | null
  customer: string
  created: string
  updated: string
}

const kinds = ['acquisition', 'esim-reissue', 'top-up'] as const
const errors = [null, 'PAYMENT_METHOD_MISSING', 'PRODUCT_UNKNOWN']
const actors = [null, 'operator', 'customer', 'turnup']
const sorts: OrderSort[] = ['created', '-created', 'updated', '-updated', 'due']

let database: TestDatabase
let db: Database
const planted: Planted[] = []

beforeAll(async () => {
  database = await createTestDatabase()
  db = openDatabase({ databaseUrl: database.databaseUrl, maxConnections: 4 })
  const customers = ['C-1', 'C-2', 'C-3'].map((number) => ({ id: randomUUID(), number }))
  await db
    .insertInto('portal_user')
    .values(
      customers.map(({ id, number }) => ({
        id,
        email: `${number}@Example.com`,
        password_hash: 'none',
        first_name: 'Ada',
        last_name: 'Moreno',
        customer_number: number,
        company: null,
        phone: null,
        review_reason: null,
      })),
    )
    .execute()
  // Few instants, some of them only microseconds apart: pages end between orders of the same instant.
  for (let index = 0; index < 240; index += 1) {
    const customer = customers[index % 3]!
    const micros = String((index * 7) % 5).padStart(6, '0')
    const order: Planted = {
      id: newId(),
      state: orderStates[index % orderStates.length]!,
      kind: kinds[index % 3]!,
      error: errors[(index * 5) % 3]!,
      who: actors[(index * 3) % 4]!,
      by: index % 4 === 1 ? `2026-03-0${1 + (index % 9)}T00:00:00.000Z` : null,
      customer: customer.number,
      created: `2026-01-0${1 + (index % 3)} 00:00:00.${micros}+00`,
      updated: `2026-02-0${1 + (index % 4)} 00:00:00.${micros}+00`,
    }
    planted.push(order)
    await insert(order, customer.id, index)
  }
}, 60_000)

async function insert(order: Planted, customerId: string, index: number): Promise<void> {
  const next = order.who && { who: order.who, why: 'x', actions: [], ...(order.by ? { by: order.by } : {}) }
  const row: Insertable<ProductOrderTable> = {
    id: order.id,
    kind: order.kind,
    crm_order_id: `801xx00000${String(index).padStart(5, '0')}AAA`,
    crm_order_number: String(index + 1).padStart(8, '0'),
    opportunity_id: null,
    customer_id: customerId,
    customer_number: order.customer,
    billing_client_id: order.customer,
    crm_account_id: order.customer,
    channel: 'portal',
    idempotency_key: null,
    request_fingerprint: null,
    state: order.state,
    items: '[]',
    promo_code: null,
    notes: null,
    billing_order_id: `9${index}`,
    masked_iccid: null,
    next_action: next ? JSON.stringify(next) : null,
    error_code: order.error,
    error_message: null,
    crm_status_reported: null,
    crm_status_due: null,
    correlation_id: 'test',
    created_at: new Date(),
    updated_at: new Date(),
  }
  await db.insertInto('product_order').values(row).execute()
  await sql`update product_order set created_at = ${order.created}::timestamptz,
    updated_at = ${order.updated}::timestamptz where id = ${order.id}`.execute(db)
}

afterAll(async () => {
  await db.destroy()
  await database.drop()
})

const someOf = <Value>(values: readonly Value[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1 }), { nil: undefined })

const filters = fc.record(
  {
    states: someOf(orderStates),
    kinds: someOf(kinds),
    errorCodes: someOf(['PAYMENT_METHOD_MISSING', 'PRODUCT_UNKNOWN']),
    who: someOf(['operator', 'customer', 'turnup'] as const),
    customer: fc.constantFrom(undefined, 'C-1', 'c-2@example.com'),
    createdFrom: fc.constantFrom(undefined, new Date('2026-01-02T00:00:00Z')),
    updatedBefore: fc.constantFrom(undefined, new Date('2026-02-03T00:00:00Z')),
    dueBefore: fc.constantFrom(undefined, new Date('2026-03-05T00:00:00Z')),
  },
  { requiredKeys: [] },
)

type Filter = typeof filters extends fc.Arbitrary<infer Value> ? Value : never

function expected(filter: Filter): Planted[] {
  const has = <Value>(wanted: readonly Value[] | undefined, value: Value | null) =>
    !wanted || (value !== null && wanted.includes(value))
  return planted.filter(
    (order) =>
      has(filter.states, order.state) &&
      has(filter.kinds, order.kind) &&
      has<string>(filter.errorCodes, order.error) &&
      has<string>(filter.who, order.who) &&
      (!filter.customer || filter.customer.slice(0, 3).toUpperCase() === order.customer) &&
      (!filter.createdFrom || new Date(order.created) >= filter.createdFrom) &&
      (!filter.updatedBefore || new Date(order.updated) < filter.updatedBefore) &&
      (!filter.dueBefore ||
        (order.who !== null && order.by !== null && new Date(order.by) < filter.dueBefore)),
  )
}

/** The sort columns as texts that sort like the instants they are. */
function keyOf(order: Planted, sort: OrderSort): string {
  if (sort === 'due') return order.who !== null && order.by !== null ? order.by : '9999'
  return sort.endsWith('created') ? order.created : order.updated
}

test('walking the pages gives every matching order once and in order, whatever the filter, sort and page size', async () => {
  await fc.assert(
    fc.asyncProperty(
      filters,
      fc.constantFrom(...sorts),
      fc.integer({ min: 1, max: 60 }),
      async (filter, sort, limit) => {
        const seen: string[] = []
        let cursor: string | undefined
        do {
          const page = await listOrders(db, filter, { sort, limit, cursor })
          expect(page).toBeDefined()
          expect(page!.items.length).toBeLessThanOrEqual(limit)
          seen.push(...page!.items.map((row) => row.id))
          cursor = page!.nextCursor
        } while (cursor)
        const direction = sort.startsWith('-') ? -1 : 1
        const wanted = expected(filter)
          .map((order) => [keyOf(order, sort), order.id] as const)
          .sort((a, b) => direction * (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] < b[1] ? -1 : 1))
          .map(([, id]) => id)
        expect(seen).toEqual(wanted)
      },
    ),
    { numRuns: 60 },
  )
}, 120_000)

test('the ids for a bulk repair are the same orders, oldest first, page by page', async () => {
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const page = await listOrderIds(db, { states: ['held', 'pending'] }, { limit: 7, cursor })
    seen.push(...page!.items)
    cursor = page!.nextCursor
  } while (cursor)
  const wanted = expected({ states: ['held', 'pending'] }).map((order) => order.id)
  expect(new Set(seen)).toEqual(new Set(wanted))
  expect(seen).toHaveLength(wanted.length)
})

test('a cursor of another sort, a forged one and a broken one are refused, never thrown', async () => {
  const first = await listOrders(db, {}, { sort: 'created', limit: 5 })
  const forge = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const wrong = [
    'x',
    '',
    forge(['created', 'not an instant', newId()]),
    forge(['created', '2026-01-01 00:00:00+00', "' or 1=1"]),
    forge(['created', 1, 2]),
    forge({}),
  ]
  for (const cursor of wrong)
    expect(await listOrders(db, {}, { sort: 'created', limit: 5, cursor })).toBeUndefined()
  expect(await listOrders(db, {}, { sort: '-created', limit: 5, cursor: first!.nextCursor! })).toBeUndefined()
})

test('text finds an order by our id, the beginning of the CRM id or number, the end of the number, and the billing id', async () => {
  const found = async (text: string) =>
    (await listOrders(db, { text }, { sort: 'created', limit: 200 }))!.items.map((row) => row.id)
  const order = planted[41]!
  expect(await found(order.id)).toEqual([order.id])
  expect(await found('801xx0000000041')).toEqual([order.id])
  expect(await found('801xx0000000041AAA')).toEqual([order.id])
  expect(await found('00000042')).toEqual([order.id])
  expect(await found('00042')).toEqual([order.id])
  expect(await found('941')).toContain(order.id)
  expect(await found('100%')).toEqual([])
  expect(await found('80_')).toEqual([])
  expect(await findOrderId(db, '801xx0000000041')).toBe(order.id)
  expect(await findOrderId(db, '801xx0000000041AAA')).toBe(order.id)
  expect(await findOrderId(db, order.id)).toBe(order.id)
  expect(await findOrderId(db, '801xx0000099999AAA')).toBeUndefined()
})

test('the counts are those of the orders', async () => {
  const now = new Date('2026-03-05T00:00:00Z')
  const counts = await countOrders(db, now)
  expect(Object.fromEntries(counts.byState.map(({ key, count }) => [key, count]))).toEqual(
    Object.fromEntries(orderStates.map((state) => [state, expected({ states: [state] }).length])),
  )
  const unfinished = expected({
    states: ['acknowledged', 'pending', 'inProgress', 'held', 'assessingCancellation'],
  })
  for (const { key, count } of counts.byCause)
    expect(count).toBe(unfinished.filter((order) => order.error === key).length)
  expect(counts.overdue).toBe(expected({ dueBefore: now }).length)
})
