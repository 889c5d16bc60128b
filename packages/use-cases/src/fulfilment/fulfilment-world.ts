import { randomUUID } from 'node:crypto'
import type { CrmOrder, CrmOrderStatus, JsonObject, OrderItem } from '@turnup/domain'
import { type InboxDoor, insertOrder, newId, uuidPattern } from '@turnup/store'
import { createOrderWorld } from '../../../fulfilment/src/testing/order-world.ts'
import { esimItem } from '../../../fulfilment/src/testing/test-items.ts'
import type { Actor, Context } from '../context.ts'

export type FulfilmentWorld = Awaited<ReturnType<typeof createFulfilmentWorld>>

/** The verbs of fulfilment on a real PostgreSQL, with the executor and a world outside that fails on demand. */
export async function createFulfilmentWorld() {
  const world = await createOrderWorld()
  const woken: string[] = []
  const operator: Actor = { kind: 'operator', id: randomUUID(), role: 'operator' }

  function context(actor: Actor = operator): Context {
    const engine = {
      ...world.services.engine,
      advance: async (orderId: string) => void woken.push(orderId),
    }
    return {
      ...world.services,
      engine,
      actor,
      correlationId: `asked-${randomUUID()}`,
      accessTokenKey: new Uint8Array(32),
    }
  }

  /** An order in the CRM of a customer who has an account there and, unless told otherwise, here. */
  async function placeInCrm(
    options: {
      items?: OrderItem[]
      status?: CrmOrderStatus
      /** Of an order of ours; its account then, unless this is a copy for somebody else. */
      reference?: string
      isCopy?: boolean
      isMapped?: boolean
    } = {},
  ) {
    const { items = [esimItem()], status = 'approved', reference, isCopy = false, isMapped = true } = options
    const customer = await world.newCustomer()
    if (isMapped) {
      await world.db
        .insertInto('customer_mapping')
        .values({
          customer_id: customer.customerId,
          customer_number: customer.customerNumber,
          billing_client_id: customer.billingClientId,
          crm_account_id: customer.crmAccountId,
        })
        .execute()
    }
    await world.stockUp(items.reduce((sum, item) => sum + item.quantity, 0))
    const crmOrder: CrmOrder = {
      crmOrderId: `801${randomUUID().replaceAll('-', '').slice(0, 15)}`,
      accountId: (!isCopy && (await accountOf(reference))) || customer.crmAccountId,
      status,
      items,
      reference,
    }
    world.outside.crm.orders.set(crmOrder.crmOrderId, crmOrder)
    return { crmOrder, crmOrderId: crmOrder.crmOrderId, customer }
  }

  async function accountOf(reference: string | undefined): Promise<string | undefined> {
    if (!reference || !uuidPattern.test(reference)) return undefined
    const query = world.db.selectFrom('product_order').select('crm_account_id').where('id', '=', reference)
    return (await query.executeTakeFirst())?.crm_account_id
  }

  /** What a door wrote down. */
  async function ask(crmOrderId: string, generation = 1, door: InboxDoor = 'event'): Promise<void> {
    await world.db
      .insertInto('inbox')
      .values({
        crm_order_id: crmOrderId,
        generation,
        door,
        delivery_id: randomUUID(),
        correlation_id: `correlation-${crmOrderId}`,
        requested_by: null,
        result: null,
        received_at: world.clock.now(),
      })
      .execute()
  }

  return {
    ...world,
    woken,
    operator,
    context,
    placeInCrm,
    ask,
    /** An order of ours that awaits review in the CRM, or is not there yet. */
    async placeHere(
      options: { items?: OrderItem[]; state?: 'acknowledged' | 'pending'; subject?: JsonObject } = {},
    ) {
      const { items = [esimItem()], state = 'acknowledged', subject } = options
      const id = newId()
      const customer = await world.newCustomer()
      await insertOrder(world.db, {
        id,
        kind: 'acquisition',
        customer,
        channel: 'portal',
        state,
        items,
        subject,
        nextAction: { who: 'turnup', why: 'test', actions: [] },
        correlationId: `correlation-${id}`,
        at: world.clock.now(),
      })
      return { id, customer }
    },
    inboxResults: async (crmOrderId: string) =>
      (
        await world.db
          .selectFrom('inbox')
          .select(['generation', 'result'])
          .where('crm_order_id', '=', crmOrderId)
          .orderBy('generation')
          .execute()
      ).map(({ result }) => result),
    ordersIn: (crmOrderId: string) =>
      world.db.selectFrom('product_order').selectAll().where('crm_order_id', '=', crmOrderId).execute(),
    audits: (orderId: string) =>
      world.db
        .selectFrom('audit_event')
        .selectAll()
        .where('subject_id', '=', orderId)
        .orderBy('id')
        .execute(),
    billingOrdersOf: (orderId: string) =>
      world.outside.billing.orders.filter((order) => order.ref.startsWith(orderId)),
    linesOf: (orderId: string) => world.outside.sims.lines.filter((line) => line.ref.startsWith(orderId)),
  }
}
