import type { Engine } from '@turnup/domain'
import { advanceOrder, deliverMail } from '@turnup/fulfilment'
import { type Sandbox, type SandboxOptions, startSandbox } from '@turnup/sandbox'
import { handleIntake, type Services } from '@turnup/use-cases'
import type { FastifyInstance } from 'fastify'
import { pino } from 'pino'
import { createApp } from '../http/create-app.ts'
import { presentCorrelationId } from '../process-context.ts'
import { createTestWorld, type TestWorld } from '../test-world.ts'
import { wire } from '../wiring.ts'
import { portalRoutes } from './index.ts'

export interface Answer {
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of all shapes
  body: any
  headers: Record<string, unknown>
}

export interface Customer {
  token: string
  userId: string
  email: string
  password: string
  customerNumber: string
  accountId: string
  clientId: string
}

/** The portal's API on a database of its own, with every outside system imitated over the wire. */
export interface PortalWorld {
  app: FastifyInstance
  sandbox: Sandbox
  services: Services
  databaseUrl: string
  call(
    method: 'GET' | 'POST' | 'PATCH',
    url: string,
    more?: { as?: Pick<Customer, 'token'>; body?: object; key?: string; from?: string },
  ): Promise<Answer>
  /** Someone who signed up at the portal, with a payment method unless told otherwise. */
  customer(more?: { customerNumber?: string; email?: string; card?: boolean }): Promise<Customer>
  /** A customer number that nobody has used. */
  spareNumber(): string
  /** Resolves when nothing that the engine was asked for is under way. */
  settled(): Promise<void>
  moveClock(ms: number): void
  /** How often an operation of a system was carried out since the sandbox was last asked to forget. */
  performed(system: string, operation: string, contains?: string): number
  close(): Promise<void>
}

export const goodPassword = 'harbour lights at nine'
let nextNumber = 2_000

export async function createPortalWorld(
  settings: Record<string, string> = {},
  systems: SandboxOptions['systems'] = {},
): Promise<PortalWorld> {
  const sandbox = await startSandbox({ systems })
  const world = await createTestWorld({ ...sandbox.settings, ...settings })
  const log = pino({ level: 'silent' })
  const deps = { now: () => new Date(), correlationId: presentCorrelationId, observe: () => {} }
  const { ports, connectorOf } = wire(world.settings, deps, log)
  const services: Services = { ...world.services, ports, connectorOf }
  const engine = inlineEngine(services)
  services.engine = engine
  const app = await createApp({
    services,
    server: { ...world.settings.server, signInsPerMinute: 10_000, requestsPerMinute: 100_000 },
    log,
    routes: async (instance) => {
      await instance.register(portalRoutes, { prefix: '/api' })
    },
  })
  const portal = { app, sandbox, services }
  return {
    ...portal,
    databaseUrl: world.databaseUrl,
    call: (method, url, more) => call(app, method, url, more),
    customer: (more) => signUpCustomer(portal, more),
    spareNumber: () => `C-${nextNumber++}`,
    settled: engine.settled,
    moveClock(ms) {
      world.moveClock(ms)
      sandbox.context.clock.move(ms)
    },
    performed: (system, operation, contains) =>
      sandbox.context.journal
        .list({ system, operation, contains })
        .filter(({ outcome }) => outcome === 'performed').length,
    close: () => closeAll(app, world, sandbox),
  }
}

async function closeAll(app: FastifyInstance, world: TestWorld, sandbox: Sandbox): Promise<void> {
  const closing = app.close()
  // Connections on which a client has not asked anything yet count neither as idle nor as busy.
  app.server.closeAllConnections()
  await closing
  await sandbox.stop()
  await world.close()
}

/** Does at once, one after the other for each key, what the real engine does durably. */
function inlineEngine(services: Services): Engine & { settled(): Promise<void> } {
  const last = new Map<string, Promise<unknown>>()
  const after = (key: string, work: () => Promise<unknown>) => {
    const next = (last.get(key) ?? Promise.resolve()).then(work, work)
    last.set(key, next)
    next.catch(() => {}).finally(() => last.get(key) === next && last.delete(key))
  }
  return {
    advance: async (id) => after(`order ${id}`, () => advanceOrder(services, id)),
    intake: async (id) => after(`intake ${id}`, () => handleIntake(services, id)),
    deliverMail: async (id) => after(`mail ${id}`, () => deliverMail(services, id)),
    async settled() {
      while (last.size > 0) await Promise.allSettled(last.values())
    },
  }
}

const call = async (
  app: FastifyInstance,
  method: 'GET' | 'POST' | 'PATCH',
  url: string,
  { as, body, key, from }: { as?: Pick<Customer, 'token'>; body?: object; key?: string; from?: string } = {},
): Promise<Answer> => {
  const response = await app.inject({
    method,
    url: `/api${url}`,
    ...(body ? { payload: body } : {}),
    ...(from ? { remoteAddress: from } : {}),
    headers: {
      ...(as ? { authorization: `Bearer ${as.token}` } : {}),
      ...(key ? { 'idempotency-key': key } : {}),
    },
  })
  const isJson = String(response.headers['content-type']).startsWith('application/json')
  return {
    status: response.statusCode,
    body: isJson ? response.json() : response.body,
    headers: response.headers,
  }
}

async function signUpCustomer(
  { app, sandbox, services }: Pick<PortalWorld, 'app' | 'sandbox' | 'services'>,
  more: { customerNumber?: string; email?: string; card?: boolean } = {},
): Promise<Customer> {
  const customerNumber = more.customerNumber ?? `C-${nextNumber++}`
  const email = more.email ?? `${customerNumber.toLowerCase()}@customers.example`
  const { status, body } = await call(app, 'POST', '/auth/signup', {
    body: { email, password: goodPassword, firstName: 'Ada', lastName: 'Moreno', sfNumber: customerNumber },
  })
  if (status !== 201) throw new Error(`Sign-up answered ${status}: ${JSON.stringify(body)}`)
  const mapping = await services.db
    .selectFrom('customer_mapping')
    .selectAll()
    .where('customer_number', '=', customerNumber)
    .executeTakeFirstOrThrow()
  if (more.card !== false) sandbox.systems.whmcs.addCard(mapping.billing_client_id)
  return {
    token: body.accessToken,
    userId: body.user.id,
    email,
    password: goodPassword,
    customerNumber,
    accountId: mapping.crm_account_id,
    clientId: mapping.billing_client_id,
  }
}
