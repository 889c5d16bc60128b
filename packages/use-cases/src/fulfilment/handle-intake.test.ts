import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { esimItem, internetItem, simItem } from '../../../fulfilment/src/testing/test-items.ts'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'
import { handleIntake } from './handle-intake.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.outside.heal()
  world.policy.statusProfile = 'webhook-v1'
  world.policy.pricingMismatch = 'warn'
  await world.db.deleteFrom('connector_state').execute()
  await world.db.deleteFrom('inbox').execute()
})

const intake = (crmOrderId: string) =>
  handleIntake(world.context({ kind: 'system', id: 'engine' }), crmOrderId)

describe('a request to fulfil', () => {
  test('starts the plan of an order that was made in the CRM', async () => {
    const { crmOrderId } = await world.placeInCrm()
    await world.ask(crmOrderId)
    expect(await intake(crmOrderId)).toEqual({})
    expect(await world.inboxResults(crmOrderId)).toEqual(['started'])
    const [order] = await world.ordersIn(crmOrderId)
    expect(order).toMatchObject({ state: 'inProgress', generation: 1, channel: 'crm' })
    expect(world.woken).toContain(order?.id)
    await world.run(order?.id as string)
    expect((await world.read(order?.id as string)).head.state).toBe('completed')
  })

  test('finds an order of ours by its reference, though its CRM id never reached us', async () => {
    const { id } = await world.placeHere({ state: 'acknowledged', items: [internetItem()] })
    const { crmOrderId } = await world.placeInCrm({ reference: id, items: [internetItem()] })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    expect(await world.ordersIn(crmOrderId)).toMatchObject([{ id, state: 'inProgress' }])
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
  })

  test('keeps apart from an order of ours whose reference somebody copied to another account', async () => {
    const { id } = await world.placeHere({ state: 'acknowledged', items: [internetItem()] })
    const { crmOrderId } = await world.placeInCrm({ reference: id, isCopy: true, items: [internetItem()] })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    expect(await world.ordersIn(crmOrderId)).toMatchObject([{ state: 'inProgress' }])
    expect((await world.read(id)).head).toMatchObject({ state: 'acknowledged', crmOrderId: undefined })
  })

  test('with a reference that is none of ours is taken in as an order of its own', async () => {
    const { crmOrderId } = await world.placeInCrm({ reference: '-'.repeat(36), items: [internetItem()] })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    expect(await world.ordersIn(crmOrderId)).toMatchObject([{ state: 'inProgress' }])
  })

  test('for an order that the CRM does not have is refused', async () => {
    await world.ask('801NOWHERE')
    await intake('801NOWHERE')
    expect(await world.inboxResults('801NOWHERE')).toEqual(['refused:CRM_ORDER_UNKNOWN'])
  })

  test('for an account that nobody signed up with is refused, and the CRM says why', async () => {
    const { crmOrderId } = await world.placeInCrm({ isMapped: false })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    expect(await world.inboxResults(crmOrderId)).toEqual(['refused:CUSTOMER_NOT_MAPPED'])
    expect(world.outside.crm.reportsOf(crmOrderId)).toMatchObject([
      { status: 'failed', error: { code: 'CUSTOMER_NOT_MAPPED' } },
    ])
    expect(await world.ordersIn(crmOrderId)).toEqual([])
  })

  test('is refused also when the CRM will not hear why', async () => {
    const { crmOrderId } = await world.placeInCrm({ isMapped: false })
    await world.ask(crmOrderId)
    world.outside.fail('crm.reportOrder', { kind: 'refused' })
    expect(await intake(crmOrderId)).toEqual({})
    expect(await world.inboxResults(crmOrderId)).toEqual(['refused:CUSTOMER_NOT_MAPPED'])
  })

  test.each([
    ['event', 'pending-review', 'refused:CRM_ORDER_NOT_APPROVED'],
    ['sweep', 'pending-review', 'refused:CRM_ORDER_NOT_APPROVED'],
    ['webhook', 'pending-review', 'started'],
    ['console', 'pending-review', 'started'],
    ['webhook', 'draft', 'refused:CRM_ORDER_DRAFT'],
    ['webhook', 'cancelled', 'refused:CRM_ORDER_CANCELLED'],
    ['event', 'activating', 'started'],
  ] as const)('by %s of an order that is %s in the CRM is %s (X19)', async (door, status, result) => {
    const { crmOrderId } = await world.placeInCrm({ status })
    await world.ask(crmOrderId, 1, door)
    await intake(crmOrderId)
    expect(await world.inboxResults(crmOrderId)).toEqual([result])
  })

  test('twice for one order starts it once', async () => {
    const { crmOrderId } = await world.placeInCrm({ items: [internetItem()] })
    await world.ask(crmOrderId, 1, 'event')
    await world.ask(crmOrderId, 2, 'webhook')
    await Promise.all([intake(crmOrderId), intake(crmOrderId)])
    expect(await world.inboxResults(crmOrderId)).toEqual(['started', 'refused:NOTHING_TO_DO'])
    const orders = await world.ordersIn(crmOrderId)
    expect(orders).toMatchObject([{ generation: 1 }])
    const id = orders[0]?.id as string
    await world.run(id)
    expect(world.billingOrdersOf(id)).toHaveLength(1)
    expect((await world.timeline(id)).filter((event) => event.kind === 'order.started')).toHaveLength(1)
  })

  test('waits while the CRM cannot be reached, and is handled when it can', async () => {
    const { crmOrderId } = await world.placeInCrm()
    await world.ask(crmOrderId)
    world.outside.fail('crm.readOrder', { kind: 'unavailable' })
    const { wakeInMs } = await intake(crmOrderId)
    expect(wakeInMs).toBeGreaterThan(0)
    expect(await world.inboxResults(crmOrderId)).toEqual([null])
    await intake(crmOrderId)
    expect(await world.inboxResults(crmOrderId)).toEqual(['started'])
  })

  test('that the CRM rejects is refused with its reason, not asked for ever', async () => {
    const { crmOrderId } = await world.placeInCrm()
    await world.ask(crmOrderId)
    world.outside.fail('crm.readOrder', { kind: 'refused', code: 'MALFORMED_ID' })
    expect(await intake(crmOrderId)).toEqual({})
    expect(await world.inboxResults(crmOrderId)).toEqual(['refused:MALFORMED_ID'])
  })

  test('pauses the CRM when it refuses our credentials, and waits without asking', async () => {
    const { crmOrderId } = await world.placeInCrm()
    await world.ask(crmOrderId)
    world.outside.fail('crm.readOrder', { kind: 'auth' })
    expect((await intake(crmOrderId)).wakeInMs).toBeGreaterThan(0)
    const calls = world.outside.callsOf('crm.readOrder').length
    expect((await intake(crmOrderId)).wakeInMs).toBeGreaterThan(0)
    expect(world.outside.callsOf('crm.readOrder')).toHaveLength(calls)
    await world.db.deleteFrom('connector_state').execute()
    await intake(crmOrderId)
    expect(await world.inboxResults(crmOrderId)).toEqual(['started'])
  })

  test('survives a process that dies after it was handled and before the engine heard', async () => {
    const { crmOrderId } = await world.placeInCrm()
    await world.ask(crmOrderId)
    const context = world.context({ kind: 'system', id: 'engine' })
    const engine = {
      ...context.engine,
      advance: async () => {
        throw new Error('connect ECONNREFUSED')
      },
    }
    await expect(handleIntake({ ...context, engine }, crmOrderId)).rejects.toThrow('ECONNREFUSED')
    expect(await intake(crmOrderId)).toEqual({})
    expect(await world.ordersIn(crmOrderId)).toMatchObject([
      { state: 'inProgress', generation: 1, wake_at: null },
    ])
  })
})

