import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { esimItem, internetItem, simItem } from '../../../fulfilment/src/testing/test-items.ts'
import { createFulfilmentWorld, type FulfilmentWorld } from './fulfilment-world.ts'
import { type Repair, repairStep } from './repair-step.ts'

let world: FulfilmentWorld
beforeAll(async () => {
  world = await createFulfilmentWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.outside.heal()
  world.policy.statusProfile = 'webhook-v1'
  await world.db.deleteFrom('connector_state').execute()
})

const addOrder = 'billing.add-order'

async function stuckAtBilling() {
  const id = await world.startOrder({ items: [internetItem()] })
  world.outside.fail('billing.addOrder', { kind: 'refused', code: 'ORDER_REFUSED' })
  await world.run(id)
  expect((await world.read(id)).head.state).toBe('held')
  return id
}

const repair = (id: string, step: string, how: Repair) =>
  repairStep(world.context(), id, { step, repair: how })

async function expectCompleted(id: string) {
  await world.run(id)
  expect((await world.read(id)).head).toMatchObject({ state: 'completed', errorCode: undefined })
  expect(world.billingOrdersOf(id).filter((order) => order.status === 'active')).toHaveLength(1)
}

describe('a step that was rejected goes on', () => {
  test('by retrying it', async () => {
    const id = await stuckAtBilling()
    expect(await repair(id, addOrder, { kind: 'retry' })).toMatchObject({
      ok: true,
      value: { state: 'inProgress' },
    })
    expect(world.woken).toContain(id)
    await expectCompleted(id)
    expect(await world.audits(id)).toMatchObject([
      { action: 'order.repair.retry', actor_id: world.operator.id },
    ])
  })

  test('by changing a field', async () => {
    const id = await stuckAtBilling()
    await repair(id, addOrder, {
      kind: 'change-input',
      field: 'promoCode',
      value: 'SPRING',
      reason: 'valid code',
    })
    await expectCompleted(id)
    expect((await world.read(id)).step(addOrder).input.promoCode).toBe('SPRING')
    expect(world.outside.callsOf('billing.addOrder').at(-1)?.args[0]).toMatchObject({ promoCode: 'SPRING' })
    expect(await world.audits(id)).toMatchObject([
      {
        reason: 'valid code',
        before: { steps: [{ input: { promoCode: null } }] },
        after: { steps: [{ input: { promoCode: 'SPRING' } }] },
      },
    ])
  })

  test('by replacing its input', async () => {
    const id = await stuckAtBilling()
    const { step } = await world.read(id)
    const input = { ...step(addOrder).input, notes: 'by hand' }
    await repair(id, addOrder, { kind: 'replace', input, reason: 'other notes' })
    await expectCompleted(id)
    expect(world.outside.callsOf('billing.addOrder').at(-1)?.args[0]).toMatchObject({ notes: 'by hand' })
  })

  test('by adopting what a person made outside, once it is as the action needs it', async () => {
    const id = await stuckAtBilling()
    const { head } = await world.read(id)
    const made = await world.outside.billing.port.addOrder?.(
      { clientId: head.billingClientId, crmOrderId: '', lines: [] },
      `${id}/by-hand`,
    )
    const wrong = await repair(id, addOrder, { kind: 'adopt', result: { orderId: 7 }, reason: 'made it' })
    expect(wrong).toMatchObject({ ok: false, refusal: { kind: 'invalid', code: 'REPAIR_INVALID' } })
    expect((await world.read(id)).step(addOrder).state).toBe('failed')
    const result = { orderId: made?.orderId ?? '', serviceIds: ['s1'], remark: 'not kept' }
    await repair(id, addOrder, { kind: 'adopt', result, reason: 'made it' })
    const adopted = await world.read(id)
    expect(adopted.head).toMatchObject({ billingOrderId: made?.orderId, billingServiceIds: ['s1'] })
    expect(adopted.step(addOrder).result).toEqual({ orderId: made?.orderId, serviceIds: ['s1'] })
    await expectCompleted(id)
  })

  test('by skipping it', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('crm.updateOpportunity', { kind: 'refused' })
    await world.run(id)
    await repair(id, 'crm.activate-opportunity', { kind: 'skip', reason: 'done by hand' })
    await expectCompleted(id)
    expect((await world.read(id)).step('crm.activate-opportunity').state).toBe('skipped')
  })
})

