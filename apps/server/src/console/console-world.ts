import { randomUUID } from 'node:crypto'
import type { OrderStep } from '@turnup/domain'
import { insertOperator, newId, type OperatorRole } from '@turnup/store'
import { hashPassword, issueTokens } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { createApp } from '../http/create-app.ts'
import { insertTestOrder } from '../test-orders.ts'
import { createTestWorld, type TestWorld, type testPorts } from '../test-world.ts'
import { consoleRoutes } from './index.ts'

interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all shapes
  body: any
}

interface TestOperator {
  id: string
  email: string
  token: string
}

/** The console's API on a database of its own, with an operator of each role. */
export interface ConsoleWorld extends TestWorld {
  app: FastifyInstance
  viewer: TestOperator
  operator: TestOperator
  administrator: TestOperator
  addOperator(role: OperatorRole): Promise<TestOperator>
  call(method: Method, url: string, as?: TestOperator, body?: object): Promise<Answer>
  /** An order with one step in the given state. */
  stuckOrder(more?: {
    order?: Parameters<typeof insertTestOrder>[1]
    step?: Partial<OrderStep>
  }): Promise<string>
}

/** As stored: one line of two eSIMs. */
export const orderItems = JSON.stringify([
  {
    id: '1',
    productId: '01txx0000000001AAA',
    sku: 'ESIM-DATA-20',
    name: 'eSIM 20 GB',
    category: 'esim',
    itemClass: 'service',
    billingCycle: 'monthly',
    quantity: 2,
    unitPrice: { amountMinor: 1850, currency: 'USD' },
    configOptions: {},
    requiresPaymentMethod: true,
  },
])

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

export const goodPassword = 'harbour lights at nine'
/** Hashing is slow on purpose; once is enough for all tests of a file. */
let passwordHash: Promise<string> | undefined

export async function createConsoleWorld(ports?: Parameters<typeof testPorts>[0]): Promise<ConsoleWorld> {
  const world = await createTestWorld({}, ports)
  const app = await createApp({
    services: world.services,
    server: { ...world.settings.server, signInsPerMinute: 10_000, requestsPerMinute: 100_000 },
    log: pino({ level: 'silent' }),
    routes: async (instance) => {
      await instance.register(consoleRoutes, { prefix: '/api/console' })
    },
  })
  const addOperator = (role: OperatorRole) => newOperator(world, role)
  return {
    ...world,
    app,
    viewer: await addOperator('viewer'),
    operator: await addOperator('operator'),
    administrator: await addOperator('administrator'),
    addOperator,
    call: (method, url, as, body) => call(app, method, url, as, body),
    stuckOrder: (more) => insertStuckOrder(world, more),
    async close() {
      await app.close()
      await world.close()
    },
  }
}

async function newOperator({ db, services }: TestWorld, role: OperatorRole): Promise<TestOperator> {
  const id = newId()
  const email = `${role}-${id.slice(-6)}@example.com`
  passwordHash ??= hashPassword(goodPassword)
  await insertOperator(db, {
    id,
    email,
    name: `The ${role}`,
    passwordHash: await passwordHash,
    isOneTime: false,
    role,
    at: new Date(),
  })
  const { accessToken } = await issueTokens(services, db, { kind: 'operator', id, role })
  return { id, email, token: accessToken }
}

async function call(
  app: FastifyInstance,
  method: Method,
  url: string,
  as?: TestOperator,
  body?: object,
): Promise<Answer> {
  const response = await app.inject({
    method,
    url: `/api/console${url}`,
    ...(body ? { payload: body } : {}),
    headers: as ? { authorization: `Bearer ${as.token}` } : {},
  })
  const isJson = String(response.headers['content-type']).startsWith('application/json')
  return { status: response.statusCode, body: isJson ? response.json() : response.body }
}

async function insertStuckOrder(
  { db }: TestWorld,
  {
    order = {},
    step = {},
  }: { order?: Parameters<typeof insertTestOrder>[1]; step?: Partial<OrderStep> } = {},
): Promise<string> {
  const error = { kind: 'rejected', code: 'PRODUCT_UNKNOWN', message: 'No such product.', connector: 'whmcs' }
  const next = { who: 'operator', why: error.message, step: 'billing.accept-order', actions: ['retry'] }
  const id = await insertTestOrder(db, {
    state: 'held',
    crm_order_id: `801${randomUUID().replaceAll('-', '').slice(0, 12)}AAA`,
    error_code: error.code,
    error_message: error.message,
    next_action: JSON.stringify(next),
    generation: 1,
    ...order,
  })
  const full = { state: 'failed' as const, input: { orderId: '77' }, error, ...step }
  await db
    .insertInto('order_step')
    .values({
      order_id: id,
      key: full.key ?? 'billing.accept-order',
      position: full.position ?? 0,
      action: full.action ?? 'billing.accept-order',
      needs: full.needs ?? [],
      gate: full.gate ? JSON.stringify(full.gate) : null,
      point_of_no_return: full.pointOfNoReturn ?? false,
      input: JSON.stringify(full.input),
      state: full.state,
      result: full.result ? JSON.stringify(full.result) : null,
      error: full.error ? JSON.stringify(full.error) : null,
      wake_at: full.wakeAt ?? null,
      updated_at: new Date(),
    })
    .execute()
  return id
}

/** A customer whom all three systems know, with one order. */
export async function insertMappedCustomer({ db }: ConsoleWorld) {
  const orderId = await insertTestOrder(db)
  const row = await db
    .selectFrom('product_order')
    .selectAll()
    .where('id', '=', orderId)
    .executeTakeFirstOrThrow()
  const accountId = `001${randomUUID().replaceAll('-', '').slice(0, 12)}AAA`
  await db.updateTable('portal_user').set({ state: 'active' }).where('id', '=', row.customer_id).execute()
  await db
    .insertInto('customer_mapping')
    .values({
      customer_id: row.customer_id,
      customer_number: row.customer_number,
      billing_client_id: `b-${row.customer_number}`,
      crm_account_id: accountId,
    })
    .execute()
  return { id: row.customer_id, number: row.customer_number, accountId, orderId }
}