describe('an order that the reviewer changed before approval', () => {
  test('is carried out as the CRM has it now', async () => {
    const { id } = await world.placeHere({ items: [esimItem({ quantity: 2 })], state: 'acknowledged' })
    const { crmOrderId } = await world.placeInCrm({ reference: id, items: [internetItem()] })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    await world.run(id)
    const { head, steps } = await world.read(id)
    expect(head.items).toMatchObject([{ sku: 'NET-1G' }])
    expect(steps.some((step) => step.action === 'esim.download-order')).toBe(false)
    expect(world.billingOrdersOf(id)).toMatchObject([{ lines: [{ billingProductId: '201' }] }])
  })
})

describe('an order that no plan can be made for', () => {
  test('is held with what is wrong and where, and the CRM hears it', async () => {
    const items = [esimItem({ billingProductId: undefined, esimSettings: undefined })]
    const { crmOrderId } = await world.placeInCrm({ items })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    const [order] = await world.ordersIn(crmOrderId)
    const id = order?.id as string
    await world.run(id)
    const { head, steps } = await world.read(id)
    expect(head).toMatchObject({
      state: 'held',
      errorCode: 'PRODUCT_NOT_MAPPED',
      crmStatusReported: 'failed',
    })
    expect(head.errorMessage).toContain('WHMCS_Product_Id__c')
    expect(head.errorMessage).toContain('eSIM_Settings_JSON__c')
    expect(head.nextAction).toMatchObject({
      who: 'operator',
      why: head.errorMessage,
      actions: ['fulfil', 'cancel'],
    })
    expect(steps).toEqual([])
    expect(world.outside.crm.statusesOf(crmOrderId)).toEqual(['failed'])
  })

  test('is planned anew by the next request, once it was mended in the CRM', async () => {
    const { crmOrderId, crmOrder } = await world.placeInCrm({
      items: [internetItem({ billingProductId: undefined })],
    })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    const [order] = await world.ordersIn(crmOrderId)
    const id = order?.id as string
    await world.run(id)
    world.outside.crm.orders.set(crmOrderId, { ...crmOrder, items: [internetItem()] })
    await world.ask(crmOrderId, 2, 'webhook')
    await intake(crmOrderId)
    await world.run(id)
    expect((await world.read(id)).head).toMatchObject({
      state: 'completed',
      generation: 2,
      errorCode: undefined,
    })
    expect(world.outside.crm.statusesOf(crmOrderId).at(-1)).toBe('provisioned')
  })

  test('is told from one whose prices only differ', async () => {
    world.outside.billing.setPrice(1)
    // Prices are read afresh after five minutes.
    world.clock.move(6 * 60_000)
    const { crmOrderId } = await world.placeInCrm({ items: [internetItem()] })
    await world.ask(crmOrderId)
    await intake(crmOrderId)
    const [warned] = await world.ordersIn(crmOrderId)
    expect(warned?.state).toBe('inProgress')
    expect(warned?.plan?.warnings).toEqual([expect.stringContaining('NET-1G')])
    world.policy.pricingMismatch = 'block'
    const other = await world.placeInCrm({ items: [internetItem()] })
    await world.ask(other.crmOrderId)
    await intake(other.crmOrderId)
    expect(await world.ordersIn(other.crmOrderId)).toMatchObject([
      { state: 'held', error_code: 'PRICE_MISMATCH' },
    ])
    // Once the prices agree, nobody waits for the shelf to grow old.
    world.outside.billing.setPrice(1_000)
    await world.ask(other.crmOrderId, 2, 'webhook')
    await intake(other.crmOrderId)
    expect(await world.ordersIn(other.crmOrderId)).toMatchObject([{ state: 'inProgress' }])
  })
})

test('a card number that a person wrote into the CRM order is sealed, masked in the order, and erased afterwards', async () => {
  const iccid = '8988303000000000035'
  const { crmOrderId } = await world.placeInCrm({
    items: [simItem({ configOptions: { ICCID: iccid, color: 'red' } })],
  })
  await world.ask(crmOrderId)
  await intake(crmOrderId)
  const [order] = await world.ordersIn(crmOrderId)
  const id = order?.id as string
  expect(order?.items[0]?.configOptions).toEqual({ ICCID: '••••0035', color: 'red' })
  expect(JSON.stringify(order)).not.toContain(iccid)
  expect(await world.secretsOf(id)).toEqual(['iccid:3.1'])
  await world.run(id)
  expect((await world.read(id)).head).toMatchObject({ state: 'completed', maskedIccid: '••••0035' })
  expect(world.linesOf(id)).toMatchObject([{ iccid }])
  expect(await world.secretsOf(id)).toEqual([])
})
