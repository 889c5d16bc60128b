import { randomUUID } from 'node:crypto'
import { registrationSecret } from '@turnup/domain'
import { readOrderSecret } from '@turnup/store'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createPbxWorld, holdFirst, type PbxWorld, pbxOrder, place } from './pbx-world.ts'
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
const person = {
  firstName: 'Zuzanna',
  lastName: 'Przybylska',
  birthDate: '1984-07-21',
  phone: '+49 30 901820',
  country: 'DE',
  city: 'berlin',
  postalCode: '12205',
  street: 'Unter den Eichen 87',
}
const registered = (holdId: string, more: object = {}) =>
  pbxOrder(holdId, {
    numberProduct: 'PBX-NUMBER-INT',
    domain: `b-${randomUUID().slice(0, 8)}`,
    registration: { party: 'personal', values: { ...person, ...more } },
  })

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

describe('a number that needs a registration', () => {
  test('the form is what the carrier asks for', async () => {
    const holdId = await holdFirst(world, ada, 'PBX-NUMBER-INT')
    const { body } = await world.send('GET', `/pbx/number-holds/${holdId}/requirement`, { as: ada })
    expect(body).toMatchObject({ needed: true, requirementId: 'req-1' })
    expect(body.forms[0].proofs).toEqual([{ of: 'identity', quantity: 1, accepted: ['Passport'] }])
    const places = await world.send('GET', '/pbx/places?product=PBX-NUMBER-INT&country=DE&city=ber', {
      as: ada,
    })
    expect(places.body.places).toEqual([{ city: 'Berlin' }, { city: 'Bernau' }])
  })

  test('what was entered is looked at again, and the refusal names the field', async () => {
    const holdId = await holdFirst(world, ada, 'PBX-NUMBER-INT')
    const wrong: [more: object, code: string, field: string][] = [
      [{ lastName: ' ' }, 'FIELD_MISSING', 'lastName'],
      [{ birthDate: '21.07.1984' }, 'DATE_INVALID', 'birthDate'],
      [{ birthDate: '1984-02-30' }, 'DATE_INVALID', 'birthDate'],
      [{ birthDate: '2199-01-01' }, 'BIRTH_DATE_INVALID', 'birthDate'],
      [{ birthDate: new Date().toISOString().slice(0, 4).concat('-01-01') }, 'UNDER_AGE', 'birthDate'],
      [{ country: 'FR' }, 'ADDRESS_ABROAD', 'country'],
      [{ city: 'Bernau' }, 'CITY_ELSEWHERE', 'city'],
      [{ phone: 'call me' }, 'PHONE_INVALID', 'phone'],
    ]
    for (const [more, code, field] of wrong) {
      const { body } = await place(world, ada, registered(holdId, more))
      expect([body.error?.code, body.error?.field]).toEqual([code, `registration.values.${field}`])
    }
    const unlike = await place(world, ada, registered(holdId, { city: 'Berl' }))
    expect(unlike.body.error).toMatchObject({ code: 'CITY_UNKNOWN' })
    expect(unlike.body.error.message).toContain('Did you mean Berlin?')
    const without = await place(world, ada, { ...registered(holdId), registration: undefined })
    expect(without.body.error.code).toBe('REGISTRATION_MISSING')
    const business = { party: 'business', values: person }
    const company = await place(world, ada, { ...registered(holdId), registration: business })
    expect(company.body.error.code).toBe('PARTY_NOT_ALLOWED')
  })

  test('personal data is sealed with the order and stands nowhere in clear', async () => {
    world.said.length = 0
    const holdId = await holdFirst(world, ada, 'PBX-NUMBER-INT')
    const placed = await place(world, ada, registered(holdId, { vatId: 'DE999999999' }))
    expect(placed.status).toBe(201)
    const { id, pbx } = await rowOf(placed.body.sfOrderId)
    expect(pbx?.registration).toMatchObject({
      requirementId: 'req-1',
      party: 'personal',
      route: 'api-upload',
      proofs: [{ of: 'identity', quantity: 1 }],
    })
    const { db, vault } = world.portal.services
    const sealed = JSON.parse((await readOrderSecret(db, vault, id, registrationSecret)) ?? '{}')
    expect(sealed).toEqual({
      version: 1,
      values: { ...person, phone: '+4930901820' },
      cityId: 'id-Berlin',
    })
    const everything = [await dump(world), world.said.join('\n'), JSON.stringify(placed.body)].join('\n')
    expect(everything).toContain(placed.body.sfOrderId)
    for (const secret of [
      'Przybylska',
      'Zuzanna',
      '1984-07-21',
      'Unter den Eichen',
      '4930901820',
      'DE999999999',
    ])
      expect(everything).not.toContain(secret)
    const crmOrder = world.portal.sandbox.systems.salesforce.readRecord('Order', placed.body.sfOrderId)
    expect(JSON.stringify(crmOrder)).not.toContain('Przybylska')
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
      const body = product === 'PBX-NUMBER-INT' ? registered(holdId) : pbxOrder(holdId, { domain })
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

/** Every row of every table as text. */
async function dump({ portal }: PbxWorld): Promise<string> {
  const { db } = portal.services
  const tables = await sql<{ name: string }>`
    select table_name as name from information_schema.tables where table_schema = 'public'`.execute(db)
  const texts: string[] = []
  for (const { name } of tables.rows) {
    const { rows } = await sql<{ text: string | null }>`
      select string_agg(row_to_json(t)::text, chr(10)) as text from ${sql.table(name)} t`.execute(db)
    texts.push(rows[0]?.text ?? '')
  }
  return texts.join('\n')
}