describe('a repair', () => {
  test('of a step that is not stuck, or not there, or with a field it does not have, changes nothing', async () => {
    const id = await stuckAtBilling()
    const before = await world.read(id)
    const refusals = [
      await repair(id, 'billing.accept-order', { kind: 'retry' }),
      await repair(id, 'nonsense', { kind: 'retry' }),
      await repair(id, addOrder, { kind: 'change-input', field: 'nonsense', value: 1, reason: 'x' }),
      await repair(id, addOrder, { kind: 'change-input', field: 'lines', value: [], reason: 'x' }),
      await repair(id, addOrder, { kind: 'replace', input: {}, reason: 'x' }),
    ]
    expect(refusals.map((one) => !one.ok && one.refusal.code)).toEqual([
      'STEP_NOT_STUCK',
      'STEP_UNKNOWN',
      'FIELD_UNKNOWN',
      'REPAIR_INVALID',
      'REPAIR_INVALID',
    ])
    expect(await world.read(id)).toMatchObject({ head: before.head, steps: before.steps })
    expect(await world.audits(id)).toEqual([])
  })

  test('and its audit are there together or not at all', async () => {
    const id = await stuckAtBilling()
    const { head } = await world.read(id)
    await sql`create function refuse_audit() returns trigger language plpgsql as
      $$ begin raise exception 'no room in the audit'; end $$`.execute(world.db)
    await sql`create trigger refuse_audit before insert on audit_event
      for each row execute function refuse_audit()`.execute(world.db)
    try {
      await expect(repair(id, addOrder, { kind: 'retry' })).rejects.toThrow('no room in the audit')
    } finally {
      await sql`drop trigger refuse_audit on audit_event`.execute(world.db)
      await sql`drop function refuse_audit`.execute(world.db)
    }
    expect((await world.read(id)).head.revision).toBe(head.revision)
    expect((await world.read(id)).step(addOrder).state).toBe('failed')
  })

  test('does not write a full ICCID down, wherever it is given', async () => {
    const id = await stuckAtBilling()
    const iccid = '8988303000000000019'
    const changed: Repair = { kind: 'change-input', field: 'notes', value: `card ${iccid}`, reason: 'x' }
    expect(await repair(id, addOrder, changed)).toMatchObject({ refusal: { code: 'IDENTIFIER_IN_CLEAR' } })
    const adopted: Repair = { kind: 'adopt', result: { orderId: iccid, serviceIds: [] }, reason: 'x' }
    expect(await repair(id, addOrder, adopted)).toMatchObject({ refusal: { code: 'IDENTIFIER_IN_CLEAR' } })
    await repair(id, addOrder, { kind: 'skip', reason: `the customer sent ${iccid}` })
    const [audit] = await world.audits(id)
    expect(audit?.reason).toBe('the customer sent ••••0019')
    expect(JSON.stringify(await world.timeline(id))).not.toContain(iccid)
  })

  test('that comes while a look is under way loses neither the repair nor what the look did', async () => {
    const id = await world.startOrder({ items: [esimItem({ quantity: 2 })] })
    world.outside.fail('esim.confirmOrder', { kind: 'refused' })
    let go: () => void = () => undefined
    const opened = new Promise<void>((resolve) => {
      go = resolve
    })
    world.outside.fail('line.activateLine', { kind: 'held', go: opened })
    const look = world.run(id)
    await expect
      .poll(async () => (await world.read(id)).steps.map((step) => step.state))
      .toEqual(expect.arrayContaining(['failed', 'running']))
    const failed = (await world.read(id)).steps.find((step) => step.state === 'failed')
    expect(await repair(id, failed?.key ?? '', { kind: 'retry' })).toMatchObject({ ok: true })
    go()
    await look
    await expectCompleted(id)
    expect(world.linesOf(id)).toHaveLength(2)
  })

  test('of two people at once happens once', async () => {
    const id = await stuckAtBilling()
    const answers = await Promise.all([1, 2, 3].map(() => repair(id, addOrder, { kind: 'retry' })))
    expect(answers.filter((one) => one.ok)).toHaveLength(1)
    expect(await world.audits(id)).toHaveLength(1)
    await expectCompleted(id)
  })
})

