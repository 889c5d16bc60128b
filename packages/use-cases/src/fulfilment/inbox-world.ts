import { randomUUID } from 'node:crypto'
import type { Crm, Engine, EsimProvider, Policy, Ports } from '@turnup/domain'
import { createVault, type Database, newId, openDatabase, type Tables } from '@turnup/store'
import type { Insertable } from 'kysely'
import { createTestDatabase } from '../../../../tests/support/index.ts'
import type { Actor, Context } from '../context.ts'

/** The verbs of the doors on a database of their own, with an engine that only remembers and a clock to move. */
export interface InboxWorld {
  db: Database
  /** What the engine was asked for, oldest first. */
  woken: string[]
  crm: Partial<Crm>
  esim: Partial<EsimProvider>
  context(actor?: Actor): Context
  engineIsDown(down: boolean): void
  moveClock(ms: number): void
  /** An order of a customer of its own. */
  insertOrder(order?: Partial<Insertable<Tables['product_order']>>): Promise<string>
  close(): Promise<void>
}

const silent = () => undefined

export async function createInboxWorld(): Promise<InboxWorld> {
  const database = await createTestDatabase()
  const db = openDatabase({ databaseUrl: database.databaseUrl, maxConnections: 8 })
  const woken: string[] = []
  const crm: Partial<Crm> = {}
  const esim: Partial<EsimProvider> = {}
  let isDown = false
  let offsetMs = 0
  const wake = (verb: string) => async (id: string) => {
    if (isDown) throw new Error('connect ECONNREFUSED')
    woken.push(`${verb} ${id}`)
  }
  const engine: Engine = {
    advance: wake('advance'),
    intake: wake('intake'),
    deliverMail: wake('deliverMail'),
  }
  const services = {
    db,
    ports: { crm, esim, numbers: {} } as Partial<Ports> as Ports,
    connectorOf: {
      crm: 'salesforce',
      billing: 'whmcs',
      esim: 'es2plus',
      line: 'mvne',
      mailer: 'smtp',
      voice: 'fusionpbx',
    },
    engine,
    clock: { now: () => new Date(Date.now() + offsetMs) },
    vault: createVault(new Uint8Array(32)),
    policy: {} as Policy,
    log: { debug: silent, info: silent, warn: silent, error: silent },
    accessTokenKey: new Uint8Array(32),
  }
  return {
    db,
    woken,
    crm,
    esim,
    context: (actor = { kind: 'system', id: 'test' }) => ({
      ...services,
      actor,
      correlationId: randomUUID(),
    }),
    engineIsDown(down) {
      isDown = down
    },
    moveClock(ms) {
      offsetMs += ms
    },
    insertOrder: (order) => insertOrder(db, order),
    async close() {
      await db.destroy()
      await database.drop()
    },
  }
}

/** A record id of an order that nobody has used. */
export function newCrmOrderId(): string {
  return `801${randomUUID().replaceAll('-', '').slice(0, 12)}AAA`
}

async function insertOrder(
  db: Database,
  order: Partial<Insertable<Tables['product_order']>> = {},
): Promise<string> {
  const id = newId()
  const customerId = randomUUID()
  const now = new Date()
  const person = { first_name: 'Ada', last_name: 'Moreno', company: null, phone: null, review_reason: null }
  const user = {
    id: customerId,
    email: `${customerId}@example.com`,
    password_hash: 'none',
    customer_number: customerId,
  }
  await db
    .insertInto('portal_user')
    .values({ ...user, ...person })
    .execute()
  await db
    .insertInto('product_order')
    .values({
      id,
      kind: 'acquisition',
      crm_order_id: newCrmOrderId(),
      crm_order_number: null,
      opportunity_id: null,
      customer_id: customerId,
      customer_number: customerId,
      billing_client_id: customerId,
      crm_account_id: customerId,
      channel: 'portal',
      idempotency_key: null,
      request_fingerprint: null,
      state: 'pending',
      items: '[]',
      promo_code: null,
      notes: null,
      billing_order_id: null,
      masked_iccid: null,
      error_code: null,
      error_message: null,
      crm_status_reported: null,
      crm_status_due: null,
      correlation_id: randomUUID(),
      created_at: now,
      updated_at: now,
      ...order,
    })
    .execute()
  return id
}
