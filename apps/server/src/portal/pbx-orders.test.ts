import { randomUUID } from 'node:crypto'
import { deleteExpiredRecords } from '@turnup/store'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPbxWorld, holdFirst, type PbxWorld, pbxOrder, place, registeredPbxOrder } from './pbx-world.ts'
import type { Customer } from './portal-world.ts'

let world: PbxWorld
let ada: Customer
beforeAll(async () => {
  world = await createPbxWorld()
  ada = await world.portal.customer()
})
afterAll(() => world.close())

const rowOf = (sfOrderId: string) =>
  world.portal.services.db
    .selectFrom('product_order')
    .selectAll()
    .where('crm_order_id', '=', sfOrderId)
    .executeTakeFirstOrThrow()
describe('ordering a hosted PBX', () => {
  test('places one order in the CRM for review, with everything that its plan needs', async () => {
    const key = randomUUID()
    const body = pbxOrder(await holdFirst(world, ada), { domain: 'Acme-One.pbx.example.com' })
    const [first, again] = [await place(world, ada, body, key), await place(world, ada, body, key)]
    expect([first.status, first.body]).toEqual([201, again.body])
    const row = await rowOf(first.body.sfOrderId)
    expect(row).toMatchObject({ state: 'pending', channel: 'portal', generation: 0 })
    expect(row.pbx).toMatchObject({
      company: 'Acme Corp.',
      contact: { phone: '+12025550143' },
      tenant: { domain: 'acme-one.pbx.example.com', seats: 10, firstExtension: 1001 },
      admin: { username: 'admin', email: 'ada@acme.example', group: 'admin', language: 'en-us' },
      number: { providerId: 'voip-ms', callingCode: '1', planId: 'minute', needsRegistration: false },
    })
    const crmOrder = await world.portal.services.ports.crm.readOrder(first.body.sfOrderId)
    expect(crmOrder?.items.map(({ sku, pbxSettings }) => [sku, pbxSettings?.kind])).toEqual([
      ['PBX-10', 'seats'],
      ['PBX-NUMBER-NA', 'number'],
      ['PBX-RECORDING', 'feature'],
    ])
    expect(crmOrder?.notes).toContain('acme-one.pbx.example.com')
    const read = await world.send('GET', `/orders/${first.body.sfOrderId}`, { as: ada })
    expect(read.body.pbx).toEqual({
      company: 'Acme Corp.',
      domain: 'acme-one.pbx.example.com',
      number: row.pbx?.number.number,
      place: 'Washington, DC, US',
      seats: 10,
      extensions: '1001–1010',
      adminUsername: 'admin',
      phase: 'Pending',
      needsRegistration: false,
    })
  })

  test('is confirmed by a mail with domain, number and extensions', async () => {
    const mail = await world.portal.services.db
      .selectFrom('mail_message')
      .select('data')
      .where('template', '=', 'order-confirmation')
      .orderBy('created_at', 'desc')
      .executeTakeFirstOrThrow()
    expect(mail.data.pbx).toMatchObject({
      domain: 'acme-one.pbx.example.com',
      seats: 10,
      adminUsername: 'admin',
    })
  })

  test('two tenants want one domain at once: one has it, the other keeps its number and takes another domain', async () => {
    const both = await Promise.all([world.portal.customer(), world.portal.customer()])
    const bodies: { holdId: string; domain: string }[] = []
    for (const customer of both)
      bodies.push(pbxOrder(await holdFirst(world, customer), { domain: 'wanted' }) as never)
    const answers = await Promise.all(
      both.map((customer, index) => place(world, customer, bodies[index] ?? {})),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
    const loser = answers.findIndex(({ status }) => status === 409)
    expect(answers[loser]?.body.error).toMatchObject({ code: 'DOMAIN_TAKEN', field: 'domain' })
    const second = await place(world, both[loser] ?? ada, { ...bodies[loser], domain: 'wanted-too' })
    expect(second.status).toBe(201)
    const check = await world.send('GET', '/pbx/domain?domain=wanted', { as: ada })
    expect(check.body.available).toBe(false)
  })

  test('a domain and a number are free again when their order comes to nothing', async () => {
    const customer = await world.portal.customer()
    const holdId = await holdFirst(world, customer)
    const placed = await place(world, customer, pbxOrder(holdId, { domain: 'fleeting' }))
    const { number } = (await rowOf(placed.body.sfOrderId)).pbx?.number ?? {}
    const chooseIt = () =>
      world.send('POST', '/pbx/number-holds', {
        as: ada,
        body: { product: 'PBX-NUMBER-NA', offerId: `offer:${number}` },
      })
    expect((await chooseIt()).body.error.code).toBe('NUMBER_TAKEN')
    await world.send('POST', `/orders/${placed.body.sfOrderId}/cancel-request`, { as: customer, body: {} })
    expect((await chooseIt()).status).toBe(201)
    const other = pbxOrder(await holdFirst(world, customer), { domain: 'fleeting' })
    expect((await place(world, customer, other)).status).toBe(201)
  })

  test('a hold that has run out, somebody else’s, or none places nothing', async () => {
    const other = await world.portal.customer()
    const holdId = await holdFirst(world, other)
    expect((await place(world, ada, pbxOrder(holdId, { domain: 'x1' }))).body.error.code).toBe('HOLD_UNKNOWN')
    world.portal.moveClock(11 * 60_000)
    expect((await place(world, other, pbxOrder(holdId, { domain: 'x1' }))).body.error.code).toBe(
      'HOLD_EXPIRED',
    )
    expect((await world.send('GET', '/pbx/domain?domain=x1', { as: ada })).body.available).toBe(true)
  })

  test('the sweep forgets holds that have run out, and keeps those of orders', async () => {
    const { db, clock } = world.portal.services
    const holds = async () =>
      (await db.selectFrom('number_hold').select('order_id').execute()).map((row) => row.order_id)
    expect(await holds()).toContain(null)
    const ordered = (await holds()).filter((orderId) => orderId !== null)
    await deleteExpiredRecords(db, new Date(clock.now().getTime() + 3_600_000))
    expect((await holds()).sort()).toEqual(ordered.sort())
    expect(ordered.length).toBeGreaterThan(0)
  })

  test('every field is looked at again, and the refusal names it', async () => {
    const holdId = await holdFirst(world, ada)
    const contact = { name: 'Ada', email: 'ada@acme.example', phone: '+1 202 555 0143' }
    const admin = { timeZone: 'America/Toronto' }
    const wrong: [more: object, code: string, field: string][] = [
      [{ company: '' }, 'FIELD_MISSING', 'company'],
      [{ contact: { ...contact, email: 'ada@' } }, 'EMAIL_INVALID', 'contact.email'],
      [{ contact: { ...contact, phone: '12' } }, 'PHONE_INVALID', 'contact.phone'],
      [{ domain: 'not a domain' }, 'DOMAIN_INVALID', 'domain'],
      [{ admin: { ...admin, username: 'a b' } }, 'USERNAME_INVALID', 'admin.username'],
      [{ admin: { timeZone: 'Mars/Olympus' } }, 'TIME_ZONE_UNKNOWN', 'admin.timeZone'],
      [{ admin: { ...admin, language: 'tlh' } }, 'LANGUAGE_UNKNOWN', 'admin.language'],
      [{ admin: { ...admin, group: 'superadmin' } }, 'GROUP_NOT_ALLOWED', 'admin.group'],
      [{ packages: [{ sku: 'PBX-RECORDING', quantity: 1 }] }, 'PRODUCT_UNKNOWN', 'packages.0'],
      [{ packages: [{ sku: 'PBX-10', quantity: 6 }] }, 'QUANTITY_TOO_LARGE', 'packages.0'],
      [{ numberProduct: 'PBX-NUMBER-INT' }, 'HOLD_UNKNOWN', 'holdId'],
      [{ planId: 'unlimited' }, 'PLAN_UNKNOWN', 'planId'],
    ]
    for (const [more, code, field] of wrong) {
      const { status, body } = await place(world, ada, pbxOrder(holdId, { domain: 'x2', ...more }))
      expect([status >= 400, body.error.code, body.error.field]).toEqual([true, code, field])
    }
    await world.map('PBX-10', undefined)
    const unmapped = await place(world, ada, pbxOrder(holdId, { domain: 'x2' }))
    expect(unmapped.body.error).toMatchObject({ code: 'PROVIDER_NOT_MAPPED', field: 'packages.0' })
    await world.map('PBX-10', 'voip-ms')
    expect((await place(world, ada, pbxOrder(holdId, { domain: 'x2' }))).status).toBe(201)
  })
})

describe('orders that start by themselves (X26)', () => {
  test('never, unless the provider wants it; a number with a registration only with "all"', async () => {
    const { policy } = world.portal.services
    const inboxOf = async (sfOrderId: string) =>
      world.portal.services.db
        .selectFrom('inbox')
        .select('door')
        .where('crm_order_id', '=', sfOrderId)
        .execute()
    const started = async (autoProvision: 'never' | 'standard' | 'all', product: string) => {
      policy.pbx.autoProvision = autoProvision
      const customer = await world.portal.customer()
      const holdId = await holdFirst(world, customer, product)
      const domain = `auto-${randomUUID().slice(0, 8)}`
      const body = product === 'PBX-NUMBER-INT' ? registeredPbxOrder(holdId) : pbxOrder(holdId, { domain })
      const placed = await place(world, customer, body)
      return (await inboxOf(placed.body.sfOrderId)).map(({ door }) => door)
    }
    expect(await started('never', 'PBX-NUMBER-NA')).toEqual([])
    expect(await started('standard', 'PBX-NUMBER-NA')).toEqual(['policy'])
    expect(await started('standard', 'PBX-NUMBER-INT')).toEqual([])
    expect(await started('all', 'PBX-NUMBER-INT')).toEqual(['policy'])
    policy.pbx.autoProvision = 'never'
    await world.portal.settled()
  })
})