describe('a step whose outcome is unknown', () => {
  async function unknownCapture() {
    const id = await world.startTopUp()
    world.outside.fail('billing.capturePayment', { kind: 'request-lost' })
    await world.run(id)
    expect((await world.read(id)).step('billing.capture-payment').state).toBe('unknown')
    return id
  }
  const captures = (id: string) =>
    world.outside.billing.invoices.filter((one) => one.ref.startsWith(id)).map((one) => one.captures)

  test('is sent again when a person says that nothing is there', async () => {
    const id = await unknownCapture()
    await repair(id, 'billing.capture-payment', { kind: 'retry' })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(captures(id)).toEqual([1])
  })

  test('is not sent again when a person adopts what is there', async () => {
    const id = await unknownCapture()
    const { step } = await world.read(id)
    const invoiceId = String(step('billing.create-charge').result?.invoiceId)
    await repair(id, 'billing.capture-payment', {
      kind: 'adopt',
      result: { invoiceId },
      reason: 'paid at the desk',
    })
    await world.run(id)
    expect((await world.read(id)).head.state).toBe('completed')
    expect(captures(id)).toEqual([0])
  })

  test('that a person retries while the request may still arrive is looked for first', async () => {
    const id = await world.startOrder({ items: [internetItem()] })
    world.outside.fail('billing.addOrder', { kind: 'late', afterMs: 50_000 })
    await world.run(id, {
      until: async () => {
        const step = (await world.read(id)).step(addOrder)
        if (step.error?.kind === 'outcome-unknown' && step.state === 'running')
          world.outside.fail('billing.findOrder', { kind: 'refused', code: 'TWO_OF_THEM' })
        return step.state === 'unknown'
      },
    })
    world.outside.heal('billing.findOrder')
    await repair(id, addOrder, { kind: 'retry' })
    await expectCompleted(id)
    world.clock.move(10 * world.policy.settleMs)
    expect(world.billingOrdersOf(id)).toHaveLength(1)
  })
})

describe('a SIM card whose ICCID the order does not hold', () => {
  test('is parked, and goes on when the number is entered, which is sealed and nowhere else', async () => {
    const id = await world.startOrder({ items: [simItem()] })
    await world.run(id)
    expect((await world.read(id)).head).toMatchObject({ state: 'held', errorCode: 'ICCID_MISSING' })
    const iccid = '8988303000000000027'
    const step = 'line.activate:3.1'
    const entered: Repair = { kind: 'change-input', field: 'iccidSecret', value: '12345', reason: 'x' }
    expect(await repair(id, step, entered)).toMatchObject({ refusal: { code: 'REPAIR_INVALID' } })
    await repair(id, step, { ...entered, value: '8988 3030 0000 0000 027', reason: 'read from the card' })
    expect((await world.read(id)).step(step).input).toMatchObject({ iccidSecret: 'iccid:3.1' })
    expect(JSON.stringify([await world.audits(id), await world.timeline(id)])).not.toContain('0000 027')
    await expectCompleted(id)
    expect(world.linesOf(id)).toMatchObject([{ iccid }])
    expect(await world.secretsOf(id)).toEqual([])
  })
})

test('after a repair the CRM shows "Activating" again only where Turnup writes that status (X07)', async () => {
  const id = await stuckAtBilling()
  await repair(id, addOrder, { kind: 'retry' })
  expect((await world.read(id)).head.crmStatusDue).toBe('activating')
  world.policy.statusProfile = 'event-v2'
  const other = await stuckAtBilling()
  await repair(other, addOrder, { kind: 'retry' })
  expect((await world.read(other)).head.crmStatusDue).toBeUndefined()
})
